// Figures are sums: in whatever order stores report, split or merged, the totals are the same.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { factsSchema, mergeFacts, noFacts } from '../../../core/projection/statistics.ts';
import type { Facts } from '../../../core/projection/statistics.ts';
import { runs } from '../../support/runs.ts';

const count = fc.integer({ min: -1000, max: 100_000 });
const facts: fc.Arbitrary<Facts> = fc
  .record({ sales: count, amount: count, discount: count, voids: count, points: count, stamps: count })
  .map(({ points, stamps, ...sums }) => ({
    ...noFacts,
    ...sums,
    units: [
      { unit: 'points', issued: points, spent: stamps },
      { unit: 'stamps', issued: stamps, spent: points },
    ],
  }));

test('merging commutes, associates, and nothing changes nothing', () => {
  fc.assert(
    fc.property(facts, facts, facts, (a, b, c) => {
      expect(mergeFacts(a, b)).toEqual(mergeFacts(b, a));
      expect(mergeFacts(mergeFacts(a, b), c)).toEqual(mergeFacts(a, mergeFacts(b, c)));
      expect(mergeFacts(noFacts, a)).toEqual(a);
      expect(factsSchema.parse(mergeFacts(a, b))).toEqual(mergeFacts(a, b));
    }),
    runs(100),
  );
});

test('any split of the same reports has the same total', () => {
  fc.assert(
    fc.property(fc.array(facts, { minLength: 2, maxLength: 12 }), fc.nat(), (reports, at) => {
      const sum = (list: Facts[]): Facts => list.reduce(mergeFacts, noFacts);
      const cut = at % reports.length;
      expect(mergeFacts(sum(reports.slice(cut)), sum(reports.slice(0, cut)))).toEqual(sum(reports));
    }),
    runs(100),
  );
});
