import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { listSerialPorts } from '../../../agent/devices/list-serial-ports.ts';
import type { MakeSerialPort, SerialPortOptions } from '../../../agent/devices/serial-port.ts';
import { serialProblem } from '../../../agent/devices/serial-problem.ts';
import { createSerialScanner } from '../../../agent/devices/serial-scanner.ts';
import type { Scanner } from '../../../agent/till/ports.ts';
import { system } from '../../../agent/system.ts';
import type { DeviceView } from '../../../core/protocol/till.ts';
import { createSerialClock } from '../../support/serial-clock.ts';
import type { SerialClock } from '../../support/serial-clock.ts';
import { makeMockPort, quiet } from '../../support/serial-rigs.ts';

const settled = async (): Promise<void> => {
  for (let turns = 0; turns < 5; turns += 1) await turn();
};

function refuse(message: string): MakeSerialPort {
  return () => Promise.reject(new Error(message));
}

interface Desk {
  readonly time: SerialClock;
  readonly scanner: Scanner;
  readonly states: DeviceView[];
}

function open(path: string, makePort?: MakeSerialPort): Desk {
  const time = createSerialClock();
  const states: DeviceView[] = [];
  const config = { id: 'scanner', label: 'Scanner', path, baudRate: 9600, terminator: 'CR' } as const;
  const scanner = createSerialScanner(config, { ...time, log: quiet, ...(makePort && { makePort }) });
  scanner.start({ scan: () => {}, garbled: () => {}, state: (view) => states.push(view) });
  return { time, scanner, states };
}

describe('a port that does not open', () => {
  it.each([
    ['Error: No such file or directory, cannot open /dev/x', 'ScannerMissing'],
    ['Opening COM9: File not found', 'ScannerMissing'],
    ['Error Resource temporarily unavailable Cannot lock port', 'ScannerBusy'],
    ['Error: Resource busy, cannot open /dev/x', 'ScannerBusy'],
    ['Opening COM3: Access denied', 'ScannerBusy'],
    ['Error: Permission denied, cannot open /dev/ttyUSB0', 'ScannerForbidden'],
    ['Inappropriate ioctl for device', 'ScannerMissing'],
  ])('%s → %s', (message, code) => {
    expect(serialProblem(new Error(message), '/dev/x')).toEqual({ code, params: { path: '/dev/x' } });
  });

  it('is a state, told once, and is tried again after 0.2 s, 0.4 s … 5 s', async () => {
    const { time, scanner, states } = open('/dev/x', refuse('No such file or directory'));
    const delays: number[] = [];
    for (let tries = 0; tries < 8; tries += 1) {
      await settled();
      delays.push(time.due()[0] ?? 0);
      time.advance(delays.at(-1) ?? 0);
    }
    expect(delays).toEqual([200, 400, 800, 1600, 3200, 5000, 5000, 5000]);
    await scanner.stop();
    expect(states.map(({ state, problem }) => problem?.code ?? state)).toEqual(['waiting', 'ScannerMissing']);
  });

  it('says what is really wrong when the real binding opens a path that is nothing', async () => {
    const states: DeviceView[] = [];
    const config = { id: 's', label: 'S', path: '/nowhere/scanner', baudRate: 9600, terminator: 'CR' } as const;
    const scanner = createSerialScanner(config, { ...system, log: quiet });
    scanner.start({ scan: () => {}, garbled: () => {}, state: (view) => states.push(view) });
    await scanner.stop();
    expect(states.at(-1)?.problem).toEqual({ code: 'ScannerMissing', params: { path: '/nowhere/scanner' } });
  });

  it('is busy while another scanner of ours holds it, and then comes back', async () => {
    const port = makeMockPort();
    const first = open(port.path, port.makePort);
    await settled();
    const second = open(port.path, port.makePort);
    await settled();
    expect(second.states.at(-1)?.problem?.code).toBe('ScannerBusy');
    await first.scanner.stop();
    second.time.advance(200);
    await settled();
    expect(second.states.at(-1)?.state).toBe('ready');
    await second.scanner.stop();
  });
});

describe('an open port', () => {
  it('has flow control off, so that 0x11 and 0x13 are data', async () => {
    const port = makeMockPort();
    let asked: SerialPortOptions | null = null;
    const { scanner } = open(port.path, (options) => {
      asked = options;
      return port.makePort(options);
    });
    await settled();
    expect(asked).toMatchObject({ xon: false, xoff: false, rtscts: false, lock: true, autoOpen: false });
    await scanner.stop();
  });

  it('shrugs at an error of a modem line', async () => {
    const port = makeMockPort();
    const { scanner, states } = open(port.path, port.makePort);
    await settled();
    port.stream().emit('error', new Error('Inappropriate ioctl for device, cannot get'));
    await settled();
    expect(states.at(-1)?.state).toBe('ready');
    await scanner.stop();
  });

  it('that ends without a word is lost all the same', async () => {
    const port = makeMockPort();
    const { scanner, states } = open(port.path, port.makePort);
    await settled();
    port.stream().push(null);
    await settled();
    expect(states.at(-1)?.problem?.code).toBe('ScannerUnplugged');
    await scanner.stop();
  });

  it('was unplugged when its path vanished, and begins to retry quickly again', async () => {
    const port = makeMockPort();
    let refusals = 3;
    const { time, scanner, states } = open(port.path, (options) => {
      refusals -= 1;
      return refusals >= 0 ? Promise.reject(new Error('not yet')) : port.makePort(options);
    });
    for (const ms of [0, 200, 400, 800]) {
      time.advance(ms);
      await settled();
    }
    expect(states.at(-1)?.state).toBe('ready');
    port.unplug();
    await settled();
    expect(time.due()).toEqual([200]);
    time.advance(200);
    await settled();
    expect(states.at(-1)?.problem?.code).toBe('ScannerUnplugged');
    await scanner.stop();
    expect(time.due()).toEqual([]);
  });
});

describe('the list of serial ports', () => {
  it('is no crash on a machine without udevadm', async () => {
    const list = await listSerialPorts(() => Promise.reject(new Error('spawn udevadm ENOENT')));
    expect(list).toEqual({ listed: false, why: 'spawn udevadm ENOENT' });
  });

  it('answers on this machine, one way or the other', async () => {
    const list = await listSerialPorts();
    expect(list.listed ? list.ports.every(({ path }) => path !== '') : list.why).toBeTruthy();
  });

  it('names path, maker and serial number', async () => {
    const port = { path: 'COM3', manufacturer: 'Honeywell', serialNumber: undefined };
    const list = await listSerialPorts(() => Promise.resolve([port]));
    expect(list).toEqual({ listed: true, ports: [{ path: 'COM3', maker: 'Honeywell', serialNumber: null }] });
  });
});
