// What each effect on prices wants of its goods, and how it says so. Bundles have a file of their own.
import { describe, expect, test } from 'vitest';
import { effectSchema, priceEffects } from '../../../../core/programme/effects/effect.ts';
import type { PriceEffect } from '../../../../core/programme/effects/effect.ts';
import type { PriceEffectKind } from '../../../../core/programme/effects/effect-kind.ts';
import { plainWords } from '../plain-words.ts';
import { goodsOf } from './goods-of.ts';
import type { Piece } from './goods-of.ts';

const all = { everything: true };
const endless = Number.MAX_SAFE_INTEGER;

function bind(written: object): { effect: PriceEffect; kind: PriceEffectKind } {
  const effect = effectSchema.parse(written) as PriceEffect;
  return { effect, kind: priceEffects[effect.kind] };
}

/** One number for all goods, or one for each piece, dearest first. */
function wanted(written: object, pieces: readonly Piece[], timesMax = endless): number | readonly number[] {
  const { effect, kind } = bind(written);
  const off = kind.off(effect, goodsOf(pieces), timesMax);
  // What looks at single pieces answers for each of them, and forms no sets.
  expect(off).toEqual({ by: kind.byUnit ? 'unit' : 'sum', wanted: off.wanted, ...(kind.byUnit ? { sets: [] } : {}) });
  return off.wanted;
}

const three: Piece[] = [
  { line: 'a', price: 300 },
  { line: 'b', price: 200 },
  { line: 'c', price: 100 },
];

describe('percent off', () => {
  test.each([
    [1000, 600, 60],
    [10_000, 600, 600],
    [1, 600, 0],
    // Half away from zero: 0.5 of a cent.
    [5000, 1, 1],
    [4999, 1, 0],
  ])('%i basis points of %i are %i', (basisPoints, sum, expected) => {
    expect(wanted({ kind: 'percentOff', basisPoints }, [{ line: 'a', price: sum }])).toBe(expected);
  });

  test('of what earlier effects left', () => {
    expect(wanted({ kind: 'percentOff', basisPoints: 1000 }, [{ line: 'a', price: 600, after: 100 }])).toBe(10);
  });
});

describe('amount off', () => {
  test('all of it, or what there is nothing of', () => {
    expect(wanted({ kind: 'amountOff', amount: 250 }, three)).toBe(250);
    expect(wanted({ kind: 'amountOff', amount: 2500 }, three)).toBe(2500);
    expect(wanted({ kind: 'amountOff', amount: 250 }, [])).toBe(0);
  });
});

describe('fixed price', () => {
  const each = { kind: 'fixedPrice', price: 150, selector: all };
  test('for each piece that is dearer; a cheaper one keeps its price', () => {
    expect(wanted(each, three)).toEqual([150, 50, 0]);
  });
  test('of what is left of it', () => {
    expect(wanted(each, [{ line: 'a', price: 300, after: 160 }])).toEqual([10]);
  });
  test('of a measure, for what it weighs', () => {
    expect(wanted(each, [{ line: 'kg', price: 300 }])).toEqual([75]);
  });
});

describe('free', () => {
  const free = { kind: 'free', selector: all };
  test.each([
    ['the cheapest', {}, endless, [0, 0, 100]],
    ['the two cheapest', { pieces: 2 }, endless, [0, 200, 100]],
    ['the dearest', { gift: 'dearest' }, endless, [300, 0, 0]],
    ['no more than there are', { pieces: 4 }, endless, [300, 200, 100]],
    ['as many as it says are one use', { pieces: 2 }, 1, [0, 200, 100]],
  ])('%s', (_, more, timesMax, expected) => {
    expect(wanted({ ...free, ...more }, three, timesMax)).toEqual(expected);
  });
  test('what costs nothing already is no gift', () => {
    expect(wanted(free, [...three, { line: 'd', price: 50, after: 0 }])).toEqual([0, 0, 100, 0]);
  });
});

test('the step, the sharing and whether single pieces are needed', () => {
  const facts = (written: object): unknown[] => {
    const { effect, kind } = bind(written);
    return [kind.step(effect), kind.shares, kind.byUnit];
  };
  expect(facts({ kind: 'percentOff', basisPoints: 1 })).toEqual(['items', 'after', false]);
  expect(facts({ kind: 'percentOff', basisPoints: 1, on: 'basket' })).toEqual(['basket', 'after', false]);
  expect(facts({ kind: 'amountOff', amount: 1 })).toEqual(['basket', 'room', false]);
  expect(facts({ kind: 'amountOff', amount: 1, on: 'items' })).toEqual(['items', 'room', false]);
  expect(facts({ kind: 'fixedPrice', price: 0, selector: all })).toEqual(['items', 'after', true]);
  expect(facts({ kind: 'free', selector: all })).toEqual(['items', 'after', true]);
});

test('without a selector, all goods', () => {
  for (const written of [
    { kind: 'percentOff', basisPoints: 1 },
    { kind: 'amountOff', amount: 1 },
  ]) {
    const { effect, kind } = bind(written);
    expect(kind.goodsOf(effect)).toEqual(all);
  }
});

test.each([
  [{ kind: 'percentOff', basisPoints: 1000 }, '1000bp off everything=true', '1000bp Rabatt auf everything=true'],
  [{ kind: 'amountOff', amount: 300 }, '€300 off everything=true', '€300 Rabatt auf everything=true'],
  [{ kind: 'fixedPrice', price: 100, selector: all }, 'everything=true at €100 each', 'everything=true zu je €100'],
  [{ kind: 'free', pieces: 2, selector: all }, '2 of everything=true free', '2 × everything=true gratis'],
])('%o says so', (written, en, de) => {
  const { effect, kind } = bind(written);
  expect([kind.says.en(effect, 0, plainWords('en')), kind.says.de(effect, 0, plainWords('de'))]).toEqual([en, de]);
});

test.each([
  ['no percentage', { kind: 'percentOff', basisPoints: 0 }],
  ['more than all', { kind: 'percentOff', basisPoints: 10_001 }],
  ['no amount', { kind: 'amountOff', amount: 0 }],
  ['a negative price', { kind: 'fixedPrice', price: -1, selector: all }],
  ['no free pieces', { kind: 'free', pieces: 0, selector: all }],
  ['free pieces of nothing in particular', { kind: 'free' }],
  ['an unknown key', { kind: 'free', selector: all, at: 1 }],
])('refuses %s', (_, written) => {
  expect(effectSchema.safeParse(written).success).toBe(false);
});
