// What is well written and cannot be meant: each contradiction at its place, in English and in German, and each one that the
// closed list knows is found by one of these.
import { limits } from '../../../core/base/limits.ts';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { issueTexts } from '../../../core/base/issue-text.ts';
import { compile } from '../../../core/programme/compile.ts';
import { findingText } from '../../../core/programme/finding.ts';
import { z } from 'zod';
import { cafeProgramme } from '../../support/shop.ts';

const [earn, tenth] = cafeProgramme.campaigns;
const [coffee] = cafeProgramme.rewards;
const [points] = cafeProgramme.units;
const name = { en: 'Some', de: 'Eines' };
const gift = (effect: object): object => ({ id: 'gift', name, effects: [effect] });
const off = { kind: 'percentOff', basisPoints: 1000 };
const when = (condition: object): object => ({ ...earn, conditions: condition });
/** A tree of so many leaves, in branches that are each within their own bound. */
const ofMany = (n: number): object => ({
  kind: 'any',
  of: Array.from({ length: Math.ceil(n / 50) }, (_, at) => ({
    kind: 'all',
    of: Array.from({ length: Math.min(50, n - at * 50) }, () => ({ kind: 'visits', atLeast: 1 })),
  })),
});
const seg = (condition: object): object => ({ segments: [{ id: 's', name, when: condition }] });
const tuned = {
  ...tenth,
  tunable: { percent: { min: 500, max: 1500 }, dates: { from: '2026-01-01', to: '2026-12-31' } },
};
const store = (more: object, campaign: object | undefined = tuned): object => ({
  campaigns: [campaign],
  stores: [{ id: 'one', ...more }],
});

interface Found {
  readonly code: string;
  readonly path: string;
  readonly en: string;
  readonly de: string;
}

function foundIn(change: object): Found[] {
  const result = compile({ ...cafeProgramme, ...change });
  if (!result.ok) {
    const { path = '', detail = '', detailDe = '' } = result.problem.params;
    return [{ code: 'refused', path: String(path), en: String(detail), de: String(detailDe) }];
  }
  return result.value.quarantined.map((each) => ({
    code: each.code,
    path: each.path,
    en: each.sentence,
    de: findingText(each, 'de'),
  }));
}

const seen = new Set<string>();

describe('a rule is set aside', () => {
  test.each<[string, string, object]>([
    ['UnitUnknown', 'campaigns.0.effects.0.unit', { campaigns: [gift({ kind: 'earnFlat', unit: 'x', points: 1 })] }],
    [
      'UnitUnknown',
      'campaigns.0.effects.0.unit',
      { campaigns: [gift({ kind: 'multiply', unit: 'x', factor: 20_000 })] },
    ],
    ['UnitUnknown', 'campaigns.0.effects.0.unit', { campaigns: [gift({ kind: 'earnPerUnit', unit: 'x', points: 1 })] }],
    ['UnitUnknown', 'campaigns.0.conditions.unit', { campaigns: [when({ kind: 'balance', unit: 'x', atLeast: 1 })] }],
    ['UnitUnknown', 'rewards.0.cost.unit', { rewards: [{ ...coffee, cost: { unit: 'x', n: 1 } }] }],
    ['CouponUnknown', 'campaigns.0.effects.0.coupon', { campaigns: [gift({ kind: 'giveCoupon', coupon: 'x' })] }],
    ['CouponUnknown', 'campaigns.0.conditions.id', { campaigns: [when({ kind: 'coupon', id: 'x' })] }],
    ['BadgeUnknown', 'campaigns.0.effects.0.badge', { campaigns: [gift({ kind: 'giveBadge', badge: 'x' })] }],
    [
      'CauseUnknown',
      'campaigns.0.effects.0.cause',
      { campaigns: [gift({ kind: 'shareToCause', cause: 'x', amount: 5 })] },
    ],
    [
      'MembershipUnknown',
      'campaigns.0.effects.0.membership',
      { campaigns: [gift({ kind: 'extendMembership', membership: 'x', months: 1 })] },
    ],
    [
      'MembershipUnknown',
      'campaigns.0.audience.id',
      { campaigns: [{ ...tenth, audience: { kind: 'membership', id: 'x' } }] },
    ],
    ['TierUnknown', 'campaigns.0.effects.0.tier', { campaigns: [gift({ kind: 'grantTier', tier: 'x', days: 1 })] }],
    [
      'TierUnknown',
      'campaigns.0.conditions.of.1.of.in.0',
      {
        campaigns: [
          when({ kind: 'any', of: [{ kind: 'firstPurchase' }, { kind: 'not', of: { kind: 'tier', in: ['x'] } }] }),
        ],
      },
    ],
    ['TierUnknown', 'rewards.0.audience.in.0', { rewards: [{ ...coffee, audience: { kind: 'tier', in: ['x'] } }] }],
    [
      'TierUnknown',
      'rewards.0.effect.tier',
      { rewards: [{ ...coffee, effect: { kind: 'grantTier', tier: 'x', days: 1 } }] },
    ],
    [
      'TierUnknown',
      'coupons.0.effects.1.tier',
      { coupons: [{ id: 'c', name, effects: [off, { kind: 'grantTier', tier: 'x', days: 1 }] }] },
    ],
    [
      'TierUnknown',
      'coupons.0.audience.in.0',
      { coupons: [{ id: 'c', name, audience: { kind: 'tier', in: ['x'] }, effects: [off] }] },
    ],
    ['SegmentUnknown', 'campaigns.0.conditions.id', { campaigns: [when({ kind: 'segment', id: 'x' })] }],
    ['GroupUnknown', 'campaigns.0.group', { campaigns: [{ ...tenth, group: 'x' }] }],
    ['TooManyConditions', 'campaigns.0.conditions', { campaigns: [when(ofMany(limits.conditionsPerTreeMax + 1))] }],
    ['NoBound', 'campaigns.0.conditions', { campaigns: [when({ kind: 'amount' })] }],
    [
      'NoBound',
      'coupons.0.conditions',
      { coupons: [{ id: 'c', name, conditions: { kind: 'visits' }, effects: [off] }] },
    ],
    ['BoundsCross', 'campaigns.0.conditions', { campaigns: [when({ kind: 'quantity', atLeast: 3000, atMost: 2000 })] }],
    [
      'NotOfMember',
      'campaigns.0.audience.of',
      { campaigns: [{ ...tenth, audience: { kind: 'not', of: { kind: 'tender', in: ['cash'] } } }] },
    ],
    ['NotOfMember', 'rewards.0.audience', { rewards: [{ ...coffee, audience: { kind: 'amount', atLeast: 1 } }] }],
    [
      'MeasuresAfter',
      'campaigns.0.conditions.of.0.measure',
      {
        campaigns: [{ ...tenth, conditions: { kind: 'all', of: [{ kind: 'amount', atLeast: 1, measure: 'after' }] } }],
      },
    ],
    ['PublicHoldout', 'campaigns.0.holdout', { campaigns: [{ ...tenth, public: true, holdout: 100 }] }],
    ['EnrolPrices', 'campaigns.0.trigger', { campaigns: [{ ...tenth, trigger: 'enrol' }] }],
    [
      'StrictPerBasket',
      'campaigns.0.limits.1.counted',
      {
        campaigns: [
          {
            ...tenth,
            limits: [
              { per: 'total', uses: 1, counted: 'strict' },
              { per: 'basket', uses: 1, counted: 'strict' },
            ],
          },
        ],
      },
    ],
    [
      'StrictPerBasket',
      'coupons.0.limits.0.counted',
      { coupons: [{ id: 'c', name, limits: [{ per: 'basket', uses: 1, counted: 'strict' }], effects: [off] }] },
    ],
    [
      'StrictPerBasket',
      'rewards.0.limits.0.counted',
      { rewards: [{ ...coffee, limits: [{ per: 'basket', uses: 1, counted: 'strict' }] }] },
    ],
    ['NoSuchDay', 'campaigns.0.window.to', { campaigns: [{ ...tenth, window: { to: '2026-02-31' } }] }],
    [
      'NoSuchDay',
      'coupons.0.window.from',
      { coupons: [{ id: 'c', name, window: { from: '2026-04-31' }, effects: [off] }] },
    ],
    ['NoSuchDay', 'rewards.0.window.from', { rewards: [{ ...coffee, window: { from: '2027-02-29' } }] }],
    [
      'NoSuchDay',
      'campaigns.0.tunable.dates.to',
      { campaigns: [{ ...tenth, tunable: { dates: { from: '2026-01-01', to: '2026-11-31' } } }] },
    ],
    ['NotRedeemable', 'rewards.0.cost.unit', { units: [{ ...points, redeemable: false }] }],
    [
      'CapBelowStep',
      'rewards.0.cost.cap',
      { rewards: [{ ...coffee, cost: { unit: 'points', each: 1, step: 100, cap: 99 } }] },
    ],
    [
      'TunableCross',
      'campaigns.0.tunable.percent',
      { campaigns: [{ ...tenth, tunable: { percent: { min: 2, max: 1 } } }] },
    ],
    [
      'TunableCross',
      'campaigns.0.tunable.dates',
      { campaigns: [{ ...tenth, tunable: { dates: { from: '2026-02-01', to: '2026-01-31' } } }] },
    ],
    [
      'NoPercent',
      'campaigns.0.tunable.percent',
      { campaigns: [{ ...earn, tunable: { percent: { min: 1, max: 2 } } }] },
    ],
    ['IdTwice', 'rewards.0.id', { rewards: [{ ...coffee, id: 'pastry-tenth' }] }],
    ['IdTwice', 'coupons.0.id', { coupons: [{ id: 'free-coffee', name, effects: [off] }] }],
  ])('%s at %s', (code, path, change) => {
    expectFound(change, code, path);
  });
});

describe('a segment is set aside, and who needs it', () => {
  test.each<[string, string, object]>([
    ['SegmentInSegment', 'segments.0.when.of.0', seg({ kind: 'all', of: [{ kind: 'segment', id: 's' }] })],
    ['NotOfMember', 'segments.0.when', seg({ kind: 'coupon', id: 'c' })],
    ['TierUnknown', 'segments.0.when.in.0', seg({ kind: 'tier', in: ['x'] })],
    ['UnitUnknown', 'segments.0.when.unit', seg({ kind: 'balance', unit: 'x', atMost: 3 })],
    ['NoBound', 'segments.0.when', seg({ kind: 'visits' })],
  ])('%s at %s', (code, path, change) => {
    expectFound(change, code, path);
  });

  test('twice the same id', () => {
    expectFound(
      {
        segments: [
          { id: 's', name },
          { id: 's', name },
        ],
      },
      'IdTwice',
      'segments.1.id',
    );
  });

  test('a campaign for it cannot work either', () => {
    const found = foundIn({ ...seg({ kind: 'visits' }), campaigns: [when({ kind: 'segment', id: 's' })] });
    expect(found.map(({ code }) => code)).toEqual(['NoBound', 'SegmentAside']);
    seen.add('SegmentAside');
  });

  test('a segment without expression, and one of facts of the member, are well', () => {
    expect(foundIn({ segments: [{ id: 's', name }] })).toEqual([]);
    const whole = {
      ...seg({ kind: 'visits', atLeast: 3 }),
      campaigns: [{ ...tenth, audience: { kind: 'segment', id: 's' } }],
    };
    expect(foundIn(whole)).toEqual([]);
  });
});

describe('of a store’s policy, the entry alone is set aside', () => {
  test.each<[string, string, object]>([
    ['CampaignUnknown', 'stores.0.off.0', store({ off: ['x'] })],
    ['CampaignUnknown', 'stores.0.on.1', store({ on: ['pastry-tenth', 'x'] })],
    ['CampaignUnknown', 'stores.0.tuned.0.campaign', store({ tuned: [{ campaign: 'x', percent: 700 }] })],
    ['CampaignUnknown', 'stores.0.budgets.0.campaign', store({ budgets: [{ campaign: 'x', money: 1 }] })],
    ['NotTunable', 'stores.0.tuned.0.percent', store({ tuned: [{ campaign: 'pastry-tenth', percent: 700 }] }, tenth)],
    ['NotTunable', 'stores.0.tuned.0.to', store({ tuned: [{ campaign: 'pastry-tenth', to: '2026-05-05' }] }, tenth)],
    ['TunedBeyond', 'stores.0.tuned.0.percent', store({ tuned: [{ campaign: 'pastry-tenth', percent: 1501 }] })],
    ['TunedBeyond', 'stores.0.tuned.0.percent', store({ tuned: [{ campaign: 'pastry-tenth', percent: 499 }] })],
    ['TunedBeyond', 'stores.0.tuned.0.from', store({ tuned: [{ campaign: 'pastry-tenth', from: '2025-12-31' }] })],
    ['TunedBeyond', 'stores.0.tuned.0.to', store({ tuned: [{ campaign: 'pastry-tenth', to: '2027-01-01' }] })],
    [
      'TunedDatesCross',
      'stores.0.tuned.0',
      store({ tuned: [{ campaign: 'pastry-tenth', from: '2026-05-05', to: '2026-05-04' }] }),
    ],
  ])('%s at %s', (code, path, change) => {
    expectFound(change, code, path);
    const result = compile({ ...cafeProgramme, ...change });
    const kept = result.ok ? result.value.programme.stores[0] : undefined;
    expect(kept?.tuned).toEqual([]);
    expect(kept?.budgets).toEqual([]);
    expect(kept?.off).toEqual([]);
  });

  test('within the bounds nothing is', () => {
    for (const percent of [500, 1500])
      expect(foundIn(store({ tuned: [{ campaign: 'pastry-tenth', percent }] }))).toEqual([]);
    const dates = { campaign: 'pastry-tenth', from: '2026-01-01', to: '2026-12-31' };
    expect(foundIn(store({ tuned: [dates], off: ['pastry-tenth'], on: ['pastry-tenth'] }))).toEqual([]);
  });

  test('a campaign that is set aside itself is no stranger', () => {
    const found = foundIn(store({ off: ['pastry-tenth'] }, { ...tenth, group: 'x' }));
    expect(found.map(({ code }) => code)).toEqual(['GroupUnknown']);
  });
});

describe('a document is refused', () => {
  const group = (id: string, more: object = {}): object => ({ id, mode: 'all', ...more });
  test.each<[string, string, object]>([
    ['IdTwice', 'units', { units: [points, points] }],
    [
      'IdTwice',
      'taxes',
      {
        taxes: [
          { code: 'a', basisPoints: 1 },
          { code: 'a', basisPoints: 2 },
        ],
      },
    ],
    ['IdTwice', 'stores', { stores: [{ id: 'a' }, { id: 'a' }] }],
    ['UnitUnknown', 'offline.unit', { offline: { ...cafeProgramme.offline, unit: 'x' } }],
    [
      'UnitUnknown',
      'tiers.0.from.unit',
      { tiers: [{ id: 't', name, rank: 1, windowMonths: 12, from: { kind: 'units', unit: 'x', atLeast: 5 } }] },
    ],
    ['TaxesMissing', 'units.0.earnOn', { units: [{ ...points, earnOn: 'net' }] }],
    ['ParentUnknown', 'groups.0.parent', { groups: [group('a', { parent: 'b' })] }],
    ['TooDeep', 'groups.0', { groups: [group('a', { parent: 'a' })] }],
    [
      'TooDeep',
      'categories.0',
      {
        categories: [
          { id: 'a', parent: 'b' },
          { id: 'b', parent: 'a' },
        ],
      },
    ],
    ['UnitGroupNests', 'groups.1.parent', { groups: [group('a', { scope: 'unit' }), group('b', { parent: 'a' })] }],
  ])('%s at %s', (code, path, change) => {
    const [found, ...more] = foundIn(change);
    expect(more).toEqual([]);
    expect(found?.code).toBe('refused');
    expect(found?.path).toBe(path);
    expect(found?.en).not.toBe(found?.de);
    seen.add(code);
  });

  test('with taxes a unit may be earned net; a group by basket may hold one by unit', () => {
    expect(foundIn({ units: [{ ...points, earnOn: 'net' }], taxes: [{ code: 'a', basisPoints: 1 }] })).toEqual([]);
    expect(foundIn({ groups: [group('a'), group('b', { parent: 'a', scope: 'unit' })] })).toEqual([]);
  });
});

test('a limit by member of a campaign for everyone is well: it needs a member', () => {
  const result = compile({ ...cafeProgramme, campaigns: [{ ...tenth, limits: [{ per: 'member', uses: 1 }] }] });
  expect(result.ok && result.value.quarantined).toEqual([]);
  expect(result.ok && result.value.campaignOffers.get('pastry-tenth')?.needsMember).toBe(true);
});

test('as many conditions as a tree may have are no finding', () => {
  const result = compile({ ...cafeProgramme, campaigns: [when(ofMany(limits.conditionsPerTreeMax))] });
  expect(result.ok && result.value.quarantined).toEqual([]);
});

test('every kind of finding was seen above', () => {
  const source = readFileSync(join('core', 'programme', 'finding.ts'), 'utf8');
  const codes = [...source.matchAll(/^ {2}([A-Z]\w+): /gm)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(25);
  expect(codes.filter((code) => code !== 'NotWellFormed' && !seen.has(code ?? ''))).toEqual([]);
});

test('every sentence that the schemas say themselves is known in German', () => {
  const files = ['core/programme', 'core/programme/effects', 'core/programme/conditions', 'core/basket'].flatMap(
    (folder) => readdirSync(folder).flatMap((file) => (file.endsWith('.ts') ? [join(folder, file)] : [])),
  );
  const forms = [/error:\s*'([^']+)'/g, /refine\(.*?, '([^']+)'\)/g];
  const said = files.flatMap((file) =>
    forms.flatMap((form) => [...readFileSync(file, 'utf8').matchAll(form)].map(([, sentence]) => sentence ?? '')),
  );
  expect(said.length).toBeGreaterThan(10);
  for (const sentence of new Set(said)) {
    const [text] = issueTexts(new z.ZodError([{ code: 'custom', path: [], message: sentence, input: 0 }]));
    expect(text?.de, `in German: ${sentence}`).not.toBe(sentence);
  }
});

function expectFound(change: object, code: string, path: string): void {
  const [found, ...more] = foundIn(change);
  expect(more).toEqual([]);
  expect(found).toMatchObject({ code, path });
  expect(found?.en).not.toBe(found?.de);
  expect(`${found?.en}${found?.de}`).not.toMatch(/[{}]/);
  seen.add(code);
}
