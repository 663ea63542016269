// The campaigns of one store on one business day: what the store switched off and on, what its manager tuned, its budgets, and
// which of them a sale looks at.
import { describe, expect, test } from 'vitest';
import { limits } from '../../../core/base/limits.ts';
import type { Line } from '../../../core/basket/basket.ts';
import type { CompiledProgramme } from '../../../core/programme/compile.ts';
import type { Campaign } from '../../../core/programme/campaign.ts';
import type { ProgrammeDocument } from '../../../core/programme/programme.ts';
import { findCampaigns } from '../../../core/rules/find-campaigns.ts';
import { readSent } from '../rules/input-arbitraries.ts';
import type { Json } from '../rules/arbitraries.ts';
import { cake, coffee, compiled, line } from '../../support/shop.ts';

type Document = ProgrammeDocument;
const percent = { kind: 'percentOff', basisPoints: 1000 } as const;
const of = (id: string, more: Json = {}): Document['campaigns'][number] => ({
  id,
  name: { en: id },
  effects: [percent],
  ...more,
});

function shop(campaigns: Document['campaigns'], more: Partial<Document> = {}): CompiledProgramme {
  return compiled({ campaigns, rewards: [], ...more });
}
const idsOn = (programme: CompiledProgramme, store = 'berlin', biz = '2026-11-22'): string[] =>
  programme.indexOf('purchase', store, biz).offers.map(({ by }) => by.id);

describe('a store', () => {
  test('runs what is not only for others, in the order of work', () => {
    const programme = shop([of('b'), of('a'), of('first', { priority: 5 }), of('there', { stores: ['wien'] })]);
    expect(idsOn(programme)).toEqual(['first', 'a', 'b']);
    expect(idsOn(programme, 'wien')).toEqual(['first', 'a', 'b', 'there']);
  });
  test('leaves out what it switched off, and runs local ones that it switched on', () => {
    const programme = shop([of('a'), of('own', { local: true }), of('other', { local: true })], {
      stores: [{ id: 'berlin', off: ['a'], on: ['own'] }],
    });
    expect(idsOn(programme)).toEqual(['own']);
    expect(idsOn(programme, 'wien')).toEqual(['a']);
  });
  test('runs only what may be open on the day', () => {
    const programme = shop([of('a', { window: { from: '2026-11-24' } }), of('b', { window: { weekdays: [7] } })]);
    expect(idsOn(programme)).toEqual(['b']);
    expect(idsOn(programme, 'berlin', '2026-11-24')).toEqual(['a']);
  });
  test('joining and buying are two days', () => {
    const earn = [{ kind: 'earnFlat', unit: 'points', points: 50 }];
    const programme = shop([of('a'), of('welcome', { trigger: 'enrol', effects: earn })]);
    expect(idsOn(programme)).toEqual(['a']);
    expect(programme.indexOf('enrol', 'berlin', '2026-11-22').offers.map(({ by }) => by.id)).toEqual(['welcome']);
  });
});

describe('a manager', () => {
  const tunable = { percent: { min: 100, max: 2000 }, dates: { from: '2026-11-01', to: '2026-12-31' } };
  const effects = [percent, { kind: 'amountOff', amount: 5 }];
  const tune = (tuned: Json[], budgets: Json[] = []): Campaign => {
    const programme = shop(
      [of('a', { tunable, effects, window: { from: '2026-11-01', weekdays: [7] } }), of('b', { tunable })],
      {
        stores: [{ id: 'berlin', tuned, budgets }] as Document['stores'],
      },
    );
    expect(programme.indexOf('purchase', 'wien', '2026-11-22').offers[0]?.source).toEqual(
      programme.campaigns.find(({ id }) => id === 'a'),
    );
    const [offer] = programme.indexOf('purchase', 'berlin', '2026-11-22').offers;
    expect(offer?.price.map(({ effect }) => effect)).toEqual(
      offer && 'effects' in offer.source ? offer.source.effects : null,
    );
    return offer?.source as Campaign;
  };
  test('changes the percentage, and nothing else', () => {
    const { effects: tuned, window } = tune([{ campaign: 'a', percent: 500 }]);
    expect(tuned).toMatchObject([{ basisPoints: 500 }, { kind: 'amountOff', amount: 5 }]);
    expect(window).toEqual({ from: '2026-11-01', weekdays: [7] });
  });
  test('changes the dates, one or both', () => {
    expect(tune([{ campaign: 'a', from: '2026-11-15' }]).window).toMatchObject({ from: '2026-11-15', weekdays: [7] });
    expect(tune([{ campaign: 'a', to: '2026-11-29' }]).window).toMatchObject({ from: '2026-11-01', to: '2026-11-29' });
    expect(tune([{ campaign: 'a', percent: 500 }]).effects[0]).toMatchObject({ basisPoints: 500 });
  });
  test('of another campaign: not this one', () => {
    expect(tune([]).effects[0]).toMatchObject({ basisPoints: 1000 });
    const other = tune([{ campaign: 'b', percent: 500 }], [{ campaign: 'b', money: 5 }]);
    expect([other.effects[0], other.limits]).toMatchObject([{ basisPoints: 1000 }, []]);
  });
  test('has a budget for a day', () => {
    expect(tune([], [{ campaign: 'a', money: 500 }]).limits).toEqual([
      { per: 'store-day', money: 500, counted: 'lenient', onLimit: 'trim' },
    ]);
    expect(tune([], [{ campaign: 'a', money: 500 }]).effects[0]).toMatchObject({ basisPoints: 1000 });
  });
  test('moves a campaign out of the day', () => {
    const programme = shop([of('a', { tunable, window: { from: '2026-11-01' } })], {
      stores: [{ id: 'berlin', tuned: [{ campaign: 'a', from: '2026-12-01' }] }],
    });
    expect(idsOn(programme)).toEqual([]);
  });
});

test('an index is made once, and again when many others came between', () => {
  const programme = shop([of('a')]);
  const first = programme.indexOf('purchase', 'berlin', '2026-11-22');
  expect(programme.indexOf('purchase', 'berlin', '2026-11-22')).toBe(first);
  for (let store = 0; store < limits.dayIndexesMax; store += 1)
    programme.indexOf('purchase', `s${store}`, '2026-11-22');
  const again = programme.indexOf('purchase', 'berlin', '2026-11-22');
  expect(again).not.toBe(first);
  expect(again).toEqual(first);
});

describe('a sale looks at', () => {
  const drinks = { category: ['drinks'] };
  const amount = { kind: 'amount', of: drinks, atLeast: 100 };
  const vip = { kind: 'segment', id: 'vip' };
  const segments = [
    { id: 'vip', name: { en: 'VIP' } },
    { id: 'loyal', name: { en: 'Loyal' }, when: { kind: 'visits', atLeast: 5 } },
  ] as Document['segments'];
  const named = {
    segments,
    memberships: [{ id: 'plus', name: { en: 'Plus' } }],
    tiers: ['gold', 'silver'].map((id, at) => ({
      id,
      name: { en: id },
      rank: at + 1,
      from: { kind: 'visits', atLeast: at },
      windowMonths: 12,
    })),
    coupons: [{ id: 'ten', name: { en: 'Ten' }, effects: [percent] }],
  } as Partial<Document>;
  const looks = (campaign: Json, lines: readonly Line[], more: Json = {}): boolean => {
    const programme = shop([of('a', campaign)], named);
    expect(programme.quarantined).toEqual([]);
    const sent = { moment: { biz: '2026-11-22' }, basket: { lines }, ...more };
    return findCampaigns(programme, readSent(sent)).length === 1;
  };
  const off = (selector: Json): Json => ({ effects: [{ ...percent, selector }] });
  const gold = { member: { tier: 'gold' } };
  test.each<[string, Json, readonly Line[], Json, boolean]>([
    ['everything that is about all goods', {}, [], {}, true],
    ['its category', off(drinks), [coffee('x')], {}, true],
    ['no other category', off(drinks), [cake('x')], {}, false],
    ['its tag', off({ tag: ['bio'] }), [line('x', 'X', 1, { tags: ['bio'] })], {}, true],
    ['its SKU', off({ sku: ['1'] }), [line('x', 'X', 1, { sku: '1' })], {}, true],
    ['no SKU that is another’s tag', off({ sku: ['bio'] }), [line('x', 'X', 1, { tags: ['bio'] })], {}, false],
    ['its GTIN', off({ gtin: ['04099123010856'] }), [line('x', 'X', 1, { gtin: '04099123010856' })], {}, true],
    ['its brand', off({ brand: ['B'] }), [line('x', 'X', 1, { brand: 'B' })], {}, true],
    ['what one of two effects is about', { effects: [percent, { ...percent, selector: drinks }] }, [], {}, true],
    ['a threshold on goods that are there', { conditions: amount }, [coffee('x')], {}, true],
    ['none on goods that are not', { conditions: amount }, [cake('x')], {}, false],
    ['one that nothing reaches already', { conditions: { ...amount, atLeast: 0 } }, [cake('x')], {}, true],
    ['one that may not be passed', { conditions: { kind: 'amount', of: drinks, atMost: 5 } }, [cake('x')], {}, true],
    ['a quantity of them', { conditions: { kind: 'quantity', of: drinks, atLeast: 1 } }, [cake('x')], {}, false],
    ['who is not of it', { conditions: { kind: 'not', of: amount } }, [cake('x')], {}, true],
    ['its tier', { audience: { kind: 'tier', in: ['gold'] } }, [], gold, true],
    ['no other tier', { audience: { kind: 'tier', in: ['silver'] } }, [], gold, false],
    ['nobody', { audience: { kind: 'tier', in: ['silver'] } }, [], {}, false],
    [
      'its membership',
      { audience: { kind: 'membership', id: 'plus' } },
      [],
      { member: { memberships: [{ id: 'plus', until: '2027-01-01' }] } },
      true,
    ],
    ['no membership', { audience: { kind: 'membership', id: 'plus' } }, [], gold, false],
    ['its segment', { audience: vip }, [], { member: { segments: ['vip'] } }, true],
    ['no segment', { audience: vip }, [], gold, false],
    ['a segment that is computed', { audience: { kind: 'segment', id: 'loyal' } }, [], gold, true],
    ['its coupon', { conditions: { kind: 'coupon', id: 'ten' } }, [], { coupons: [{ id: 'ten' }] }, true],
    ['no coupon', { conditions: { kind: 'coupon', id: 'ten' } }, [], {}, false],
    ['any of two', { conditions: { kind: 'any', of: [amount, vip] } }, [coffee('x')], {}, true],
    [
      'one of which nothing is known',
      { conditions: { kind: 'any', of: [vip, { kind: 'firstPurchase' }] } },
      [],
      {},
      true,
    ],
    ['any of two customers', { audience: { kind: 'any', of: [vip, { kind: 'tier', in: ['gold'] }] } }, [], gold, true],
    ['neither of two', { audience: { kind: 'any', of: [vip, { kind: 'tier', in: ['silver'] }] } }, [], gold, false],
    ['all of two', { conditions: { kind: 'all', of: [amount, { kind: 'firstPurchase' }] } }, [cake('x')], {}, false],
    ['goods and customer', { ...off(drinks), audience: { kind: 'tier', in: ['gold'] } }, [coffee('x')], gold, true],
  ])('%s', (_, campaign, lines, more, expected) => {
    expect(looks(campaign, lines, more)).toBe(expected);
  });
});
