// What is said before payment: how little is missing, only where it is near, nearest first, at most three.
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../core/rules/evaluate.ts';
import type { Nudge } from '../../../core/rules/evaluation.ts';
import { cafeProgramme } from '../../support/shop.ts';
import { compileAll, readSent } from './input-arbitraries.ts';
import type { Json } from './arbitraries.ts';

const off = { kind: 'percentOff', basisPoints: 1000 };
const of = (id: string, more: Json): Json => ({ id, name: { en: id }, effects: [off], ...more });
const from = (id: string, atLeast: number): Json => of(id, { conditions: { kind: 'amount', atLeast } });

function nudges(campaigns: readonly Json[], sent: Json, more: Json = {}): readonly Nudge[] {
  const programme = compileAll({ ...cafeProgramme, campaigns, rewards: [], ...more });
  return evaluate(programme, readSent({ moment: { biz: '2026-11-22' }, ...sent })).evaluation.nudges;
}
const ten = { basket: { lines: [{ id: 'a', amount: 1000 }] } };
const by = (id: string): object => ({ kind: 'campaign', id });

describe('money', () => {
  test('up to three tenths of the basket, unless the programme says otherwise', () => {
    expect(nudges([from('a', 1300)], ten)).toEqual([{ kind: 'money', by: by('a'), unit: null, missing: 300 }]);
    expect(nudges([from('a', 1301)], ten)).toEqual([]);
    expect(nudges([from('a', 1301)], ten, { nudges: { shareMax: 3010 } })).toHaveLength(1);
    expect(nudges([from('a', 1001)], ten, { nudges: { shareMax: 0 } })).toEqual([]);
  });
  test('returns make the basket no larger', () => {
    const lines = [
      { id: 'a', amount: 1000 },
      { id: 'b', amount: -900, kind: 'deposit' },
    ];
    expect(nudges([from('a', 1300)], { basket: { lines } })).toHaveLength(1);
  });
  test('nearest first, equals by name, three at most', () => {
    const campaigns = [from('far', 1250), from('b', 1100), from('a', 1100), from('near', 1050), from('c', 1200)];
    expect(nudges(campaigns, ten).map(({ by: { id } }) => id)).toEqual(['near', 'a', 'b']);
  });
  test('to the first full amount that earns', () => {
    const earn = of('a', { effects: [{ kind: 'earn', unit: 'points', points: 1, amount: 1200, whole: true }] });
    expect(nudges([earn], { ...ten, member: {} })).toEqual([{ kind: 'money', by: by('a'), unit: null, missing: 200 }]);
    expect(nudges([earn], ten)).toEqual([]);
  });
  test('not where something else is missing too, and not where it is too much already', () => {
    const both = {
      kind: 'all',
      of: [
        { kind: 'amount', atLeast: 1100 },
        { kind: 'coupon', id: 'ten' },
      ],
    };
    const coupons = [{ id: 'ten', name: { en: 'x' }, effects: [off] }];
    expect(nudges([of('a', { conditions: both })], ten, { coupons })).toEqual([]);
    expect(nudges([of('a', { conditions: { kind: 'amount', atMost: 900 } })], ten)).toEqual([]);
  });
});

describe('pieces', () => {
  const third = {
    kind: 'bundle',
    take: [{ selector: { everything: true }, n: 3 }],
    give: { from: 0, percent: 10_000 },
  };
  const pieces = (n: number): Json => ({ basket: { lines: [{ id: 'a', amount: 900, quantity: n * 1000 }] } });
  test('one more is always near', () => {
    expect(nudges([of('a', { effects: [third] })], pieces(2))).toEqual([
      { kind: 'quantity', by: by('a'), unit: 'piece', missing: 1000 },
    ]);
    expect(nudges([of('a', { effects: [third] })], pieces(1))).toEqual([]);
  });
  test('more than one only beside many', () => {
    const twelve = of('a', { conditions: { kind: 'quantity', atLeast: 12_000 } });
    expect(nudges([twelve], pieces(10))).toEqual([{ kind: 'quantity', by: by('a'), unit: 'piece', missing: 2000 }]);
    expect(nudges([twelve], pieces(9))).toEqual([]);
  });
  test('of a measure', () => {
    const cheese = of('a', { conditions: { kind: 'quantity', unit: 'kg', atLeast: 1500 } });
    const lines = [{ id: 'a', amount: 900, unit: 'kg', quantity: 1000 }];
    expect(nudges([cheese], { basket: { lines } })).toEqual([
      { kind: 'quantity', by: by('a'), unit: 'kg', missing: 500 },
    ]);
  });
});

describe('units', () => {
  const member = { spendable: [{ unit: 'points', n: 80, held: 80 }] };
  test('to a reward, whatever it takes; after money and pieces', () => {
    const rewards = cafeProgramme.rewards;
    const sent = { ...ten, member };
    expect(nudges([from('a', 1300)], sent, { rewards })).toEqual([
      { kind: 'money', by: by('a'), unit: null, missing: 300 },
      { kind: 'units', by: { kind: 'reward', id: 'free-coffee' }, unit: 'points', missing: 20 },
    ]);
  });
  test('to a campaign for who holds so many', () => {
    const holders = of('a', { audience: { kind: 'balance', unit: 'points', atLeast: 100 } });
    expect(nudges([holders], { ...ten, member })).toEqual([
      { kind: 'units', by: by('a'), unit: 'points', missing: 20 },
    ]);
  });
});
