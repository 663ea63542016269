// A serial line without a cable: serialport's own mock binding under the real driver, for machines on which the kernel lays
// no pair of ptys. What is sent at the far end arrives at whoever opened the near one.
import { SerialPortMock } from 'serialport';
import type { MakeSerialPort } from '../serial-port.ts';

export interface MockSerialLine {
  readonly path: string;
  readonly makePort: MakeSerialPort;
  /** False while nobody has opened the line: the bytes are lost, as on a real one. */
  send(bytes: Uint8Array): boolean;
}

/** The mock binding's own types do not resolve through its package; this is what we use of it. */
interface MockBinding {
  createPort(path: string): void;
}
interface MockWire {
  emitData(bytes: Buffer): void;
}

export function layMockSerialLine(path: string): MockSerialLine {
  (SerialPortMock.binding as MockBinding).createPort(path);
  let opened: SerialPortMock | null = null;
  return {
    path,
    makePort: (options) => {
      opened = new SerialPortMock(options);
      return opened;
    },
    send(bytes) {
      const wire: MockWire | undefined = opened?.port;
      wire?.emitData(Buffer.from(bytes));
      return wire !== undefined;
    },
  };
}
