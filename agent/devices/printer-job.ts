// One slip over one connection: status, bytes, "are you done?". Promises an outcome that is never better than what is known:
// bytes that may have reached paper are `unknown`, never `failed`, because failed slips may be printed again.
import { limits } from '../../core/base/limits.ts';
import { problem } from '../../core/base/problem.ts';
import type { Problem } from '../../core/base/problem.ts';
import type { PrintOutcome } from '../till/ports.ts';
import {
  blockingProblem,
  doneQuestion,
  isDoneAnswer,
  isStatusAnswer,
  paperOfDone,
  statusQuestionBytes,
  statusQuestions,
  warningOf,
} from './printer-status.ts';
import type { StatusAnswers, StatusQuestion } from './printer-status.ts';
import type { TcpTransport } from './tcp-transport.ts';

export interface PrinterTimes {
  readonly connectMs: number;
  readonly statusMs: number;
  readonly stallMs: number;
  readonly answerMs: number;
  readonly attentionMs: number;
  /** How often a printer at work is asked how it is. */
  readonly pollMs: number;
}

export const printerTimes: PrinterTimes = {
  connectMs: limits.printerConnectMs,
  statusMs: limits.printerStatusMs,
  stallMs: limits.printerStallMs,
  answerMs: limits.printerAnswerMs,
  attentionMs: limits.printerAttentionMs,
  pollMs: 1_000,
};

export interface PrinterStatus {
  /** Some clones never answer; then nothing is known and we print all the same. */
  readonly answers: 'none' | 'closed' | StatusAnswers;
  readonly blocking: Problem | null;
  readonly warning: Problem | null;
}

/** Asks one question after the other, because an answer does not say which one it belongs to. */
export async function askStatus(transport: TcpTransport, times: PrinterTimes): Promise<PrinterStatus> {
  const answers: Partial<Record<StatusQuestion, number>> = {};
  for (const question of statusQuestions) {
    const answer = await transport.ask(statusQuestionBytes(question), isStatusAnswer, times.statusMs);
    if (answer === 'closed') return { answers: 'closed', blocking: null, warning: null };
    if (answer === 'silent') break;
    answers[question] = answer;
  }
  const silent = Object.keys(answers).length === 0;
  return { answers: silent ? 'none' : answers, blocking: blockingProblem(answers), warning: warningOf(answers) };
}

export interface JobResult {
  readonly outcome: PrintOutcome;
  readonly warning: Problem | null;
}

/** `onStatus` hears of a printer that stops in the middle, and null when it goes on. */
export async function runPrinterJob(
  transport: TcpTransport,
  bytes: Uint8Array,
  times: PrinterTimes,
  unreachable: Problem,
  onStatus: (blocking: Problem | null) => void,
): Promise<JobResult> {
  const before = await askStatus(transport, times);
  if (before.answers === 'closed') return failed(unreachable);
  if (before.blocking !== null) return failed(before.blocking);
  const sent = await transport.write(Buffer.concat([bytes, doneQuestion]), times.stallMs);
  // The printer cannot have a slip whole that we could not hand over whole.
  if (sent === 'closed') return failed(unreachable);
  if (sent === 'stalled') return unknown((await askStatus(transport, times)).blocking);
  const polls = before.answers !== 'none';
  return waitUntilDone(transport, times, polls, before.warning, onStatus);
}

// Silence counts only while the printer says nothing is wrong; while it waits for a person we wait too, within reason.
async function waitUntilDone(
  transport: TcpTransport,
  times: PrinterTimes,
  polls: boolean,
  warning: Problem | null,
  onStatus: (blocking: Problem | null) => void,
): Promise<JobResult> {
  let quiet = 0;
  let attended = 0;
  let blocking: Problem | null = null;
  while (quiet < times.answerMs && attended < times.attentionMs) {
    const slice = polls ? Math.min(times.pollMs, times.answerMs - quiet) : times.answerMs;
    const answer = await transport.listen(isDoneAnswer, slice);
    if (answer === 'closed') return unknown(blocking);
    if (answer !== 'silent') return doneWith(answer, warning);
    quiet += slice;
    if (!polls) continue;
    const now = (await askStatus(transport, times)).blocking;
    if (now !== null || blocking !== null) onStatus(now);
    blocking = now;
    if (now === null) continue;
    attended += slice;
    quiet = 0;
  }
  return unknown(blocking);
}

function doneWith(answer: number, warning: Problem | null): JobResult {
  const paper = paperOfDone(answer);
  // The roll ended with this slip: its last lines may be missing.
  if (paper === 'out') return unknown(problem('PrinterPaperOut'));
  return { outcome: { state: 'printed' }, warning: paper === 'low' ? problem('PrinterPaperLow') : warning };
}

function failed(because: Problem): JobResult {
  return { outcome: { state: 'failed', problem: because }, warning: null };
}

function unknown(because: Problem | null): JobResult {
  return { outcome: { state: 'unknown', problem: because ?? problem('PrinterSilent') }, warning: null };
}
