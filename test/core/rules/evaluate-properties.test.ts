// What must hold for every basket, whatever it is. A failure prints the seed that brings it back.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate } from '../../../core/rules/evaluate.ts';
import { shareByLargestRemainder } from '../../../core/rules/share.ts';
import { basketTotal } from '../../../core/basket/basket-total.ts';
import { evaluationSchema } from '../../../core/rules/evaluation.ts';
import type { Line } from '../../../core/basket/basket.ts';
import { runs } from '../../support/runs.ts';
import { cafeProgramme, compiled, line, member, purchase } from '../../support/shop.ts';

const cafe = compiled();

const lines = fc
  .array(
    fc.record({
      amount: fc.integer({ min: 0, max: 100_000 }),
      category: fc.constantFrom('drinks', 'pastry', 'other'),
      kind: fc.constantFrom('goods', 'deposit', 'gift-card', 'tip'),
      min: fc.option(fc.integer({ min: 0, max: 50_000 }), { nil: undefined }),
    }),
    { maxLength: 20 },
  )
  .map((all) =>
    all.map(({ amount, category, kind, min }, at) =>
      line(`L${at}`, category, amount, {
        categories: [category],
        kind: kind as Line['kind'],
        ...(min === undefined ? {} : { minAmount: min as Line['amount'] }),
      }),
    ),
  );
const input = fc
  .record({ lines, held: fc.integer({ min: 0, max: 400 }), named: fc.boolean(), chosen: fc.boolean() })
  .map(({ lines: sold, held, named, chosen }) =>
    purchase(sold, { member: named ? member(held) : null, chosen: chosen ? ['free-coffee'] : [] }),
  );

test('parts sum to the whole, and no line goes below zero or its least price', () => {
  fc.assert(
    fc.property(input, (asked) => {
      const { evaluation } = evaluate(cafe, asked);
      expect(() => evaluationSchema.parse(evaluation)).not.toThrow();
      expect(evaluation.total.before).toBe(basketTotal(asked.basket));
      for (const [at, { before, discounts, after }] of evaluation.lines.entries()) {
        expect(before - discounts.reduce((sum, { given }) => sum + given, 0)).toBe(after);
        const least = asked.basket.lines[at]?.minAmount ?? 0;
        if (after !== before) expect(after).toBeGreaterThanOrEqual(least);
        expect(after).toBeGreaterThanOrEqual(0);
      }
      const earned = evaluation.lines.flatMap((each) => each.earned).reduce((sum, { n }) => sum + n, 0);
      expect(earned).toBe(evaluation.earned.reduce((sum, { n }) => sum + n, 0));
    }),
    runs(300),
  );
});

test('the same bytes in, the same bytes out, and the order of campaigns changes nothing', () => {
  const turned = compiled({ campaigns: cafeProgramme.campaigns.toReversed() });
  fc.assert(
    fc.property(input, (asked) => {
      const first = JSON.stringify(evaluate(cafe, asked).evaluation);
      expect(JSON.stringify(evaluate(cafe, structuredClone(asked)).evaluation)).toBe(first);
      expect(JSON.stringify(evaluate(turned, asked).evaluation)).toBe(first);
    }),
    runs(300),
  );
});

test('the order of lines changes nothing', () => {
  fc.assert(
    fc.property(input, (asked) => {
      const turned = { ...asked, basket: { ...asked.basket, lines: asked.basket.lines.toReversed() } };
      const there = evaluate(cafe, asked).evaluation;
      const back = evaluate(cafe, turned).evaluation;
      expect({ ...back, lines: back.lines.toReversed() }).toEqual(there);
    }),
    runs(300),
  );
});

test('largest remainder sums to the amount, and is never a whole away from the proportion', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(weights, fc.integer({ min: 0, max: 1_000_000_000 }), (all, amount) => {
      const total = all.reduce((sum, weight) => sum + weight, 0);
      fc.pre(total > 0);
      const shares = shareByLargestRemainder(
        amount,
        all.map((weight, at) => ({ id: `L${at}`, weight })),
      );
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(amount);
      for (const [at, share] of shares.entries()) {
        expect(Math.abs(share - (amount * (all[at] ?? 0)) / total)).toBeLessThan(1);
      }
    }),
    runs(300),
  );
});
