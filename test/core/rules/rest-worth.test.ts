// What the search may count on: the most that everything else is worth, and what a discount surely takes back elsewhere. Each
// figure was reckoned by hand; too small a bound would lose the best, too large a one the proof.
import { describe, expect, test } from 'vitest';
import { restWorth } from '../../../core/rules/rest-worth.ts';
import { slopeOf } from '../../../core/rules/choice-slope.ts';
import { opened } from './small-shop.ts';
import { amountOff, offer, pairFor, percentOff, shop, snacks } from './competing-shop.ts';
import type { Campaign } from './competing-shop.ts';

const free = { group: undefined as never };
const best = [{ id: 'g', mode: 'best' as const }];
const snack = [{ id: 's', amount: 1000, pieces: 2, categories: ['snack'] }];
const points = (n: number, amount: number, whole = false): Campaign['effects'][number] => ({
  kind: 'earn',
  unit: 'points',
  points: n,
  amount,
  whole,
});
const tenOfBasket: Campaign['effects'][number] = { kind: 'percentOff', basisPoints: 1000, on: 'basket' };

function saleOf(campaigns: readonly Campaign[], change: Record<string, unknown> = {}, lines = snack) {
  const { document, input } = shop(best, campaigns, lines);
  return opened({ document, input: { ...input, ...change } }).sale;
}

describe('the rest is worth at most', () => {
  test.each<{ readonly why: string; readonly campaigns: readonly Campaign[]; readonly most: number }>([
    { why: 'nothing, where nothing else is', campaigns: [offer('a', amountOff(100))], most: 0 },
    { why: '10 % of 10.00', campaigns: [offer('a', amountOff(100)), offer('t', tenOfBasket, free)], most: 100_000 },
    // 10 points at 0.01, and one thousandth so that rounding down is never under it.
    { why: '10 points', campaigns: [offer('a', amountOff(100)), offer('p', points(1, 100), free)], most: 10_001 },
    { why: 'points of a rule that itself competes', campaigns: [offer('p', points(1, 100))], most: 10_001 },
    {
      why: 'points of a competing rule without its discount',
      campaigns: [{ ...offer('a', amountOff(500)), effects: [amountOff(500), points(2, 100)] }],
      most: 20_001,
    },
    {
      why: 'a free piece: what it would take, and the dearest on top',
      campaigns: [offer('a', amountOff(100)), offer('f', { kind: 'free', selector: snacks }, free)],
      most: 500_000 + 500_000,
    },
  ])('$why', ({ campaigns, most }) => {
    expect(restWorth(saleOf(campaigns))).toBe(most);
  });

  test('what is paid with units is the customer’s own, and lowers nothing in the bound', () => {
    const member = { spendable: [{ unit: 'points', n: 500, held: 500 }] };
    const campaigns = [offer('a', amountOff(100)), offer('p', points(1, 100), free)];
    expect(restWorth(saleOf(campaigns, { member, payWithUnits: { unit: 'points', n: 500 } }))).toBe(10_001);
  });

  test.each<{ readonly why: string; readonly conditions: Campaign['conditions']; readonly open: boolean }>([
    { why: 'at most', conditions: { kind: 'amount', atMost: 900 }, open: true },
    { why: 'at least', conditions: { kind: 'amount', atLeast: 900 }, open: false },
    { why: 'not', conditions: { kind: 'not', of: { kind: 'amount', atLeast: 900 } }, open: true },
    {
      why: 'deep inside',
      conditions: { kind: 'any', of: [{ kind: 'all', of: [{ kind: 'amount', atMost: 5 }] }] },
      open: true,
    },
    { why: 'visits', conditions: { kind: 'visits', atMost: 3 }, open: false },
  ])('no bound where a discount could make points apply: $why', ({ conditions, open }) => {
    const campaigns = [offer('a', amountOff(100)), offer('p', points(1, 100), { ...free, conditions })];
    expect(restWorth(saleOf(campaigns)) === Number.POSITIVE_INFINITY).toBe(open);
  });
});

describe('of each cent that a group gives, so much remains', () => {
  const pair = offer('a', pairFor(700));

  test.each<{
    readonly why: string;
    readonly campaigns: readonly Campaign[];
    readonly slope: readonly [number, number];
  }>([
    { why: 'all of it', campaigns: [pair], slope: [1_000_000, 0] },
    { why: '90 %, a cent of rounding', campaigns: [pair, offer('t', tenOfBasket, free)], slope: [900_000, 1000] },
    {
      why: '81 % after two of them',
      campaigns: [pair, offer('t', tenOfBasket, free), offer('u', tenOfBasket, free)],
      slope: [810_000, 2000],
    },
    {
      why: '99 % where a point is earned a euro',
      campaigns: [pair, offer('p', points(1, 100), free)],
      slope: [990_000, 1001],
    },
    {
      why: 'a whole euro’s points may be lost or kept at its edge',
      campaigns: [pair, offer('p', points(5, 100, true), free)],
      slope: [950_000, 5001],
    },
    {
      // 0.9 of a cent is left to be earned on, at 1 %: 0.9 − 0.009; the rounding of the percentage is earned on too.
      why: '89.1 % with both',
      campaigns: [pair, offer('t', tenOfBasket, free), offer('p', points(1, 100), free)],
      slope: [891_000, 1000 + 10 + 1001],
    },
    {
      why: 'nothing, where points are worth more than money',
      campaigns: [pair, offer('p', points(300, 100), free)],
      slope: [0, 1001],
    },
  ])('$why', ({ campaigns, slope: [keptMillionths, error] }) => {
    expect(slopeOf(saleOf(campaigns))).toEqual({ keptMillionths, error });
  });

  test.each<{ readonly why: string; readonly campaigns: readonly Campaign[] }>([
    { why: 'the other rule competes itself', campaigns: [pair, offer('t', tenOfBasket)] },
    {
      why: 'it has a limit',
      campaigns: [pair, offer('t', tenOfBasket, { ...free, limits: [{ per: 'basket', money: 50 }] })],
    },
    { why: 'it works on items, before', campaigns: [pair, offer('t', percentOff(1000), free)] },
    {
      why: 'it is about other goods',
      campaigns: [pair, offer('t', { ...tenOfBasket, selector: { sku: ['X'] } }, free)],
    },
    {
      why: 'points have a threshold',
      campaigns: [pair, offer('p', points(1, 100), { ...free, conditions: { kind: 'amount', atLeast: 100 } })],
    },
    {
      why: 'the group works on the basket itself',
      campaigns: [offer('a', amountOff(100)), offer('t', tenOfBasket, free)],
    },
  ])('nothing is counted on where $why', ({ campaigns }) => {
    expect(slopeOf(saleOf(campaigns))).toEqual({ keptMillionths: 1_000_000, error: 0 });
  });

  test('nor where a line has a least price, where units or known tenders pay', () => {
    const campaigns = [pair, offer('p', points(1, 100), free)];
    const flat = { keptMillionths: 1_000_000, error: 0 };
    const floor = snack.map((line) => ({ ...line, minAmount: 100 }));
    expect(slopeOf(saleOf([pair, offer('t', tenOfBasket, free)], {}, floor))).toEqual(flat);
    expect(slopeOf(saleOf(campaigns, { payWithUnits: { unit: 'points', n: 1 } }))).toEqual(flat);
    expect(slopeOf(saleOf(campaigns, { tenders: [{ kind: 'cash', amount: 1000 }] }))).toEqual(flat);
  });
});
