// What an evaluation has in hand while it works. Effects change it in the fixed order; nothing of it outlives the call.
import type { Money } from '../base/money.ts';
import { money } from '../base/money.ts';
import type { Line } from '../basket/basket.ts';
import type { LineFlags } from '../basket/line-flags.ts';
import type { CompiledProgramme } from '../programme/compile.ts';
import { selects } from '../programme/selector.ts';
import type { Selector } from '../programme/selector.ts';
import type { Cause, Discount, EvaluatedLine, EvaluationInput, TraceEntry } from './evaluation.ts';

export interface WorkLine {
  readonly line: Line;
  readonly flags: LineFlags;
  /** What is left of the amount; effects lower it. */
  after: Money;
  readonly discounts: EvaluatedLine['discounts'];
  readonly earned: EvaluatedLine['earned'];
  readonly spent: EvaluatedLine['spent'];
}

export interface Work {
  readonly compiled: CompiledProgramme;
  readonly input: EvaluationInput;
  readonly lines: readonly WorkLine[];
  readonly discounts: Discount[];
  readonly earned: { by: Cause; unit: string; n: number }[];
  readonly spent: { by: Cause; unit: string; n: number }[];
  /** Units that rewards of this sale may still use. */
  readonly left: Map<string, number>;
  readonly trace: TraceEntry[];
}

/** How far an effect may lower a line. */
export function roomOf(each: WorkLine): number {
  return Math.max(0, each.after - Math.max(0, each.line.minAmount ?? 0));
}

/** Lines an effect on prices is about: selected, allowed to be discounted, and with something left to take. */
export function discountableLines(work: Work, selector: Selector): WorkLine[] {
  return work.lines.filter((each) => each.flags.discountable && roomOf(each) > 0 && selects(selector, each.line));
}

/** Takes `shares` off the lines, and books the sum under its cause. */
export function takeOff(
  work: Work,
  by: Cause,
  wanted: Money,
  lines: readonly WorkLine[],
  shares: readonly number[],
): Money {
  let given = 0;
  for (const [at, each] of lines.entries()) {
    const share = shares[at] ?? 0;
    if (share === 0) continue;
    each.after = money(each.after - share);
    each.discounts.push({ by, given: money(share) });
    given += share;
  }
  work.discounts.push({ by, wanted, given: money(given) });
  return money(given);
}

export function note(work: Work, by: Cause, outcome: TraceEntry['outcome'], more: Partial<TraceEntry> = {}): void {
  work.trace.push({ by, outcome, reason: null, missing: 0, given: 0, ...more });
}
