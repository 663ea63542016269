// What each effect that gives units, or something else, gives; and how it says so.
import { describe, expect, test } from 'vitest';
import { earnEffects, effectSchema, giftEffects } from '../../../../core/programme/effects/effect.ts';
import { isEarnEffect, isGiftEffect, isPriceEffect, priceEffects } from '../../../../core/programme/effects/effect.ts';
import { rewardEffectSchema } from '../../../../core/programme/effects/effect.ts';
import type { EarnEffect, GiftEffect } from '../../../../core/programme/effects/effect.ts';
import type { EarnBase, EarnEffectKind, GiftEffectKind } from '../../../../core/programme/effects/effect-kind.ts';
import type { Rounding } from '../../../../core/base/money.ts';
import { plainWords } from '../plain-words.ts';

const all = { everything: true };

function earned(written: object, base: Partial<EarnBase>, rounding: Rounding = 'down'): number {
  const effect = effectSchema.parse(written) as EarnEffect;
  const kind: EarnEffectKind = earnEffects[effect.kind];
  return kind.earn(effect, { amount: 0, quantity: 0, earned: 0, ...base }, rounding);
}

function given(written: object, amount = 0): unknown {
  const effect = effectSchema.parse(written) as GiftEffect;
  const kind: GiftEffectKind = giftEffects[effect.kind];
  return kind.give(effect, amount);
}

describe('earning', () => {
  const perEuro = { kind: 'earn', unit: 'points', points: 2, amount: 100 };
  test.each<[string, object, Partial<EarnBase>, Rounding, number]>([
    ['for each full amount, at it', { ...perEuro, whole: true }, { amount: 300 }, 'up', 6],
    ['for each full amount, one below', { ...perEuro, whole: true }, { amount: 299 }, 'up', 4],
    ['in proportion, down', perEuro, { amount: 299 }, 'down', 5],
    ['in proportion, up', perEuro, { amount: 299 }, 'up', 6],
    ['in proportion, to the nearest', perEuro, { amount: 275 }, 'halfAwayFromZero', 6],
    ['never more than anybody can hold', { ...perEuro, points: 100_000, amount: 1 }, { amount: 1e12 }, 'down', 1e12],
    ['for each piece', { kind: 'earnPerUnit', unit: 'points', points: 3 }, { quantity: 2000 }, 'down', 6],
    [
      'for what is weighed',
      { kind: 'earnPerUnit', unit: 'points', points: 3, of: 'kg' },
      { quantity: 1500 },
      'down',
      4,
    ],
    ['for what is weighed, up', { kind: 'earnPerUnit', unit: 'points', points: 3 }, { quantity: 1500 }, 'up', 5],
    ['once, whatever is bought', { kind: 'earnFlat', unit: 'points', points: 50 }, { amount: 1 }, 'down', 50],
    ['double adds as much again', { kind: 'multiply', unit: 'points', factor: 20_000 }, { earned: 7 }, 'down', 7],
    ['half as much again, down', { kind: 'multiply', unit: 'points', factor: 15_000 }, { earned: 7 }, 'down', 3],
    ['half as much again, up', { kind: 'multiply', unit: 'points', factor: 15_000 }, { earned: 7 }, 'up', 4],
  ])('%s', (_, written, base, rounding, expected) => {
    expect(earned(written, base, rounding)).toBe(expected);
  });

  test('multipliers multiply what is earned on goods, and nothing else', () => {
    const table = Object.entries(earnEffects).map(([name, kind]) => [name, kind.multiplies, kind.multiplied]);
    expect(table).toEqual([
      ['earn', false, true],
      ['earnPerUnit', false, true],
      ['earnFlat', false, false],
      ['multiply', true, false],
    ]);
  });
});

describe('giving', () => {
  const share = { kind: 'shareToCause', cause: 'trees' };
  test.each<[string, object, number, unknown]>([
    ['a coupon', { kind: 'giveCoupon', coupon: 'ten' }, 0, { kind: 'coupon', coupon: 'ten', n: 1 }],
    ['three coupons', { kind: 'giveCoupon', coupon: 'ten', n: 3 }, 0, { kind: 'coupon', coupon: 'ten', n: 3 }],
    ['a badge', { kind: 'giveBadge', badge: 'star' }, 0, { kind: 'badge', badge: 'star' }],
    ['two percent', { ...share, basisPoints: 200 }, 1000, { kind: 'share', cause: 'trees', amount: 20 }],
    ['half a cent and more', { ...share, basisPoints: 200 }, 25, { kind: 'share', cause: 'trees', amount: 1 }],
    ['less than half a cent', { ...share, basisPoints: 200 }, 24, null],
    ['an amount, whatever the goods cost', { ...share, amount: 50 }, 1, { kind: 'share', cause: 'trees', amount: 50 }],
    [
      'a membership',
      { kind: 'extendMembership', membership: 'plus', months: 12 },
      0,
      { kind: 'membership', membership: 'plus', months: 12 },
    ],
    ['a tier', { kind: 'grantTier', tier: 'gold', days: 90 }, 0, { kind: 'tier', tier: 'gold', days: 90 }],
    [
      'a message',
      { kind: 'message', to: 'receipt', text: { en: 'Hello' } },
      0,
      { kind: 'message', to: 'receipt', text: { en: 'Hello' } },
    ],
  ])('%s', (_, written, amount, gift) => {
    expect(given(written, amount)).toEqual(gift);
  });

  test('what somebody must hold needs somebody', () => {
    const needing = Object.entries(giftEffects).flatMap(([name, { needsMember }]) => (needsMember ? [name] : []));
    expect(needing).toEqual(['giveCoupon', 'giveBadge', 'extendMembership', 'grantTier']);
  });
});

test('each effect stands in one table, under its own name', () => {
  for (const [name, kind] of Object.entries({ ...priceEffects, ...earnEffects, ...giftEffects })) {
    expect(kind.schema.shape.kind.value).toBe(name);
  }
  const earn = effectSchema.parse({ kind: 'earnFlat', unit: 'points', points: 1 });
  const off = effectSchema.parse({ kind: 'amountOff', amount: 1 });
  const badge = effectSchema.parse({ kind: 'giveBadge', badge: 'star' });
  const tests = [isPriceEffect, isEarnEffect, isGiftEffect];
  expect([off, earn, badge].map((effect) => tests.map((is) => is(effect)))).toEqual([
    [true, false, false],
    [false, true, false],
    [false, false, true],
  ]);
});

test('a reward costs units and gives none', () => {
  expect(rewardEffectSchema.safeParse({ kind: 'earnFlat', unit: 'points', points: 1 }).success).toBe(false);
  expect(rewardEffectSchema.safeParse({ kind: 'giveBadge', badge: 'star' }).success).toBe(true);
});

test('without a selector, all goods', () => {
  for (const written of [
    { kind: 'earn', unit: 'points', points: 1, amount: 1 },
    { kind: 'earnPerUnit', unit: 'points', points: 1 },
    { kind: 'earnFlat', unit: 'points', points: 1 },
    { kind: 'multiply', unit: 'points', factor: 20_000 },
  ]) {
    const effect = effectSchema.parse(written) as EarnEffect;
    const kind: EarnEffectKind = earnEffects[effect.kind];
    expect(kind.goodsOf(effect)).toEqual(all);
  }
  for (const written of [
    { kind: 'giveCoupon', coupon: 'ten' },
    { kind: 'giveBadge', badge: 'star' },
    { kind: 'shareToCause', cause: 'trees', amount: 1 },
    { kind: 'extendMembership', membership: 'plus', months: 1 },
    { kind: 'grantTier', tier: 'gold', days: 1 },
    { kind: 'message', to: 'cashier', text: { en: 'Hello' } },
  ]) {
    const effect = effectSchema.parse(written) as GiftEffect;
    const kind: GiftEffectKind = giftEffects[effect.kind];
    expect(kind.goodsOf(effect)).toEqual(all);
  }
});

test.each<[object, string, string]>([
  [
    { kind: 'earn', unit: 'points', points: 1, amount: 100 },
    '1 unit:points for each €100 of everything=true',
    '1 unit:points je €100 für everything=true',
  ],
  [
    { kind: 'earnPerUnit', unit: 'points', points: 1 },
    '1 unit:points for each piece of everything=true',
    '1 unit:points je Stück everything=true',
  ],
  [
    { kind: 'earnPerUnit', unit: 'points', points: 5, of: 'kg' },
    '5 unit:points for each kg of everything=true',
    '5 unit:points je kg everything=true',
  ],
  [{ kind: 'earnFlat', unit: 'points', points: 50 }, '50 unit:points', '50 unit:points'],
  [
    { kind: 'multiply', unit: 'points', factor: 20_000 },
    '×20000 unit:points on everything=true',
    '×20000 unit:points auf everything=true',
  ],
  [{ kind: 'giveCoupon', coupon: 'ten' }, 'the coupon “coupon:ten”', 'den Gutschein „coupon:ten“'],
  [{ kind: 'giveCoupon', coupon: 'ten', n: 2 }, '2 coupons “coupon:ten”', '2 Gutscheine „coupon:ten“'],
  [{ kind: 'giveBadge', badge: 'star' }, 'the badge “badge:star”', 'das Abzeichen „badge:star“'],
  [
    { kind: 'shareToCause', cause: 'trees', basisPoints: 200 },
    '200bp of everything=true for cause:trees',
    '200bp auf everything=true für cause:trees',
  ],
  [{ kind: 'shareToCause', cause: 'trees', amount: 50 }, '€50 for cause:trees', '€50 für cause:trees'],
  [
    { kind: 'extendMembership', membership: 'plus', months: 1 },
    '1 month of membership:plus',
    '1 Monat membership:plus',
  ],
  [
    { kind: 'extendMembership', membership: 'plus', months: 12 },
    '12 months of membership:plus',
    '12 Monate membership:plus',
  ],
  [{ kind: 'grantTier', tier: 'gold', days: 1 }, 'the tier tier:gold for 1 day', 'die Stufe tier:gold für 1 Tag'],
  [{ kind: 'grantTier', tier: 'gold', days: 90 }, 'the tier tier:gold for 90 days', 'die Stufe tier:gold für 90 Tage'],
  [
    { kind: 'message', to: 'receipt', text: { en: 'Hello', de: 'Hallo' } },
    'the message “Hello”',
    'den Hinweis „Hallo“',
  ],
])('%o says so', (written, en, de) => {
  const effect = effectSchema.parse(written);
  const table: Record<string, EarnEffectKind | GiftEffectKind> = { ...earnEffects, ...giftEffects };
  const says = table[effect.kind]?.says;
  expect([says?.en(effect, 0, plainWords('en')), says?.de(effect, 0, plainWords('de'))]).toEqual([en, de]);
});

test.each([
  ['points for each 0.00', { kind: 'earn', unit: 'points', points: 1, amount: 0 }],
  ['no points', { kind: 'earnFlat', unit: 'points', points: 0 }],
  ['a factor that changes nothing', { kind: 'multiply', unit: 'points', factor: 10_000 }],
  ['a share of neither', { kind: 'shareToCause', cause: 'trees' }],
  ['a share of both', { kind: 'shareToCause', cause: 'trees', amount: 1, basisPoints: 1 }],
  ['a share of nothing', { kind: 'shareToCause', cause: 'trees', amount: 0 }],
  ['no coupons', { kind: 'giveCoupon', coupon: 'ten', n: 0 }],
  ['a message to nobody', { kind: 'message', to: 'all', text: { en: 'Hello' } }],
  ['a message without English', { kind: 'message', to: 'receipt', text: { de: 'Hallo' } }],
  ['no months', { kind: 'extendMembership', membership: 'plus', months: 0 }],
  ['no days', { kind: 'grantTier', tier: 'gold', days: 0 }],
])('refuses %s', (_, written) => {
  expect(effectSchema.safeParse(written).success).toBe(false);
});
