import { describe, expect, it } from 'vitest';
import { createPrinterInbox } from '../../../agent/devices/printer-inbox.ts';
import { askStatus, runPrinterJob } from '../../../agent/devices/printer-job.ts';
import type { JobResult } from '../../../agent/devices/printer-job.ts';
import {
  blockingProblem,
  doneQuestion,
  isDoneAnswer,
  isStatusAnswer,
  warningOf,
} from '../../../agent/devices/printer-status.ts';
import type { StatusAnswers } from '../../../agent/devices/printer-status.ts';
import type { Answer, TcpTransport, Written } from '../../../agent/devices/tcp-transport.ts';
import { problem } from '../../../core/base/problem.ts';
import type { Problem } from '../../../core/base/problem.ts';
import { quickTimes } from '../../support/printer-rigs.ts';

const well = [0x12, 0x12, 0x12, 0x12] as const;
const paperOut = [0x1a, 0x32, 0x12, 0x7e] as const;
const bytes = Uint8Array.of(1, 2, 3);

interface Script {
  /** Answers to status questions, four a time; what is missing is silence. */
  readonly status?: readonly Answer[];
  readonly write?: Written;
  readonly done?: readonly Answer[];
}

/** A printer that says exactly what the script says, and keeps what it was sent. */
function scripted({ status = well, write = 'written', done = [] }: Script): {
  transport: TcpTransport;
  sent: number[][];
} {
  const answers = [...status];
  const ends = [...done];
  const sent: number[][] = [];
  const transport: TcpTransport = {
    ask: () => Promise.resolve(answers.shift() ?? 'silent'),
    listen: () => Promise.resolve(ends.shift() ?? 'silent'),
    write: (job) => {
      sent.push([...job]);
      return Promise.resolve(write);
    },
    close: () => {},
  };
  return { transport, sent };
}

const off = problem('PrinterUnreachable', { address: 'x' });

async function run(script: Script): Promise<{ result: JobResult; sent: number[][]; told: (Problem | null)[] }> {
  const { transport, sent } = scripted(script);
  const told: (Problem | null)[] = [];
  const result = await runPrinterJob(transport, bytes, quickTimes, off, (blocking) => told.push(blocking));
  return { result, sent, told };
}

const outcome = async (script: Script): Promise<string> => {
  const { result } = await run(script);
  return result.outcome.state === 'printed' ? 'printed' : `${result.outcome.state} ${result.outcome.problem.code}`;
};

describe('what is known of a slip', () => {
  it('was printed when the printer says so after the last byte, and only then', async () => {
    expect(await outcome({ done: [0x00] })).toBe('printed');
    expect((await run({ done: [0x00] })).sent).toEqual([[...bytes, ...doneQuestion]]);
    expect(await outcome({})).toBe('unknown PrinterSilent');
  });

  it('is printed by a clone that never tells its status', async () => {
    expect(await outcome({ status: [], done: [0x00] })).toBe('printed');
    expect(await outcome({ status: [], done: [] })).toBe('unknown PrinterSilent');
  });

  it('failed when nothing was sent, or not all of it could be', async () => {
    expect(await outcome({ status: ['closed'] })).toBe('failed PrinterUnreachable');
    expect(await outcome({ status: paperOut })).toBe('failed PrinterPaperOut');
    expect((await run({ status: paperOut })).sent).toEqual([]);
    expect(await outcome({ write: 'closed' })).toBe('failed PrinterUnreachable');
  });

  it('is unknown when all of it may have arrived', async () => {
    expect(await outcome({ done: ['closed'] })).toBe('unknown PrinterSilent');
    expect(await outcome({ write: 'stalled', status: [...well, ...paperOut] })).toBe('unknown PrinterPaperOut');
    expect(await outcome({ write: 'stalled' })).toBe('unknown PrinterSilent');
    // The roll ended with this slip.
    expect(await outcome({ done: [0x0c] })).toBe('unknown PrinterPaperOut');
  });

  it('waits with the printer while somebody changes the roll, and says so meanwhile', async () => {
    const status = [...well, ...paperOut, ...paperOut, ...well];
    const { result, told } = await run({ status, done: ['silent', 'silent', 'silent', 0x00] });
    expect(result.outcome).toEqual({ state: 'printed' });
    expect(told.map((one) => one?.code ?? null)).toEqual(['PrinterPaperOut', 'PrinterPaperOut', null]);
  });

  it('waits for somebody only so long', async () => {
    const status = [...well, ...Array.from({ length: 100 }, () => paperOut).flat()];
    const { result, told } = await run({ status });
    expect(result.outcome).toEqual({ state: 'unknown', problem: problem('PrinterPaperOut') });
    expect(told).toHaveLength(quickTimes.attentionMs / quickTimes.pollMs);
  });

  it('carries the warning of a roll that is nearly used up', async () => {
    expect((await run({ done: [0x03] })).result.warning?.code).toBe('PrinterPaperLow');
    expect((await run({ status: [0x12, 0x12, 0x12, 0x1e], done: [0x00] })).result.warning?.code).toBe(
      'PrinterPaperLow',
    );
    expect((await run({ done: [0x00] })).result.warning).toBeNull();
  });
});

describe('status bytes', () => {
  it.each<[StatusAnswers, string | null]>([
    [{ 1: 0x12, 2: 0x12, 3: 0x12, 4: 0x12 }, null],
    [{}, null],
    [{ 1: 0x1a, 2: 0x16 }, 'PrinterCoverOpen'],
    [{ 1: 0x1a, 2: 0x32 }, 'PrinterPaperOut'],
    [{ 1: 0x1a, 2: 0x12, 4: 0x72 }, 'PrinterPaperOut'],
    [{ 1: 0x1a, 2: 0x52, 3: 0x1a }, 'PrinterFault'],
    [{ 1: 0x1a, 2: 0x12, 3: 0x32 }, 'PrinterFault'],
    [{ 1: 0x1a, 2: 0x12, 3: 0x12, 4: 0x12 }, 'PrinterOffline'],
    [{ 4: 0x1e }, null],
  ])('%o → %s', (answers, code) => {
    expect(blockingProblem(answers)?.code ?? null).toBe(code);
  });

  it('tell status from done by their fixed bits', () => {
    const all = Array.from({ length: 256 }, (_, byte) => byte);
    expect(all.filter((byte) => isStatusAnswer(byte) && isDoneAnswer(byte))).toEqual([]);
    expect(warningOf({ 4: 0x1e })?.code).toBe('PrinterPaperLow');
  });

  it('asks no more after the first silence', async () => {
    const { transport } = scripted({ status: [0x12, 'silent', 0x1a] });
    expect(await askStatus(transport, quickTimes)).toEqual({ answers: { 1: 0x12 }, blocking: null, warning: null });
  });
});

describe('what a printer sends unasked', () => {
  it('is never taken for an answer: automatic status, XON, XOFF', () => {
    const inbox = createPrinterInbox();
    inbox.put(Uint8Array.of(0x14, 0x00, 0x00, 0x0f, 0x11, 0x13));
    expect(inbox.take(isDoneAnswer)).toBeNull();
    inbox.put(Uint8Array.of(0x10, 0x00));
    inbox.put(Uint8Array.of(0x00, 0x00, 0x12, 0x00));
    expect(inbox.take(isStatusAnswer)).toBe(0x12);
    expect(inbox.take(isDoneAnswer)).toBe(0x00);
    expect(inbox.take(isDoneAnswer)).toBeNull();
  });

  it('does not pile up', () => {
    const inbox = createPrinterInbox();
    inbox.put(new Uint8Array(100_000).fill(0x01));
    let kept = 0;
    while (inbox.take(() => true) !== null) kept += 1;
    expect(kept).toBe(64);
  });
});
