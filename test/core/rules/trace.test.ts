// Why each rule did or did not: every outcome and every reason, once, as a shop meets it.
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../core/rules/evaluate.ts';
import { traceOutcomes, traceReasons } from '../../../core/rules/trace.ts';
import type { TraceEntry } from '../../../core/rules/trace.ts';
import { cafeProgramme } from '../../support/shop.ts';
import { compile } from '../../../core/programme/compile.ts';
import { readSent } from './input-arbitraries.ts';
import type { Json } from './arbitraries.ts';

const off = { kind: 'percentOff', basisPoints: 1000 };
const drinks = { category: ['drinks'] };
const anything = { everything: true };
const of = (more: Json): Json => ({ id: 'it', name: { en: 'x' }, effects: [off], ...more });
const anna = { spendable: [{ unit: 'points', n: 50, held: 80 }], lot: '0123456789abcdef' };
const coffee = { id: 'a', amount: 500, categories: ['drinks'] };

function entry(document: Json, sent: Json = {}, id = 'it'): TraceEntry | undefined {
  const result = compile({ ...cafeProgramme, campaigns: [], rewards: [], ...document });
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  const input = readSent({ moment: { biz: '2026-11-22' }, basket: { lines: [coffee] }, ...sent });
  return evaluate(result.value, input, 'all').trace.find(({ by }) => by.id === id);
}
const campaign = (more: Json, sent: Json = {}, document: Json = {}): TraceEntry | undefined =>
  entry({ campaigns: [of(more)], ...document }, sent);
const seen: TraceEntry[] = [];
function expectEntry(found: TraceEntry | undefined, expected: object): void {
  if (found) seen.push(found);
  expect(found).toMatchObject(expected);
}

describe('a campaign', () => {
  const third = { kind: 'bundle', take: [{ selector: drinks, n: 3 }], give: { from: 0, percent: 10_000 } };
  const whole = { kind: 'earn', unit: 'points', points: 1, amount: 1200, whole: true };
  const amount = { kind: 'amount', of: anything, atLeast: 1500 };
  const many = {
    basket: { lines: Array.from({ length: 11 }, (_, at) => ({ id: `L${at}`, amount: 999, quantity: 999_000 })) },
  };
  test.each<[string, Json, Json, object]>([
    ['applied', {}, {}, { outcome: 'applied', reason: null, given: 50, wanted: 50, missing: 0 }],
    [
      'gave units',
      { effects: [{ ...whole, amount: 100 }] },
      { member: anna },
      { outcome: 'applied', given: 5, wanted: 5 },
    ],
    [
      'gave less',
      { limits: [{ per: 'basket', money: 20 }] },
      {},
      { outcome: 'limited', reason: null, given: 20, wanted: 50 },
    ],
    [
      'had nothing left to give',
      { limits: [{ per: 'basket', money: 20, onLimit: 'drop' }] },
      {},
      { outcome: 'limited', reason: 'nothing-left', given: 0, wanted: 50 },
    ],
    [
      'was used up',
      { limits: [{ per: 'total', uses: 1 }] },
      { usage: [{ by: { kind: 'campaign', id: 'it' }, per: 'total', uses: 1 }] },
      { outcome: 'limited', reason: 'limit-reached' },
    ],
    [
      'missed its threshold',
      { conditions: amount },
      {},
      { outcome: 'not-met', reason: 'condition', condition: amount, missing: 1000 },
    ],
    [
      'missed it after discounts',
      { conditions: amount, effects: [whole] },
      { member: anna },
      { outcome: 'not-met', reason: 'condition', missing: 1000 },
    ],
    ['lacks two pieces', { effects: [third] }, {}, { outcome: 'not-met', reason: 'goods-missing', missing: 2000 }],
    [
      'lacks a full amount',
      { effects: [whole] },
      { member: anna },
      { outcome: 'not-met', reason: 'amount-too-small', missing: 700 },
    ],
    ['has too many pieces before it', { effects: [third] }, many, { outcome: 'elsewhere', reason: 'other-goods' }],
    [
      'has too many pieces of its goods',
      { effects: [{ ...third, take: [{ selector: anything, n: 3 }] }] },
      many,
      { outcome: 'not-met', reason: 'too-many-pieces' },
    ],
    [
      'finds goods that may not be discounted',
      {},
      { basket: { lines: [{ ...coffee, discountable: false }] } },
      { outcome: 'not-met', reason: 'no-goods' },
    ],
    ['needs a member', { audience: 'members' }, {}, { outcome: 'not-met', reason: 'no-member' }],
    [
      'gives staff nothing',
      {},
      { basket: { buyer: 'staff', lines: [coffee] } },
      { outcome: 'not-met', reason: 'not-for-you' },
    ],
    ['waits for a yes', { claim: 'proposed' }, {}, { outcome: 'proposed', reason: null }],
    [
      'would wait, and is not met',
      { claim: 'proposed', conditions: amount, effects: [whole] },
      { member: anna },
      { outcome: 'not-met', reason: 'condition' },
    ],
    ['was taken off', {}, { declined: ['it'] }, { outcome: 'declined', reason: null }],
    ['is held out', { holdout: 5000, id: 'k1' }, { member: anna }, { outcome: 'held-out', reason: null }],
    ['sleeps', { window: { minutes: { from: 60, to: 120 } } }, {}, { outcome: 'elsewhere', reason: 'other-time' }],
    ['ended', { window: { to: '2026-01-01' } }, {}, { outcome: 'elsewhere', reason: 'other-time' }],
    ['is for another store', { stores: ['wien'] }, {}, { outcome: 'elsewhere', reason: 'other-store' }],
    [
      'is for joining',
      { trigger: 'enrol', effects: [{ kind: 'earnFlat', unit: 'points', points: 5 }] },
      {},
      { outcome: 'elsewhere', reason: 'other-event' },
    ],
    [
      'is about other goods',
      { effects: [{ ...off, selector: { category: ['tools'] } }] },
      {},
      { outcome: 'elsewhere', reason: 'other-goods' },
    ],
    ['is set aside', { effects: [{ ...whole, unit: 'stars' }] }, {}, { outcome: 'quarantined' }],
  ])('%s', (_, more, sent, expected) => {
    const found = 'id' in more ? heldOut(more, sent) : campaign(more, sent);
    expectEntry(found, expected);
  });

  test('is for another tier', () => {
    const gold = { id: 'gold', name: { en: 'Gold' }, rank: 1, from: { kind: 'visits', atLeast: 9 }, windowMonths: 12 };
    const audience = { kind: 'tier', in: ['gold'] };
    const found = entry({ tiers: [gold], campaigns: [of({ audience })] }, { member: anna }, 'it');
    expectEntry(found, { outcome: 'elsewhere', reason: 'condition', condition: audience });
  });

  /** Half of all campaigns hold this member out: the first of some that does. */
  function heldOut(more: Json, sent: Json): TraceEntry | undefined {
    const campaigns = Array.from({ length: 20 }, (_, at) => of({ ...more, id: `k${at}` }));
    const found = campaigns.map(({ id }) => entry({ campaigns }, sent, String(id)));
    return found.find((each) => each?.outcome === 'held-out');
  }

  test('was outweighed, by whom and by how much', () => {
    const groups = [{ id: 'one', mode: 'best' }];
    const campaigns = [
      of({ group: 'one' }),
      of({ id: 'other', group: 'one', effects: [{ kind: 'amountOff', amount: 80 }] }),
    ];
    expectEntry(entry({ campaigns, groups }), {
      outcome: 'outweighed',
      outweighedBy: { kind: 'campaign', id: 'other' },
      missing: 30,
    });
  });
});

describe('a coupon on the counter', () => {
  const coupon = (more: Json, sent: Json = {}): TraceEntry | undefined =>
    entry({ coupons: [of(more)] }, { coupons: [{ id: 'it' }], ...sent });
  test.each<[string, Json, Json, object]>([
    ['applied', {}, {}, { outcome: 'applied', given: 50, wanted: 50 }],
    ['is unknown', { id: 'other' }, {}, { outcome: 'elsewhere', reason: 'not-here' }],
    ['is not for today', { window: { to: '2026-01-01' } }, {}, { outcome: 'elsewhere', reason: 'other-time' }],
    [
      'has a minimum',
      { conditions: { kind: 'amount', atLeast: 600 } },
      {},
      { outcome: 'not-met', reason: 'condition', missing: 100 },
    ],
    [
      'finds no goods',
      { effects: [{ ...off, selector: { category: ['tools'] } }] },
      {},
      { outcome: 'not-met', reason: 'no-goods' },
    ],
    ['was taken off', {}, { declined: ['it'] }, { outcome: 'declined' }],
    ['lacks its number', { serial: true }, {}, { outcome: 'not-met', reason: 'no-serial' }],
    ['has it', { serial: true }, { coupons: [{ id: 'it', serial: '7' }] }, { outcome: 'applied' }],
    ['gave less', { limits: [{ per: 'basket', money: 20 }] }, {}, { outcome: 'limited', given: 20, wanted: 50 }],
  ])('%s', (_, more, sent, expected) => {
    expectEntry(coupon(more, sent), expected);
  });
});

describe('a chosen reward', () => {
  const cost = { unit: 'points', n: 40 };
  const take = { kind: 'amountOff', amount: 100, selector: drinks };
  const reward = (more: Json, sent: Json = {}): TraceEntry | undefined =>
    entry(
      { rewards: [{ id: 'it', name: { en: 'x' }, cost, effect: take, ...more }] },
      { member: anna, chosen: [{ id: 'it' }], ...sent },
    );
  test.each<[string, Json, Json, object]>([
    ['applied', {}, {}, { outcome: 'applied', given: 100, wanted: 100 }],
    ['gave less', { effect: { ...take, amount: 900 } }, {}, { outcome: 'limited', given: 500, wanted: 900 }],
    ['needs a name', {}, { member: null }, { outcome: 'not-met', reason: 'no-member' }],
    ['is too dear', { cost: { ...cost, n: 90 } }, {}, { outcome: 'not-met', reason: 'too-few-units', missing: 10 }],
    [
      'may not be had offline',
      { cost: { ...cost, n: 60 } },
      {},
      { outcome: 'not-met', reason: 'not-now', missing: 10 },
    ],
    [
      'is not for a card that only earns',
      {},
      { member: { ...anna, right: 'earn' } },
      { outcome: 'not-met', reason: 'earn-only' },
    ],
    ['finds no goods', {}, { basket: { lines: [] } }, { outcome: 'not-met', reason: 'no-goods' }],
    ['is not here', { stores: ['wien'] }, {}, { outcome: 'not-met', reason: 'not-here' }],
    [
      'is not for him',
      { audience: { kind: 'firstPurchase' } },
      { member: { ...anna, visits: 2 } },
      { outcome: 'not-met', reason: 'not-for-you' },
    ],
  ])('%s', (_, more, sent, expected) => {
    expectEntry(reward(more, sent), expected);
  });
});

test('every outcome and every reason stood above', () => {
  const missing = (all: readonly string[], found: readonly (string | null)[]): string[] =>
    all.filter((each) => !found.includes(each));
  expect(
    missing(
      traceOutcomes,
      seen.map(({ outcome }) => outcome),
    ),
  ).toEqual([]);
  expect(
    missing(
      traceReasons,
      seen.map(({ reason }) => reason),
    ),
  ).toEqual([]);
});
