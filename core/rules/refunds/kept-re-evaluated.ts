// Evaluated again: what stays is worth what it would have been worth alone, by the programme of the sale. So a return that
// undoes a threshold is charged for what the threshold gave, on the lines where it gave it.
import { mulDiv, money } from '../../base/money.ts';
import type { CompiledProgramme } from '../../programme/compile.ts';
import { evaluate } from '../evaluate.ts';
import type { Evaluation, EvaluationInput } from '../evaluation.ts';
import type { RefundInput } from '../refund-input.ts';
import { keptOf } from './kept.ts';
import type { Kept, KeptGift, KeptLine } from './kept.ts';
import type { Back } from './kept-pro-rata.ts';
import { whatStays } from './what-stays.ts';

const gone: KeptLine = { money: 0, gains: new Map() };

export function keptReEvaluated(
  compiled: CompiledProgramme,
  sale: RefundInput['sale'],
  all: Kept,
  backs: readonly Back[],
): Kept {
  const rest = evaluateRest(compiled, sale, whatStays(compiled, sale, backs));
  const kept = keptOf(rest);
  const places = new Map(rest.lines.map(({ id }, at) => [id, at]));
  return {
    lines: sale.evaluation.lines.map(({ id }) => kept.lines[places.get(id) ?? -1] ?? gone),
    loose: kept.loose,
    gifts: noMoreThan(all.gifts, kept.gifts),
    used: stillUsed(sale.evaluation.coupons, rest.coupons),
  };
}

/** Payments on which nothing is earned keep their part of what is paid: they shrink as the sum does. */
function evaluateRest(compiled: CompiledProgramme, sale: RefundInput['sale'], input: EvaluationInput): Evaluation {
  const rest = evaluate(compiled, input).evaluation;
  const idle = compiled.programme.tendersWithoutEarning;
  const whole = paidFor(sale.evaluation);
  if (whole === 0 || !input.tenders?.some(({ kind }) => idle.includes(kind))) return rest;
  const part = paidFor(rest);
  const tenders = input.tenders.map(({ kind, amount }) => ({
    kind,
    amount: money(mulDiv(amount, part, whole, 'halfAwayFromZero')),
  }));
  return evaluate(compiled, { ...input, tenders }).evaluation;
}

function paidFor({ lines }: Evaluation): number {
  return lines.reduce((sum, { refund }) => sum + Math.max(0, refund), 0);
}

/** A return gives nothing new. */
function noMoreThan(all: Kept['gifts'], kept: Kept['gifts']): Kept['gifts'] {
  const gifts = new Map<string, KeptGift>();
  for (const [key, gift] of all) {
    const n = Math.min(gift.n, kept.get(key)?.n ?? 0);
    if (n > 0) gifts.set(key, { ...gift, n });
  }
  return gifts;
}

function stillUsed(coupons: Evaluation['coupons'], rest: Evaluation['coupons']): boolean[] {
  const left = [...rest];
  return coupons.map(({ id, serial }) => {
    const at = left.findIndex((each) => each.id === id && each.serial === serial);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}
