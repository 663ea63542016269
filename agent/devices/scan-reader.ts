// Bytes of one device → scans of one device, with time in it: silence ends a scan, and the same payload again at once is a
// double read. The serial scanner and its simulated twin both read through this, so both behave alike.
import { limits } from '../../core/base/limits.ts';
import type { Clock, ScannerListener, Timer } from '../till/ports.ts';
import { createSerialFraming } from './serial-framing.ts';
import type { Frame, Terminator } from './serial-framing.ts';

export interface ScanReaderConfig {
  readonly terminator: Terminator;
  /** Default 50 (till.md). */
  readonly silenceMs?: number;
  /** Default 400; 0 lets every read through. */
  readonly doubleReadMs?: number;
}

export interface ScanReader {
  bytes(bytes: Uint8Array): void;
  /** The device is gone; a half scan is dropped and said. */
  cutOff(): void;
}

// When the loop was busy (a commit waits for the disk), the timer is due before the bytes that lay waiting are read: give
// them this long to come in before the silence counts.
const graceMs = 5;

export function createScanReader(
  config: ScanReaderConfig,
  deps: { readonly clock: Clock; readonly timer: Timer },
  listener: Pick<ScannerListener, 'scan' | 'garbled'>,
): ScanReader {
  const framing = createSerialFraming(config.terminator);
  const isDouble = doubleReadGuard(config.doubleReadMs ?? limits.doubleReadMs, deps.clock);
  let calledOff = (): void => {};

  function hand(frames: readonly Frame[]): void {
    for (const frame of frames) {
      if (frame.kind === 'garbled') listener.garbled(frame.problem);
      else if (!isDouble(frame.text)) listener.scan(frame.text);
    }
  }

  return {
    bytes: (bytes) => {
      calledOff();
      hand(framing.push(bytes));
      calledOff = deps.timer.after(config.silenceMs ?? limits.scanSilenceMs, () => {
        calledOff = deps.timer.after(graceMs, () => hand(framing.silence()));
      });
    },
    cutOff: () => {
      calledOff();
      hand(framing.cutOff());
    },
  };
}

/** True for a payload equal to the one just before it. Each repeat renews the window: a scanner held on a code reads once. */
function doubleReadGuard(windowMs: number, clock: Clock): (text: string) => boolean {
  let last: { readonly text: string; readonly at: number } | null = null;
  return (text) => {
    const at = clock.monoMs();
    const double = last !== null && last.text === text && at - last.at < windowMs;
    last = { text, at };
    return double;
  };
}
