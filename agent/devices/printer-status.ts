// The questions an ESC/POS printer answers and what the answers mean (Epson ESC/POS reference, DLE EOT n and GS r n). One
// byte each; their fixed bits tell them apart from one another and from what a printer sends unasked.
import { problem } from '../../core/base/problem.ts';
import type { Problem } from '../../core/base/problem.ts';

/** 1 printer, 2 cause of being offline, 3 cause of an error, 4 paper. Answered at once, out of turn. */
export const statusQuestions = [1, 2, 3, 4] as const;
export type StatusQuestion = (typeof statusQuestions)[number];

export function statusQuestionBytes(question: StatusQuestion): Uint8Array {
  return Uint8Array.of(0x10, 0x04, question);
}

/** `GS r 1`: answered in its turn, so after all that was sent before it is on paper. */
export const doneQuestion: Uint8Array = Uint8Array.of(0x1d, 0x72, 0x01);

export function isStatusAnswer(byte: number): boolean {
  return (byte & 0x93) === 0x12;
}

export function isDoneAnswer(byte: number): boolean {
  return (byte & 0x90) === 0x00;
}

/** First of the four bytes that a printer with automatic status sends unasked; the other three look like answers. */
export function beginsAutomaticStatus(byte: number): boolean {
  return (byte & 0x93) === 0x10;
}

export type StatusAnswers = Readonly<Partial<Record<StatusQuestion, number>>>;

/** Why the printer cannot print now, the cause that a person can mend first; null if it can. */
export function blockingProblem(answers: StatusAnswers): Problem | null {
  const printer = answers[1] ?? 0;
  const cause = answers[2] ?? 0;
  const paper = answers[4] ?? 0;
  if (cause & 0x04) return problem('PrinterCoverOpen');
  if (paper & 0x60 || cause & 0x20) return problem('PrinterPaperOut');
  if ((answers[3] ?? 0) & 0x6c || cause & 0x40) return problem('PrinterFault');
  return printer & 0x08 ? problem('PrinterOffline') : null;
}

export function warningOf(answers: StatusAnswers): Problem | null {
  return (answers[4] ?? 0) & 0x0c ? problem('PrinterPaperLow') : null;
}

/** `GS r 1`: near end and end of the roll. */
export function paperOfDone(byte: number): 'enough' | 'low' | 'out' {
  if (byte & 0x0c) return 'out';
  return byte & 0x03 ? 'low' : 'enough';
}
