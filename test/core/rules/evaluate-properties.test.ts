// What must hold for every programme and every sale, whatever they are. A failure prints the seed that brings it back.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { basketTotal } from '../../../core/basket/basket-total.ts';
import type { CompiledProgramme } from '../../../core/programme/compile.ts';
import type { Offer } from '../../../core/programme/offer.ts';
import { evaluate } from '../../../core/rules/evaluate.ts';
import { evaluationSchema } from '../../../core/rules/evaluation.ts';
import type { Evaluation, EvaluationInput } from '../../../core/rules/evaluation.ts';
import { runs } from '../../support/runs.ts';
import { cases, compileAll, readSent } from './input-arbitraries.ts';

const sum = (all: readonly number[]): number => all.reduce((total, n) => total + n, 0);
const nOf = (all: readonly { readonly n: number }[]): number => sum(all.map(({ n }) => n));
const givenOf = (all: readonly { readonly given: number }[]): number => sum(all.map(({ given }) => given));

interface Outcome {
  readonly compiled: CompiledProgramme;
  readonly input: EvaluationInput;
  readonly evaluation: Evaluation;
}

/** Tries a claim on many programmes and sales. */
function always(claim: (outcome: Outcome) => void, change: (input: EvaluationInput) => EvaluationInput = same): void {
  fc.assert(
    fc.property(cases, ({ document, sent }) => {
      const [compiled, input] = [compileAll(document), change(readSent(sent))];
      claim({ compiled, input, evaluation: evaluate(compiled, input).evaluation });
    }),
    runs(300),
  );
}

function same(input: EvaluationInput): EvaluationInput {
  return input;
}

test('what comes out is what its schema says, with nothing more and nothing less', () => {
  always(({ evaluation }) => {
    expect(evaluationSchema.parse(evaluation)).toEqual(evaluation);
  });
});

test('discounts of lines sum to the total, and no line goes below zero or its least price', () => {
  always(({ input, evaluation: { lines, total, discounts } }) => {
    expect(total.before).toBe(basketTotal(input.basket));
    expect(givenOf(discounts)).toBe(total.discount);
    expect(givenOf(lines.flatMap((each) => each.discounts))).toBe(total.discount);
    expect(sum(lines.map(({ after }) => after))).toBe(total.after);
    for (const [at, { id, before, discounts: own, after }] of lines.entries()) {
      const line = input.basket.lines[at];
      expect([id, before]).toEqual([line?.id, line?.amount]);
      expect(before - givenOf(own)).toBe(after);
      for (const { given } of own) expect(given).toBeGreaterThan(0);
      if (after !== before) expect(after).toBeGreaterThanOrEqual(Math.max(0, line?.minAmount ?? 0));
    }
  });
});

test('each rule gives what its lines show, and never more than it wanted', () => {
  always(({ evaluation: { lines, discounts } }) => {
    for (const { wanted, given } of discounts) {
      expect(given).toBeGreaterThanOrEqual(0);
      expect(given).toBeLessThanOrEqual(wanted);
    }
    const shown = lines.flatMap((each) => each.discounts);
    for (const { by } of discounts) {
      const own = (one: { by: typeof by }): boolean => one.by.id === by.id && one.by.kind === by.kind;
      expect(givenOf(shown.filter(own))).toBe(givenOf(discounts.filter(own)));
    }
  });
});

test('what lines give back sums to what was paid in money, and no return costs the customer anything', () => {
  always(({ evaluation: { lines, due, total, payment } }) => {
    expect(sum(lines.map(({ refund }) => refund))).toBe(due);
    expect(due).toBe(total.after - (payment?.settleAs === 'tender' ? payment.amount : 0));
    for (const { id, refund, before } of lines) {
      expect([id, refund >= Math.min(0, before)]).toEqual([id, true]);
    }
  });
});

test('units of lines sum to the units of the sale', () => {
  always(({ input, evaluation: { lines, earned, spent, payment } }) => {
    for (const { n } of [...earned, ...spent]) expect(n).toBeGreaterThan(0);
    // Joining gives units without goods.
    if (input.event === 'purchase') expect(nOf(lines.flatMap((each) => each.earned))).toBe(nOf(earned));
    const paid = lines.flatMap((each) => each.spent.filter(({ by }) => by.kind === 'payment'));
    expect(nOf(paid)).toBe(payment?.n ?? 0);
    expect(nOf(spent.filter(({ by }) => by.kind === 'payment'))).toBe(payment?.n ?? 0);
    // What a reward costs lies on the lines it touched; one that gives a badge touched none.
    for (const { by, n } of spent) {
      const own = nOf(lines.flatMap((each) => each.spent.filter((one) => one.by.id === by.id)));
      expect([0, n]).toContain(Math.min(own, n));
    }
  });
});

test('those who pay for it pay exactly for discounts and shares to causes', () => {
  always(({ evaluation: { costs, discounts, gifts } }) => {
    const shares = sum(gifts.map(({ gift }) => (gift.kind === 'share' ? gift.amount : 0)));
    const given = givenOf(discounts.filter(({ by }) => by.kind !== 'payment'));
    expect(sum(costs.map(({ amount }) => amount))).toBe(given + shares);
    for (const { amount } of costs) expect(amount).toBeGreaterThanOrEqual(0);
    expect(costs.map(({ party }) => party)).toEqual(costs.map(({ party }) => party).toSorted());
  });
});

test('never more units are spent than may be let go', () => {
  always(({ input: { member }, evaluation: { spent } }) => {
    for (const { unit } of spent) {
      const free = member?.right === 'spend' ? (member.spendable.find((each) => each.unit === unit)?.n ?? 0) : 0;
      expect(nOf(spent.filter((each) => each.unit === unit))).toBeLessThanOrEqual(free);
    }
  });
});

test.each(['staff', 'trade'] as const)('nothing is given to %s, nor promised', (buyer) => {
  always(
    ({ evaluation }) => {
      const { discounts, earned, spent, gifts, coupons, proposals, nudges, payment } = evaluation;
      expect({ discounts, earned, spent, gifts, coupons, proposals, nudges, payment }).toEqual({
        discounts: [],
        earned: [],
        spent: [],
        gifts: [],
        coupons: [],
        proposals: [],
        nudges: [],
        payment: null,
      });
    },
    (input) => ({ ...input, event: 'purchase', basket: { ...input.basket, buyer } }),
  );
});

test('nobody without a name earns, spends or is given what somebody must hold', () => {
  always(
    ({ evaluation: { earned, spent, gifts, payment } }) => {
      expect([earned, spent, payment]).toEqual([[], [], null]);
      expect(gifts.filter(({ gift: { kind } }) => kind !== 'message' && kind !== 'share')).toEqual([]);
    },
    (input) => ({ ...input, member: null }),
  );
});

test('what was taken off by hand stays off', () => {
  always(({ input: { declined }, evaluation: { discounts, earned, spent, gifts, coupons, proposals, nudges } }) => {
    const causes = [...discounts, ...earned, ...spent, ...gifts, ...nudges].flatMap(({ by }) =>
      by.kind === 'payment' ? [] : [by.id],
    );
    const ids = [...causes, ...coupons.map(({ id }) => id), ...proposals];
    expect(ids.filter((id) => declined.includes(id))).toEqual([]);
  });
});

test('a proposed campaign does nothing without a yes', () => {
  always(({ compiled, input: { chosen }, evaluation: { discounts, earned, gifts } }) => {
    const waiting = compiled.campaigns.filter(
      ({ id, claim, trigger }) =>
        claim === 'proposed' && trigger === 'purchase' && !chosen.some((one) => one.id === id),
    );
    const acting = new Set([...discounts, ...earned, ...gifts].map(({ by }) => by.id));
    expect(waiting.filter(({ id }) => acting.has(id))).toEqual([]);
  });
});

test('limits and budgets are never exceeded', () => {
  always(({ compiled, input, evaluation }) => {
    const campaigns = compiled.indexOf(input.event, input.store, input.moment.biz).offers;
    for (const offer of [...campaigns, ...compiled.rewardOffers, ...compiled.couponOffers.values()]) {
      for (const limit of offer.limits) {
        const used = input.usage.find(
          ({ by, per }) => by.id === offer.by.id && by.kind === offer.by.kind && per === limit.per,
        );
        const what = limit.uses === undefined ? (limit.money === undefined ? 'units' : 'money') : 'uses';
        const most = (limit[what] ?? 0) - (used?.[what] ?? 0);
        const left = limit.counted === 'strict' && limit.per !== 'basket' ? Math.min(most, used?.lease ?? 0) : most;
        const given = givenBy(offer, evaluation)[what];
        expect([offer.by.id, limit, given <= Math.max(0, left)]).toEqual([offer.by.id, limit, true]);
      }
    }
  });
});

function givenBy({ by }: Offer, evaluation: Evaluation): Record<'uses' | 'money' | 'units', number> {
  const own = (one: { readonly by: Offer['by'] }): boolean => one.by.id === by.id && one.by.kind === by.kind;
  const gifts = evaluation.gifts.filter(own).map(({ gift }) => (gift.kind === 'share' ? gift.amount : 0));
  const acted = [...evaluation.discounts.filter(({ given }) => given > 0), ...evaluation.earned, ...evaluation.gifts];
  const once = acted.some(own) ? 1 : 0;
  return {
    money: givenOf(evaluation.discounts.filter(own)) + sum(gifts),
    units: nOf(evaluation.earned.filter(own)),
    // A campaign's sets are counted in bundle.test.ts; a coupon once a paper, a reward once a purchase.
    uses:
      by.kind === 'coupon'
        ? evaluation.coupons.filter(({ id }) => id === by.id).length
        : by.kind === 'reward'
          ? evaluation.spent.filter(own).length
          : once,
  };
}
