// One amount over its parts: to the last cent, the same for everybody.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareByLargestRemainder } from '../../../core/base/share.ts';
import { runs } from '../../support/runs.ts';
import { naiveShares } from './naive-shares.ts';

const parts = (...weights: number[]): { id: string; weight: number }[] =>
  weights.map((weight, at) => ({ id: `L${at}`, weight }));

test.each<[string, number, { id: string; weight: number }[], number[]]>([
  ['1.00 over 3.33, 3.33, 3.34: the last is nearest', 100, parts(333, 333, 334), [33, 33, 34]],
  ['a tie goes to the smaller id', 1, parts(5, 5), [1, 0]],
  ['wherever it stands', 1, parts(5, 5).toReversed(), [0, 1]],
  ['two of one id: the first named', 1, [...parts(5), ...parts(5)], [1, 0]],
  ['nothing over nothing', 0, parts(0, 0), [0, 0]],
  ['nothing over something', 0, parts(3, 4), [0, 0]],
  ['a part without weight gets nothing', 7, parts(0, 3, 0), [0, 7, 0]],
  ['more than the weights', 10, parts(1, 2), [3, 7]],
  ['nobody', 0, [], []],
  ['beyond the safe integers', 1_000_000_000_000, parts(999_999_999_999, 1), [999_999_999_999, 1]],
])('%s', (_, amount, all, shares) => {
  expect(shareByLargestRemainder(amount, all)).toEqual(shares);
});

test('an amount over nothing at all is a fault of ours', () => {
  expect(() => shareByLargestRemainder(1, parts(0))).toThrow('shared over something');
});

const weights = fc.array(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), weight: fc.nat(50) }), { maxLength: 12 });

test('as on the blackboard', () => {
  fc.assert(
    fc.property(weights, fc.nat(2000), (all, amount) => {
      const some = all.some(({ weight }) => weight > 0);
      expect(shareByLargestRemainder(some ? amount : 0, all)).toEqual(naiveShares(some ? amount : 0, all));
    }),
    runs(500),
  );
});

test('sums to the amount, at most a whole away from the proportion, never more than a weight that suffices', () => {
  const large = fc.array(fc.nat(10_000_000), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(large, fc.nat(1_000_000_000), (all, amount) => {
      const total = all.reduce((sum, weight) => sum + weight, 0);
      fc.pre(total > 0);
      const shares = shareByLargestRemainder(amount, parts(...all));
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(amount);
      for (const [at, share] of shares.entries()) {
        expect(Math.abs(share - (amount * (all[at] ?? 0)) / total)).toBeLessThan(1);
        if (amount <= total) expect(share).toBeLessThanOrEqual(all[at] ?? 0);
      }
    }),
    runs(300),
  );
});
