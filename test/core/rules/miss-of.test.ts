// A tree of conditions: whether it holds, as a naive reader would say, and how much is missing where reaching it is enough.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conditionKinds, conditionSchema } from '../../../core/programme/conditions/condition.ts';
import type { Condition } from '../../../core/programme/conditions/condition.ts';
import type { ConditionKind } from '../../../core/programme/conditions/condition-kind.ts';
import type { Facts } from '../../../core/programme/facts.ts';
import { factsOf } from '../../../core/rules/facts-of.ts';
import { missOf } from '../../../core/rules/miss-of.ts';
import { saleLines } from '../../../core/rules/sale-lines.ts';
import { runs } from '../../support/runs.ts';
import { compileAll, readSent, sentInputs } from './input-arbitraries.ts';
import { conditions } from './arbitraries.ts';
import { programmes } from './programme-arbitraries.ts';

const amount = (atLeast: number): Condition => conditionSchema.parse({ kind: 'amount', atLeast });
const tier = conditionSchema.parse({ kind: 'tier', in: ['gold'] });
const first = conditionSchema.parse({ kind: 'firstPurchase' });
const all = (...of: Condition[]): Condition => ({ kind: 'all', of });
const any = (...of: Condition[]): Condition => ({ kind: 'any', of });
const not = (of: Condition): Condition => ({ kind: 'not', of });

/** A stranger with 10.00 of goods. */
const facts: Facts = {
  member: null,
  moment: { instantMs: 0, biz: '2026-11-22', weekday: 7, minute: 600 },
  tenders: null,
  amountOf: () => 1000,
  quantityOf: () => 0,
  hasCoupon: () => false,
  inSegment: () => false,
};
const miss = (condition: Condition, missing: number): object => ({ condition, missing });

describe('what is missed, and by how much', () => {
  test.each<[string, Condition, object | null]>([
    ['a leaf that holds', amount(1000), null],
    ['a leaf missed by a number', amount(1500), miss(amount(1500), 500)],
    ['a leaf that counts nothing', tier, miss(tier, 0)],
    ['all that holds', all(amount(1000), amount(1)), null],
    ['all but one', all(amount(1000), amount(1500)), miss(amount(1500), 500)],
    ['two things missing: no number is enough', all(amount(1200), amount(1500)), miss(amount(1500), 0)],
    ['of two, the one that counts nothing is said', all(tier, amount(1500)), miss(tier, 0)],
    ['also where it comes second', all(amount(1500), tier), miss(tier, 0)],
    ['one of any', any(amount(1500), amount(1)), null],
    ['the nearest of any', any(amount(1500), amount(1200), amount(1300)), miss(amount(1200), 200)],
    ['a number rather than none', any(tier, amount(1500)), miss(amount(1500), 500)],
    ['the first of any that count nothing', any(tier, first), miss(tier, 0)],
    ['not what holds', not(amount(1)), miss(amount(1), 0)],
    ['not what does not', not(amount(1500)), null],
    ['not not', not(not(amount(1500))), miss(amount(1500), 0)],
    ['not all: its first leaf is said', not(all(any(amount(1), tier))), miss(amount(1), 0)],
  ])('%s', (_, condition, expected) => {
    expect(missOf(condition, facts)).toEqual(expected);
  });
});

/** As it is written. */
function naive(condition: Condition, asked: Facts): boolean {
  if (condition.kind === 'all') return condition.of.every((each) => naive(each, asked));
  if (condition.kind === 'any') return condition.of.some((each) => naive(each, asked));
  if (condition.kind === 'not') return !naive(condition.of, asked);
  const kind: ConditionKind = conditionKinds[condition.kind];
  return kind.test(condition, asked) === 0;
}

test('it holds exactly where a naive reader says so, and what is missing is enough', () => {
  fc.assert(
    fc.property(programmes, conditions, sentInputs, (document, written, sent) => {
      const compiled = compileAll(document);
      const input = readSent(sent);
      const condition = conditionSchema.parse(written);
      const asked = factsOf({ compiled, input, lines: saleLines(input.basket) }, null, 'before');
      const found = missOf(condition, asked);
      expect(found === null).toBe(naive(condition, asked));
      if (!found || found.missing === 0) return;
      const leaf = found.condition;
      // With so much more of it, the whole tree holds, unless a bound from above was passed by it.
      const more = (n: number): number => n + found.missing;
      const reached: Facts = {
        ...asked,
        amountOf: (of, measure) =>
          (leaf.kind === 'amount' && leaf.of === of ? more : Number)(asked.amountOf(of, measure)),
        quantityOf: (of, unit) =>
          (leaf.kind === 'quantity' && leaf.of === of ? more : Number)(asked.quantityOf(of, unit)),
      };
      if (leaf.kind === 'amount' || leaf.kind === 'quantity') expect(missOf(leaf, reached)).toBeNull();
    }),
    runs(300),
  );
});
