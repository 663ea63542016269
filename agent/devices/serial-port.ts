// The real serial binding, loaded when the first serial device is opened: a till without one needs no native code. Promises
// a stream that is not open yet; who uses it opens it and hears of every failure.
import type { Duplex } from 'node:stream';

/** What a device here needs of `serialport`; its mock binding has the same. */
export interface SerialStream extends Duplex {
  readonly isOpen: boolean;
  open(done: (error: Error | null) => void): void;
  close(done: (error: Error | null) => void): void;
}

export interface SerialPortOptions {
  readonly path: string;
  readonly baudRate: number;
  readonly autoOpen: false;
  readonly xon: false;
  readonly xoff: false;
  readonly rtscts: false;
  readonly lock: true;
}

export type MakeSerialPort = (options: SerialPortOptions) => SerialStream | Promise<SerialStream>;

export const makeSerialPort: MakeSerialPort = async (options) => {
  const { SerialPort } = await import('serialport');
  return new SerialPort(options);
};

/** Software flow control is off: it would eat 0x11 and 0x13 out of payloads. The lock keeps a second reader away. */
export function serialPortOptions(path: string, baudRate: number): SerialPortOptions {
  return { path, baudRate, autoOpen: false, xon: false, xoff: false, rtscts: false, lock: true };
}
