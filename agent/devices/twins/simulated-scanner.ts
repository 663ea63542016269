// A scanner without hardware: somebody presses it. Reads through the same framing as the serial scanner, so that a long scan,
// a double read and an unplugging in the middle look the same to the till.
import { problem } from '../../../core/base/problem.ts';
import type { Clock, Scanner, Timer } from '../../till/ports.ts';
import { createDeviceState } from '../device-state.ts';
import { createScanReader } from '../scan-reader.ts';
import type { ScanReader, ScanReaderConfig } from '../scan-reader.ts';
import { terminators } from '../serial-framing.ts';

export interface SimulatedScanner extends Scanner {
  /** Scans a code; characters above 0xFF become `?`. False when it is unplugged or not started: nothing was sent. */
  press(text: string): boolean;
  /** Sends bytes as they are: noise, half a scan. */
  send(bytes: Uint8Array): boolean;
  unplug(): void;
  plug(): void;
  plugged(): boolean;
}

export interface SimulatedScannerConfig extends Partial<ScanReaderConfig> {
  readonly id: string;
  readonly label: string;
}

export function createSimulatedScanner(
  config: SimulatedScannerConfig,
  deps: { readonly clock: Clock; readonly timer: Timer },
): SimulatedScanner {
  const { id, label, terminator = 'CR' } = config;
  const device = createDeviceState({ id, kind: 'scanner', label, simulated: true });
  let reader: ScanReader | null = null;
  let plugged = true;

  const show = (): void =>
    device.set(plugged ? 'ready' : 'failed', plugged ? null : problem('ScannerUnplugged', { path: label }));
  const send = (bytes: Uint8Array): boolean => {
    if (reader === null || !plugged) return false;
    reader.bytes(bytes);
    return true;
  };

  return {
    start: (listener) => {
      reader = createScanReader({ ...config, terminator }, deps, listener);
      device.listen((view) => listener.state(view));
      show();
    },
    stop: () => {
      reader?.cutOff();
      reader = null;
      device.mute();
      return Promise.resolve();
    },
    press: (text) => send(Buffer.from(latin1Of(text) + terminators[terminator], 'latin1')),
    send,
    unplug: () => {
      plugged = false;
      reader?.cutOff();
      show();
    },
    plug: () => {
      plugged = true;
      show();
    },
    plugged: () => plugged,
  };
}

function latin1Of(text: string): string {
  return Array.from(text, (character) => (character <= '\xff' ? character : '?')).join('');
}
