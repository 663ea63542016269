// Every way to have a scanner, each with a far end that sends bytes and a plug that can be pulled: a real pty pair, the mock
// binding of serialport, the simulated twin. One contract runs on all of them.
import { SerialPortMock } from 'serialport';
import { createSerialScanner } from '../../agent/devices/serial-scanner.ts';
import { createSimulatedScanner } from '../../agent/devices/twins/simulated-scanner.ts';
import { system } from '../../agent/system.ts';
import type { Scanner } from '../../agent/till/ports.ts';
import type { Log } from '../../core/base/log.ts';
import { canOpenPtyPair, openPtyPair } from './pty-pair.ts';

export interface SerialRig {
  readonly scanner: Scanner;
  send(bytes: Uint8Array): Promise<void>;
  unplug(): Promise<void>;
  plug(): Promise<void>;
  remove(): Promise<void>;
}

export const quiet: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Short, so that tests of time are quick; the default of 400 ms has a test of its own. */
export const doubleReadMs = 150;

const config = { id: 'scanner', label: 'Scanner', baudRate: 9600, terminator: 'CR', doubleReadMs } as const;

export const serialRigs: readonly { readonly name: string; readonly make: () => Promise<SerialRig> }[] = [
  canOpenPtyPair()
    ? { name: 'a pty pair of socat and the real binding', make: ptyRig }
    : { name: 'the mock binding (no socat here, so no pty pair)', make: mockRig },
  { name: 'the mock binding of serialport', make: mockRig },
  { name: 'the simulated scanner', make: twinRig },
];

async function ptyRig(): Promise<SerialRig> {
  const pair = await openPtyPair();
  const scanner = createSerialScanner({ ...config, path: pair.path }, { ...system, log: quiet });
  return { ...pair, scanner };
}

/** The mock binding's types do not resolve through its package; this is what we use of it. */
interface MockBinding {
  createPort(path: string): void;
  reset(): void;
}
interface MockWire {
  emitData(bytes: Buffer): void;
}
const mockBinding = SerialPortMock.binding as MockBinding;

let mocks = 0;

export interface MockPort {
  readonly path: string;
  /** The stream that the scanner opened last. */
  stream(): SerialPortMock;
  readonly makePort: (options: ConstructorParameters<typeof SerialPortMock>[0]) => SerialPortMock;
  unplug(): void;
  plug(): void;
}

/** A port of the mock binding that can vanish, as a USB-serial one does. */
export function makeMockPort(): MockPort {
  mocks += 1;
  const path = `/dev/mock-${process.pid}-${mocks}`;
  let last: SerialPortMock | null = null;
  const plug = (): void => mockBinding.createPort(path);
  const stream = (): SerialPortMock => {
    if (last === null) throw new Error('nobody opened the port');
    return last;
  };
  plug();
  return {
    path,
    stream,
    plug,
    makePort: (options) => {
      last = new SerialPortMock(options);
      return last;
    },
    unplug: () => {
      mockBinding.reset();
      // What the stream itself calls when a read fails under it.
      stream()._disconnected(new Error('the device is gone'));
    },
  };
}

async function mockRig(): Promise<SerialRig> {
  const port = makeMockPort();
  const deps = { ...system, log: quiet, makePort: port.makePort };
  return {
    scanner: createSerialScanner({ ...config, path: port.path }, deps),
    send: async (bytes) => (port.stream().port as MockWire).emitData(Buffer.from(bytes)),
    unplug: async () => port.unplug(),
    plug: async () => port.plug(),
    remove: async () => {},
  };
}

async function twinRig(): Promise<SerialRig> {
  const scanner = createSimulatedScanner(config, system);
  return {
    scanner,
    send: async (bytes) => {
      scanner.send(bytes);
    },
    unplug: async () => scanner.unplug(),
    plug: async () => scanner.plug(),
    remove: async () => {},
  };
}
