// One paper and one purchase of a reward are one use each; what they take, cost and earn, reckoned by hand.
import { describe, expect, test } from 'vitest';
import { compile } from '../../../core/programme/compile.ts';
import type { Evaluation } from '../../../core/rules/evaluation.ts';
import { evaluate } from '../../../core/rules/evaluate.ts';
import { readInput } from '../../../core/rules/read-input.ts';
import { cafeProgramme } from '../../support/shop.ts';

const name = { en: 'It' };
const coffees = { category: ['drinks'] };
const ofTwo = { kind: 'bundle', take: [{ selector: coffees, n: 2 }], give: { from: 0, percent: 10_000 } };
const point = { kind: 'earn', unit: 'points', points: 1, amount: 100 };

function worth(document: object, input: object): Evaluation {
  const compiled = compile({ ...cafeProgramme, campaigns: [], rewards: [], ...document });
  const read = readInput({
    moment: { biz: '2026-11-22' },
    member: { spendable: [{ unit: 'points', n: 500, held: 500 }] },
    basket: { lines: [{ id: 'a', amount: 1500, quantity: 6000, categories: ['drinks'] }] },
    ...input,
  });
  if (!compiled.ok || !read.ok) throw new Error(JSON.stringify([compiled, read]));
  expect(compiled.value.quarantined).toEqual([]);
  return evaluate(compiled.value, read.value).evaluation;
}

describe('a set of coffees, of six at 2.50', () => {
  const rewards = [{ id: 'it', name, cost: { unit: 'points', n: 100 }, effect: ofTwo }];
  const coupons = [{ id: 'it', name, use: 'many', effects: [ofTwo] }];
  const it = { id: 'it' };

  test.each([
    { what: 'one reward', document: { rewards }, input: { chosen: [it] }, off: 250, spent: 100 },
    { what: 'the reward twice', document: { rewards }, input: { chosen: [it, it] }, off: 500, spent: 200 },
    { what: 'one paper', document: { coupons }, input: { coupons: [it] }, off: 250, spent: 0 },
    { what: 'two papers', document: { coupons }, input: { coupons: [it, it] }, off: 500, spent: 0 },
  ])('$what', ({ document, input, off, spent }) => {
    const evaluation = worth(document, input);
    expect(evaluation.total.discount).toBe(off);
    expect(evaluation.spent.reduce((sum, { n }) => sum + n, 0)).toBe(spent);
  });
});

describe('a coupon that takes something off and brings points', () => {
  const coupons = [
    { id: 'it', name, effects: [{ kind: 'percentOff', basisPoints: 1000, selector: { sku: ['X'] } }, point] },
  ];

  test('brings them with what it takes off', () => {
    const lines = [{ id: 'x', sku: 'X', amount: 1000 }];
    const { total, earned, coupons: used } = worth({ coupons }, { coupons: [{ id: 'it' }], basket: { lines } });
    expect([total.discount, earned[0]?.n, used.length]).toEqual([100, 9, 1]);
  });

  test('and is not used where there is nothing to take it off', () => {
    const { total, earned, coupons: used } = worth({ coupons }, { coupons: [{ id: 'it' }] });
    expect([total.discount, earned.length, used.length]).toEqual([0, 0, 0]);
  });
});

describe('a stamp a piece', () => {
  const campaigns = [
    { id: 'stamp', name, effects: [{ kind: 'earnPerUnit', unit: 'points', points: 1 }] },
    { id: 'free', name, effects: [{ kind: 'free', selector: { sku: ['pack'] } }] },
  ];
  const stamps = (lines: readonly object[]): number => worth({ campaigns }, { basket: { lines } }).earned[0]?.n ?? 0;

  test.each([
    { what: 'a six-pack is six', line: { amount: 600, pieces: 6 }, n: 6 },
    {
      what: 'of two six-packs, one of them free, six are paid',
      line: { sku: 'pack', amount: 1200, quantity: 2000, pieces: 12 },
      n: 6,
    },
    {
      what: 'goods that are never discounted count alike',
      line: { amount: 600, pieces: 6, discountable: false },
      n: 6,
    },
    { what: 'a weighed line is one', line: { amount: 600, quantity: 1234, unit: 'kg' }, n: 1 },
  ])('$what', ({ line, n }) => {
    expect(stamps([{ id: 'a', ...line }])).toBe(n);
  });
});

test('a price a kilo changes nothing about a line of no kilos', () => {
  const campaigns = [
    { id: 'kilo', name, effects: [{ kind: 'fixedPrice', price: 100, selector: { everything: true } }] },
  ];
  const lines = [
    { id: 'a', amount: 500, quantity: 0, unit: 'kg' },
    { id: 'b', amount: 500, quantity: 2000, unit: 'kg' },
  ];
  const { lines: out } = worth({ campaigns }, { basket: { lines } });
  expect(out.map(({ after }) => after)).toEqual([500, 200]);
});
