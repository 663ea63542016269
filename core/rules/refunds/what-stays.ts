// The sale as it would have been without what is back: the same moment, customer, programme and usage, fewer goods. Nothing
// new is used up by it: what the sale left unused on the counter or in the account, this one leaves too.
import { money, mulDiv } from '../../base/money.ts';
import { units } from '../../base/units.ts';
import type { Line } from '../../basket/basket.ts';
import type { CompiledProgramme } from '../../programme/compile.ts';
import type { EvaluationInput } from '../evaluation.ts';
import type { RefundInput } from '../refund-input.ts';
import type { Back } from './kept-pro-rata.ts';

export function whatStays(
  compiled: CompiledProgramme,
  { input, evaluation }: RefundInput['sale'],
  backs: readonly Back[],
): EvaluationInput {
  const bought = evaluation.spent.filter(({ by }) => by.kind === 'reward');
  const isReward = (id: string): boolean => compiled.rewards.some((each) => each.id === id);
  const idle = [
    ...compiled.rewards.map(({ id }) => id).filter((id) => !bought.some(({ by }) => by.id === id)),
    ...input.coupons.map(({ id }) => id).filter((id) => !evaluation.coupons.some((each) => each.id === id)),
  ];
  return {
    ...input,
    basket: { ...input.basket, lines: linesThatStay(input.basket.lines, backs) },
    // A coupon that did nothing stays on the counter, declined: a campaign may ask whether it is there.
    coupons: input.coupons.filter(
      ({ id, serial }) =>
        idle.includes(id) || evaluation.coupons.some((each) => each.id === id && each.serial === serial),
    ),
    chosen: [
      ...input.chosen.filter(({ id }) => !isReward(id)),
      ...bought.map(({ by, n }) => ({ id: by.id, n: units(n) })),
    ],
    declined: [...input.declined, ...idle],
    payWithUnits: paymentThatStays(evaluation, backs),
  };
}

/** What was paid with units comes back as units, in proportion to what is back. */
function paymentThatStays(
  { payment, lines }: RefundInput['sale']['evaluation'],
  backs: readonly Back[],
): EvaluationInput['payWithUnits'] {
  if (payment === null) return null;
  let n = 0;
  for (const [at, { spent }] of lines.entries()) {
    for (const each of spent) if (each.by.kind === 'payment') n += lessShare(each.n, backs[at] ?? { k: 0, sold: 0 });
  }
  return { unit: payment.unit, n };
}

function linesThatStay(lines: readonly Line[], backs: readonly Back[]): Line[] {
  return lines.flatMap((line, at) => {
    const back = backs[at];
    if (!back || back.k === 0) return [line];
    return back.k === back.sold ? [] : [lineThatStays(line, back)];
  });
}

function lineThatStays(line: Line, back: Back): Line {
  const less = (amount: number): Line['amount'] => money(lessShare(amount, back));
  const { quantity, pieces, cost, minAmount } = line;
  return {
    ...line,
    quantity: quantity < 0 ? quantity + back.k : quantity - back.k,
    // A weighed line stays one piece while something of it stays.
    pieces: mulDiv(pieces, back.sold - back.k, back.sold, 'up'),
    listAmount: less(line.listAmount),
    amount: less(line.amount),
    posDiscounts: line.posDiscounts.map((each) => ({ ...each, amount: less(each.amount) })),
    ...(cost === undefined ? {} : { cost: less(cost) }),
    ...(minAmount === undefined ? {} : { minAmount: less(minAmount) }),
  };
}

/** The original less its cumulative share: the same cent whatever the parts. */
function lessShare(amount: number, { k, sold }: Back): number {
  return k === 0 ? amount : amount - mulDiv(amount, k, sold, 'halfAwayFromZero');
}
