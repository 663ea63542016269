// A scanner on a serial line, real or USB-serial; the path is free text. Promises that nothing that happens to the line ends
// the process: it is a state on the screen, and the port is opened again by itself. Refuses half scans of an unplugged line.
import { limits } from '../../core/base/limits.ts';
import type { Log } from '../../core/base/log.ts';
import { problem } from '../../core/base/problem.ts';
import type { Clock, Scanner, ScannerListener, Timer } from '../till/ports.ts';
import { createDeviceState } from './device-state.ts';
import type { DeviceState } from './device-state.ts';
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
  return new SerialScanner(config, deps);
}

class SerialScanner implements Scanner {
  readonly #config: SerialScannerConfig;
  readonly #deps: SerialScannerDeps;
  readonly #device: DeviceState;
  readonly #delay = createRetryDelay(limits.scannerReopenMsMin, limits.scannerReopenMsMax);
  #reader: ScanReader | null = null;
  #port: SerialStream | null = null;
  #opening: Promise<void> = Promise.resolve();
  #stopped = false;
  #everOpen = false;
  #callOff = (): void => {};

  constructor(config: SerialScannerConfig, deps: SerialScannerDeps) {
    this.#config = config;
    this.#deps = deps;
    this.#device = createDeviceState({ id: config.id, kind: 'scanner', label: config.label, simulated: false });
  }

  start(listener: ScannerListener): void {
    const silenceMs = this.#config.silenceMs ?? silenceFor(this.#config.baudRate);
    this.#reader = createScanReader({ ...this.#config, silenceMs }, this.#deps, listener);
    this.#device.listen((view) => listener.state(view));
    this.#opening = this.#open();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#callOff();
    await this.#opening;
    this.#device.mute();
    const port = this.#port;
    if (port?.isOpen) await new Promise<void>((done) => port.close(() => done()));
  }

  async #open(): Promise<void> {
    const { id, path, baudRate } = this.#config;
    try {
      const make = this.#deps.makePort ?? makeSerialPort;
      const port = await make(serialPortOptions(path, baudRate));
      this.#attach(port);
      await opened(port);
      this.#port = port;
    } catch (error) {
      this.#failed(error);
      return;
    }
    this.#everOpen = true;
    this.#delay.reset();
    this.#deps.log.info('scanner opened', { device: id, path });
    this.#device.set('ready');
  }

  #attach(port: SerialStream): void {
    port.on('data', (bytes: Uint8Array) => this.#reader?.bytes(bytes));
    port.on('close', () => this.#lost(port));
    port.on('end', () => this.#lost(port));
    // Modem lines that a pty does not have, a parity error: as long as the port stays open it goes on working.
    port.on('error', (error: Error) => {
      this.#deps.log.warn('scanner error', { device: this.#config.id, detail: error.message });
      if (!port.isOpen) this.#lost(port);
    });
  }

  #lost(port: SerialStream): void {
    if (port !== this.#port) return;
    const { id, path } = this.#config;
    this.#port = null;
    this.#reader?.cutOff();
    if (port.isOpen) port.close(() => {});
    if (this.#stopped) return;
    this.#deps.log.warn('scanner lost', { device: id, path });
    this.#device.set('failed', problem('ScannerUnplugged', { path }));
    this.#retry();
  }

  #failed(error: unknown): void {
    const { id, path } = this.#config;
    const found = serialProblem(error, path);
    // A port that was there and is not any more was unplugged; its path in the configuration is right.
    const told = this.#everOpen && found.code === 'ScannerMissing' ? problem('ScannerUnplugged', { path }) : found;
    const detail = error instanceof Error ? error.message : String(error);
    this.#deps.log.debug('scanner not opened', { device: id, detail });
    this.#device.set('failed', told);
    this.#retry();
  }

  #retry(): void {
    if (this.#stopped) return;
    this.#callOff = this.#deps.timer.after(this.#delay.next(), () => {
      this.#opening = this.#open();
    });
  }
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
