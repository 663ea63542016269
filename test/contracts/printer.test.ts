import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { slipText } from '../../agent/devices/twins/slip-text.ts';
import type { DeviceView } from '../../core/protocol/till.ts';
import { renderReceiptText } from '../../core/projection/render-receipt-text.ts';
import { claimCode, germanReceipt, hostileReceipt, longReceipt } from '../support/printer-documents.ts';
import { printerRigs, rigWidth } from '../support/printer-rigs.ts';
import type { PrinterRig } from '../support/printer-rigs.ts';

describe.each(printerRigs)('Printer, by $name', ({ make }) => {
  let rig: PrinterRig;
  let states: DeviceView[];

  const state = (): string => `${states.at(-1)?.state} ${states.at(-1)?.problem?.code ?? ''}`.trim();
  const paper = (): string[] => rig.slips().map((slip) => slipText(slip, rigWidth));
  const ready = (): Promise<unknown> => vi.waitUntil(() => state() === 'ready', { timeout: 8_000, interval: 10 });

  beforeEach(async () => {
    states = [];
    rig = await make();
    rig.printer.start((view) => states.push(view));
    await ready();
  });
  afterEach(async () => {
    await rig.printer.stop();
    await rig.remove();
  });

  it('puts on paper what the document says', async () => {
    expect(await rig.printer.print(germanReceipt)).toEqual({ state: 'printed' });
    expect(paper()).toEqual([renderReceiptText(germanReceipt, rigWidth)]);
    const [slip] = rig.slips();
    expect(slip).toMatchObject({ cut: true, drawerKicks: 0, unknown: [] });
    expect(slip?.items.filter(({ kind }) => kind === 'qr')).toMatchObject([{ data: claimCode, align: 'center' }]);
  });

  it('prints a slip of 400 lines whole, each line once', async () => {
    const long = longReceipt(400);
    expect(await rig.printer.print(long)).toEqual({ state: 'printed' });
    expect(paper()).toEqual([renderReceiptText(long, rigWidth)]);
  });

  it('prints one slip after the other, in order', async () => {
    const slips = [longReceipt(30), germanReceipt, longReceipt(3)];
    const outcomes = await Promise.all(slips.map((slip) => rig.printer.print(slip)));
    expect(outcomes.map((outcome) => outcome.state)).toEqual(['printed', 'printed', 'printed']);
    expect(paper()).toEqual(slips.map((slip) => renderReceiptText(slip, rigWidth)));
  });

  it('obeys no command that stands in a name', async () => {
    expect(await rig.printer.print(hostileReceipt)).toEqual({ state: 'printed' });
    expect(rig.slips()).toHaveLength(1);
    expect(rig.slips()[0]).toMatchObject({ drawerKicks: 0, unknown: [], cut: true });
    expect(paper()[0]).toContain('A@Bpú');
  });

  it('does not know whether a slip came out when nothing is confirmed, and never prints it again', async () => {
    await rig.become('silent');
    const outcome = await rig.printer.print(germanReceipt);
    expect(outcome).toEqual({ state: 'unknown', problem: { code: 'PrinterSilent', params: {} } });
    await rig.become('well');
    await ready();
    await sleep(100);
    expect(paper()).toHaveLength(1);
  });

  it.each([
    ['off', 'PrinterUnreachable'],
    ['paper-out', 'PrinterPaperOut'],
    ['cover-open', 'PrinterCoverOpen'],
  ] as const)('%s: the slip failed, nothing is on paper, and it is ready again by itself', async (condition, code) => {
    await rig.become(condition);
    expect(await rig.printer.print(germanReceipt)).toMatchObject({ state: 'failed', problem: { code } });
    expect(state()).toBe(`failed ${code}`);
    await rig.become('well');
    await ready();
    expect(paper()).toEqual([]);
    expect(await rig.printer.print(germanReceipt)).toEqual({ state: 'printed' });
    expect(paper()).toHaveLength(1);
  });

  it('lays a document aside that it cannot make sense of, and prints the next', async () => {
    const impossible = { ...germanReceipt, language: 'xx' as 'de' };
    expect(await rig.printer.print(impossible)).toEqual({
      state: 'unknown',
      problem: { code: 'Internal', params: {} },
    });
    expect(await rig.printer.print(germanReceipt)).toEqual({ state: 'printed' });
    expect(paper()).toHaveLength(1);
  });

  it('answers also when it is stopped, and prints nothing then', async () => {
    await rig.printer.stop();
    expect(await rig.printer.print(germanReceipt)).toMatchObject({ state: 'failed' });
    expect(paper()).toEqual([]);
  });
});
