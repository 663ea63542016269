// The last run becomes the evaluation: plain data in the order of its schema, with the sums asserted.
import { assert } from '../base/assert.ts';
import { money, sumMoney } from '../base/money.ts';
import { shareByLargestRemainder } from '../base/share.ts';
import { units } from '../base/units.ts';
import { bucketFor, usableFrom } from '../programme/unit.ts';
import { sharedBefore } from './apply-gifts.ts';
import { rewardRefusal } from './apply-offers.ts';
import type { Evaluation, Nudge, RewardState } from './evaluation.ts';
import type { Run } from './run-steps.ts';
import { moneyBackOf } from './work.ts';
import type { Work } from './work.ts';

export interface Ending {
  readonly nudges: readonly Nudge[];
  readonly proposals: readonly string[];
  readonly proven: boolean;
}

export function endWork({ work, turns }: Run, rewards: RewardState[], ending: Ending): Evaluation {
  const { input } = work.sale;
  const before = sumMoney(work.lines.map(({ sale }) => sale.line.amount));
  const after = sumMoney(work.lines.map((each) => each.after));
  const discount = sumMoney(work.discounts.map(({ given }) => given));
  assert(before - discount === after, 'line discounts sum to the total discount');
  const refunds = moneyBackOf(work.lines);
  const tendered = work.payment?.settleAs === 'tender' ? work.payment.amount : 0;
  assert(sumMoney(refunds) === after - tendered, 'what lines give back sums to what was paid in money');
  return {
    lines: work.lines.map((each, at) => ({
      id: each.sale.line.id,
      before: each.sale.line.amount,
      discounts: each.discounts,
      after: money(each.after),
      refund: refunds[at] ?? money(0),
      earned: each.earned,
      spent: each.spent,
    })),
    total: { before, discount, after },
    payment: work.payment && { ...work.payment, n: units(work.payment.n), amount: money(work.payment.amount) },
    due: money(after - tendered),
    discounts: work.discounts,
    earned: work.earned.map((each) => {
      const unit = work.sale.compiled.units.get(each.unit);
      assert(unit, 'an earned unit is one of the programme');
      return { ...each, bucket: bucketFor(unit, input.moment.biz), from: usableFrom(unit, input.moment.biz) };
    }),
    spent: work.spent,
    gifts: work.gifts.map(({ by, gift }) => ({ by, gift: gift as Evaluation['gifts'][number]['gift'] })),
    coupons: turns.flatMap(({ standing: { offer }, serial }) => {
      const tally = work.tallies.get(offer);
      const did = offer.by.kind === 'coupon' && tally !== undefined && tally.given + tally.units + tally.gifts > 0;
      return did ? [{ id: offer.by.id, serial }] : [];
    }),
    costs: costsOf(work),
    rewards,
    proposals: [...ending.proposals],
    nudges: [...ending.nudges],
    proven: ending.proven,
  };
}

/**
 * Discounts and shares to causes over those who pay for them; headquarters where nobody is named. Payment with units is
 * nobody's cost here.
 */
function costsOf(work: Work): Evaluation['costs'] {
  const sums = new Map<string, number>();
  for (const [offer, tally] of work.tallies) {
    const given = tally.given + sharedBefore(work, offer);
    if (given === 0) continue;
    const { funding } = offer.source;
    if (funding.length === 0) {
      sums.set('hq', (sums.get('hq') ?? 0) + given);
      continue;
    }
    const parts = funding.map(({ party, share }) => ({ id: party, weight: share }));
    for (const [at, part] of shareByLargestRemainder(given, parts).entries()) {
      const party = parts[at]?.id ?? 'hq';
      sums.set(party, (sums.get(party) ?? 0) + part);
    }
  }
  return [...sums]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([party, amount]) => ({ party, amount: money(amount) }));
}

/** The state of every reward once all chosen ones are done, cheapest first. */
export function rewardStates(work: Work): RewardState[] {
  return work.sale.compiled.rewardOffers.map((offer) => {
    const { id } = offer.by;
    if (work.spent.some(({ by }) => by.kind === 'reward' && by.id === id)) {
      return { id, state: 'used', reason: null, missing: units(0) };
    }
    const refusal = rewardRefusal(work, offer);
    if (!refusal) return { id, state: 'available', reason: null, missing: units(0) };
    return { id, state: 'unavailable', reason: refusal.reason, missing: units(refusal.missing) };
  });
}
