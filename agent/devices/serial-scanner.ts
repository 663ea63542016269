// A scanner on a serial line, real or USB-serial; the path is free text. Promises that nothing that happens to the line ends
// the process: it is a state on the screen, and the port is opened again by itself. Refuses half scans of an unplugged line.
import { limits } from '../../core/base/limits.ts';
import type { Log } from '../../core/base/log.ts';
import { problem } from '../../core/base/problem.ts';
import type { Clock, Scanner, ScannerListener, Timer } from '../till/ports.ts';
import { createDeviceState } from './device-state.ts';
import { createRetryDelay } from './retry-delay.ts';
import { createScanReader } from './scan-reader.ts';
import type { ScanReader, ScanReaderConfig } from './scan-reader.ts';
import { makeSerialPort, serialPortOptions } from './serial-port.ts';
import type { MakeSerialPort, SerialStream } from './serial-port.ts';
import { serialProblem } from './serial-problem.ts';

export interface SerialScannerConfig extends ScanReaderConfig {
  /** A slug; names the device in views. */
  readonly id: string;
  readonly label: string;
  readonly path: string;
  readonly baudRate: number;
}

export interface SerialScannerDeps {
  readonly clock: Clock;
  readonly timer: Timer;
  readonly log: Log;
  /** The real binding where it is left out. */
  readonly makePort?: MakeSerialPort;
}

export function createSerialScanner(config: SerialScannerConfig, deps: SerialScannerDeps): Scanner {
  const { id, label, path, baudRate } = config;
  const device = createDeviceState({ id, kind: 'scanner', label, simulated: false });
  const delay = createRetryDelay(limits.scannerReopenMsMin, limits.scannerReopenMsMax);
  const makePort = deps.makePort ?? makeSerialPort;
  let reader: ScanReader;
  let port: SerialStream | null = null;
  let opening: Promise<void> = Promise.resolve();
  let stopped = false;
  let everOpen = false;
  let callOff = (): void => {};

  async function open(): Promise<void> {
    try {
      const made = await makePort(serialPortOptions(path, baudRate));
      attach(made);
      await opened(made);
      port = made;
    } catch (error) {
      failed(error);
      return;
    }
    everOpen = true;
    delay.reset();
    deps.log.info('scanner opened', { device: id, path });
    device.set('ready');
  }

  function attach(made: SerialStream): void {
    made.on('data', (bytes: Uint8Array) => reader.bytes(bytes));
    made.on('close', () => lost(made));
    made.on('end', () => lost(made));
    // Modem lines that a pty does not have, a parity error: as long as the port stays open it goes on working.
    made.on('error', (error: Error) => {
      deps.log.warn('scanner error', { device: id, detail: error.message });
      if (!made.isOpen) lost(made);
    });
  }

  function lost(gone: SerialStream): void {
    if (gone !== port) return;
    port = null;
    reader.cutOff();
    if (gone.isOpen) gone.close(() => {});
    if (stopped) return;
    deps.log.warn('scanner lost', { device: id, path });
    device.set('failed', problem('ScannerUnplugged', { path }));
    retry();
  }

  function failed(error: unknown): void {
    const found = serialProblem(error, path);
    // A port that was there and is not any more was unplugged; its path in the configuration is right.
    const told = everOpen && found.code === 'ScannerMissing' ? problem('ScannerUnplugged', { path }) : found;
    deps.log.debug('scanner not opened', {
      device: id,
      detail: error instanceof Error ? error.message : String(error),
    });
    device.set('failed', told);
    retry();
  }

  function retry(): void {
    if (stopped) return;
    callOff = deps.timer.after(delay.next(), () => {
      opening = open();
    });
  }

  return {
    start: (listener: ScannerListener) => {
      reader = createScanReader({ ...config, silenceMs: config.silenceMs ?? silenceFor(baudRate) }, deps, listener);
      device.listen((view) => listener.state(view));
      opening = open();
    },
    stop: async () => {
      stopped = true;
      callOff();
      await opening;
      callOff();
      const open = port;
      if (open?.isOpen) await new Promise<void>((done) => open.close(() => done()));
    },
  };
}

function opened(port: SerialStream): Promise<void> {
  return new Promise((resolve, reject) => {
    port.open((error) => (error === null ? resolve() : reject(error)));
  });
}

/** Below 9600 baud a byte takes so long that 50 ms are only a few of them. */
function silenceFor(baudRate: number): number {
  return Math.ceil(limits.scanSilenceMs * Math.max(1, 9600 / baudRate));
}
