import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { limits } from '../../core/base/limits.ts';
import type { Problem } from '../../core/base/problem.ts';
import type { DeviceView } from '../../core/protocol/till.ts';
import { doubleReadMs, serialRigs } from '../support/serial-rigs.ts';
import type { SerialRig } from '../support/serial-rigs.ts';

describe.each(serialRigs)('Scanner, by $name', ({ make }) => {
  let rig: SerialRig;
  let scans: string[];
  let garbled: Problem[];
  let states: DeviceView[];

  const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');
  const send = (text: string): Promise<void> => rig.send(latin1(text));
  const state = (): string => `${states.at(-1)?.state} ${states.at(-1)?.problem?.code ?? ''}`.trim();
  const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 8_000, interval: 5 });

  beforeEach(async () => {
    scans = [];
    garbled = [];
    states = [];
    rig = await make();
    rig.scanner.start({
      scan: (text) => scans.push(text),
      garbled: (problem) => garbled.push(problem),
      state: (view) => states.push(view),
    });
    await vi.waitUntil(() => state() === 'ready', { timeout: 8_000, interval: 5 });
  });
  afterEach(async () => {
    await rig.scanner.stop();
    await rig.remove();
  });

  it('hands on every byte but the terminator', async () => {
    const text = ']C1010400638133393110L1\x1d\x11\x13\x00\xe4\xff';
    await send(`${text}\r`);
    await until(() => expect(scans).toEqual([text]));
  });

  it('joins a scan that comes in pieces', async () => {
    for (const piece of ['40063', '8133', '3931\r']) await send(piece);
    await until(() => expect(scans).toEqual(['4006381333931']));
  });

  it('parts scans that come together', async () => {
    await send('A1\rB2\rC3\r');
    await until(() => expect(scans).toEqual(['A1', 'B2', 'C3']));
  });

  it('takes silence for the end of a scan without terminator', async () => {
    await send('4006381333931');
    expect(scans).toEqual([]);
    await until(() => expect(scans).toEqual(['4006381333931']));
    await send('\r\n');
    await sleep(limits.scanSilenceMs * 2);
    expect(scans).toEqual(['4006381333931']);
  });

  it('drops a scan of 10 kB, says so once, and reads the next', async () => {
    await send(`${'9'.repeat(10_000)}\r4006381333931\r`);
    await until(() => expect(scans).toEqual(['4006381333931']));
    expect(garbled).toEqual([{ code: 'ScanTooLong', params: { max: limits.scanBytesMax } }]);
  });

  it('takes the same code again at once for a double read, and later for a second one', async () => {
    await send('4006381333931\r4006381333931\r');
    await until(() => expect(scans).toHaveLength(1));
    await sleep(doubleReadMs * 1.5);
    await send('4006381333931\r');
    await until(() => expect(scans).toHaveLength(2));
  });

  it('is unplugged in the middle of a scan: the half is nobody’s; plugged in again it goes on by itself', async () => {
    await send('A1\r');
    await until(() => expect(scans).toEqual(['A1']));
    await send('40063');
    await sleep(10);
    await rig.unplug();
    await until(() => expect(state()).toBe('failed ScannerUnplugged'));
    expect(garbled.map(({ code }) => code)).toEqual(['ScanUnreadable']);
    await sleep(limits.scanSilenceMs * 2);
    expect(scans).toEqual(['A1']);
    await rig.plug();
    await until(() => expect(state()).toBe('ready'));
    await send('8133\r');
    await until(() => expect(scans).toEqual(['A1', '8133']));
  });

  it('survives noise', async () => {
    const noise = Uint8Array.from({ length: 3_000 }, (_, at) => (at * at * 31 + at * 7) % 256);
    await rig.send(noise);
    await sleep(limits.scanSilenceMs * 2);
    await send('\rAFTER\r');
    await until(() => expect(scans.at(-1)).toBe('AFTER'));
    expect(state()).toBe('ready');
  });

  it('tells nothing more once it is stopped', async () => {
    await send('A1\r');
    await until(() => expect(scans).toEqual(['A1']));
    await rig.scanner.stop();
    const told = states.length;
    await rig.unplug();
    await sleep(50);
    expect(scans).toEqual(['A1']);
    expect(states).toHaveLength(told);
  });
});
