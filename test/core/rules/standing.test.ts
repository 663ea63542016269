// Whether a rule may apply at all, why not, and how much it may still give.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { campaignOffer, couponOffer } from '../../../core/programme/offer.ts';
import { campaignSchema } from '../../../core/programme/campaign.ts';
import { couponSchema } from '../../../core/programme/offers.ts';
import { factsOf } from '../../../core/rules/facts-of.ts';
import { saleLines } from '../../../core/rules/sale-lines.ts';
import { isRefusal, standingOf } from '../../../core/rules/standing.ts';
import type { Allowance } from '../../../core/rules/standing.ts';
import { compiled } from '../../support/shop.ts';
import { readSent } from './input-arbitraries.ts';
import type { Json } from './arbitraries.ts';

const cafe = compiled();
const off = { kind: 'percentOff', basisPoints: 1000 };
const earn = { kind: 'earnFlat', unit: 'points', points: 1 };
const anna = { right: 'spend', lot: '0123456789abcdef' };

function offerOf(more: Json): ReturnType<typeof campaignOffer> {
  return campaignOffer(campaignSchema.parse({ id: 'tenth', name: { en: 'x' }, effects: [off], ...more }), 0, new Map());
}

/** The allowance, or why there is none. */
function stand(more: Json, sent: Json = {}, offer = offerOf(more)): Allowance | readonly unknown[] {
  const input = readSent({ moment: { biz: '2026-11-22' }, basket: { lines: [{ id: 'a', amount: 500 }] }, ...sent });
  const standing = standingOf(
    offer,
    input,
    factsOf({ compiled: cafe, input, lines: saleLines(input.basket) }, null, 'before'),
  );
  return isRefusal(standing) ? [standing.outcome, standing.reason] : standing.allowance;
}
const endless = Number.MAX_SAFE_INTEGER;
const open = { uses: endless, money: endless, units: endless, drop: false };
const tenEuros = { kind: 'amount', atLeast: 1000 };

describe('stands', () => {
  test.each<[string, Json, Json]>([
    ['without any condition', {}, {}],
    ['in its store', { stores: ['wien', 'main'] }, {}],
    ['in its time', { window: { to: '2026-11-22' } }, {}],
    ['with a condition that is met', { conditions: { kind: 'amount', atLeast: 500 } }, {}],
    ['for a member', { audience: 'members' }, { member: anna }],
    [
      'with one measured after discounts: it is asked later',
      { conditions: tenEuros, effects: [earn] },
      { member: anna },
    ],
    ['before somebody who is in no lottery', { holdout: 5000 }, { member: { right: 'spend' } }],
    ['before nobody', { holdout: 5000 }, {}],
    ['where another was taken off', {}, { declined: ['other'] }],
  ])('%s', (_, campaign, sent) => {
    expect(stand(campaign, sent)).toEqual(open);
  });
});

describe('does not stand', () => {
  test.each<[string, Json, Json, unknown[]]>([
    ['in another time', { window: { to: '2026-11-21' } }, {}, ['elsewhere', 'other-time']],
    ['in another store', { stores: ['wien'] }, {}, ['elsewhere', 'other-store']],
    ['for staff', {}, { basket: { buyer: 'staff', lines: [] } }, ['not-met', 'not-for-you']],
    ['when taken off', {}, { declined: ['tenth'] }, ['declined', null]],
    ['for nobody, where it is for members', { audience: 'members' }, {}, ['not-met', 'no-member']],
    ['for nobody, where it earns', { effects: [earn] }, {}, ['not-met', 'no-member']],
    [
      'for nobody, where somebody is counted',
      { limits: [{ per: 'member-day', uses: 1 }] },
      {},
      ['not-met', 'no-member'],
    ],
    ['below its threshold', { conditions: tenEuros }, {}, ['not-met', 'condition']],
    [
      'before who is not its audience',
      { audience: { kind: 'firstPurchase' } },
      { member: { ...anna, visits: 1 } },
      ['not-met', 'condition'],
    ],
  ])('%s', (_, campaign, sent, refusal) => {
    expect(stand(campaign, sent)).toEqual(refusal);
  });
  test('joining asks nothing of the buyer', () => {
    expect(stand({}, { event: 'enrol', basket: { buyer: 'staff', lines: [] } })).toEqual(open);
  });
});

test('a hold-out is drawn by campaign and member, and always the same', () => {
  const out = (id: string, lot: string, holdout: number): boolean =>
    Array.isArray(stand({ id, holdout }, { member: { right: 'spend', lot } }));
  const lots = Array.from({ length: 400 }, (_, at) => at.toString(16).padStart(16, '0'));
  // The published draw: the first three bytes of SHA-256 over campaign and lot, of ten thousand.
  const drawn = (id: string, lot: string): number =>
    createHash('sha256').update(`${id} ${lot}`).digest().readUIntBE(0, 3) % 10_000;
  for (const lot of lots) {
    expect(out('tenth', lot, 5000)).toBe(drawn('tenth', lot) < 5000);
    expect(out('other', lot, 1000)).toBe(drawn('other', lot) < 1000);
  }
  // At the bound itself: who draws n is not among the first n.
  const lot = lots.find((each) => drawn('tenth', each) > 0 && drawn('tenth', each) < 5000) ?? '';
  const n = drawn('tenth', lot);
  expect([out('tenth', lot, n), out('tenth', lot, n + 1)]).toEqual([false, true]);
  // Another campaign draws anew.
  expect(lots.some((each) => out('tenth', each, 5000) !== out('other', each, 5000))).toBe(true);
});

describe('limits', () => {
  const by = { kind: 'campaign', id: 'tenth' };
  const used = (more: Json): Json => ({ usage: [{ by, per: 'total', ...more }] });
  const total = (more: Json): Json => ({ limits: [{ per: 'total', ...more }] });
  test.each<[string, Json, Json, object]>([
    ['nothing used yet', total({ uses: 3 }), {}, { ...open, uses: 3 }],
    ['some used', total({ uses: 3 }), used({ uses: 2 }), { ...open, uses: 1 }],
    ['all used', total({ uses: 3 }), used({ uses: 3 }), ['limited', 'limit-reached']],
    ['more than all', total({ uses: 3 }), used({ uses: 5 }), ['limited', 'limit-reached']],
    ['money', total({ money: 500 }), used({ money: 120, uses: 9, units: 9 }), { ...open, money: 380 }],
    ['units', total({ units: 50 }), used({ units: 20, uses: 60, money: 60 }), { ...open, units: 30 }],
    ['of another period', total({ uses: 3 }), { usage: [{ by, per: 'store-day', uses: 3 }] }, { ...open, uses: 3 }],
    [
      'of another rule',
      total({ uses: 3 }),
      { usage: [{ by: { ...by, id: 'x' }, per: 'total', uses: 3 }] },
      { ...open, uses: 3 },
    ],
    [
      'of a coupon of that name',
      total({ uses: 3 }),
      { usage: [{ by: { ...by, kind: 'coupon' }, per: 'total', uses: 3 }] },
      { ...open, uses: 3 },
    ],
    ['strict, nothing lent', total({ uses: 3, counted: 'strict' }), {}, ['limited', 'limit-reached']],
    ['strict, one lent', total({ uses: 3, counted: 'strict' }), used({ uses: 1, lease: 1 }), { ...open, uses: 1 }],
    [
      'strict, more lent than is left',
      total({ uses: 3, counted: 'strict' }),
      used({ uses: 2, lease: 5 }),
      { ...open, uses: 1 },
    ],
    ['of a basket', { limits: [{ per: 'basket', money: 300 }] }, {}, { ...open, money: 300 }],
    [
      'the tightest of several, each for itself',
      {
        limits: [
          { per: 'total', money: 300 },
          { per: 'basket', money: 200 },
          { per: 'store-day', money: 250 },
          { per: 'total', uses: 2 },
        ],
      },
      {},
      { ...open, money: 200, uses: 2 },
    ],
    ['that drop', total({ money: 300, onLimit: 'drop' }), {}, { ...open, money: 300, drop: true }],
    [
      'of which the one that drops comes first',
      {
        limits: [
          { per: 'total', money: 300 },
          { per: 'basket', money: 200, onLimit: 'drop' },
        ],
      },
      {},
      { ...open, money: 200, drop: true },
    ],
    [
      'of which the one that trims comes first',
      {
        limits: [
          { per: 'total', units: 300, onLimit: 'drop' },
          { per: 'basket', units: 200 },
        ],
      },
      {},
      { ...open, units: 200, drop: false },
    ],
    [
      'of which two run out together: dropped',
      {
        limits: [
          { per: 'total', money: 200, onLimit: 'drop' },
          { per: 'basket', money: 200 },
        ],
      },
      {},
      { ...open, money: 200, drop: true },
    ],
    ['a count that drops makes no budget drop', total({ uses: 1, onLimit: 'drop' }), {}, { ...open, uses: 1 }],
  ])('%s', (_, campaign, sent, expected) => {
    expect(stand(campaign, sent)).toEqual(expected);
  });
});

test('a coupon’s minimum is asked when its turn comes', () => {
  const coupon = couponSchema.parse({ id: 'ten', name: { en: 'x' }, conditions: tenEuros, effects: [off] });
  expect(stand({}, {}, couponOffer(coupon, 0, new Map()))).toEqual(open);
});
