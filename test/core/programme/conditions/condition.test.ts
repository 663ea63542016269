// Every condition at its bound, below and above it, and what it says in English and German.
import { describe, expect, test } from 'vitest';
import { conditionKinds, conditionSchema } from '../../../../core/programme/conditions/condition.ts';
import type { ConditionLeaf } from '../../../../core/programme/conditions/condition.ts';
import type { ConditionKind } from '../../../../core/programme/conditions/condition-kind.ts';
import { between, met, unmet } from '../../../../core/programme/facts.ts';
import type { Facts } from '../../../../core/programme/facts.ts';
import { memberFactsSchema } from '../../../../core/programme/member-facts.ts';
import { plainWords } from '../plain-words.ts';

interface Sale {
  readonly member?: Record<string, unknown> | null;
  readonly biz?: string;
  readonly amount?: number;
  readonly after?: number;
  readonly quantity?: number;
  readonly tenders?: Facts['tenders'];
  readonly coupon?: string;
  readonly segment?: string;
}

function factsOf({ member = {}, biz = '2026-11-22', ...sale }: Sale): Facts {
  return {
    member: member && memberFactsSchema.parse({ right: 'spend', spendable: [], ...member }),
    moment: { instantMs: 0, biz, weekday: 7, minute: 600 },
    tenders: sale.tenders ?? null,
    amountOf: ({ category }, measure) => (category ? ((measure === 'after' ? sale.after : sale.amount) ?? 0) : -1),
    quantityOf: ({ category }, of) => (category && of === 'kg' ? (sale.quantity ?? 0) : 0),
    hasCoupon: (id) => id === sale.coupon,
    inSegment: (id) => id === sale.segment,
  };
}

function answer(written: object, sale: Sale): number {
  const condition = conditionSchema.parse(written) as ConditionLeaf;
  const kind: ConditionKind = conditionKinds[condition.kind];
  return kind.test(condition, factsOf(sale));
}

const drinks = { category: ['drinks'] };
const amount = { kind: 'amount', of: drinks };
const cheese = { kind: 'quantity', of: drinks, unit: 'kg' };
const held = { spendable: [{ unit: 'points', n: 1, held: 500 }] };
const birthday = { kind: 'birthday', daysBefore: 2, daysAfter: 3 };
const born = (month: number, day: number, knownSince = '2020-01-01'): Record<string, unknown> => ({
  birthday: { month, day, knownSince },
});

describe('what is counted says by how much it is missed; what is not, only that it is', () => {
  test.each<[string, object, Sale, number]>([
    ['amount: at the bound', { ...amount, atLeast: 1500 }, { amount: 1500 }, met],
    ['amount: below', { ...amount, atLeast: 1500 }, { amount: 1180 }, 320],
    ['amount: at the upper bound', { ...amount, atMost: 1500 }, { amount: 1500 }, met],
    ['amount: above the upper bound', { ...amount, atMost: 1500 }, { amount: 1501 }, unmet],
    ['amount: as it says, after discounts', { ...amount, atLeast: 10, measure: 'after' }, { amount: 10, after: 9 }, 1],
    ['quantity: at the bound', { ...cheese, atLeast: 1500 }, { quantity: 1500 }, met],
    ['quantity: below', { ...cheese, atLeast: 1500 }, { quantity: 1 }, 1499],
    ['quantity: above the upper bound', { ...cheese, atMost: 1500 }, { quantity: 1501 }, unmet],
    ['tier: this one', { kind: 'tier', in: ['silver', 'gold'] }, { member: { tier: 'gold' } }, met],
    ['tier: another', { kind: 'tier', in: ['silver'] }, { member: { tier: 'gold' } }, unmet],
    ['tier: none', { kind: 'tier', in: ['silver'] }, {}, unmet],
    ['tier: nobody', { kind: 'tier', in: ['silver'] }, { member: null }, unmet],
    ['segment: in it', { kind: 'segment', id: 'vip' }, { segment: 'vip' }, met],
    ['segment: in another', { kind: 'segment', id: 'vip' }, { segment: 'loyal' }, unmet],
    ['visits: at the bound', { kind: 'visits', atLeast: 9 }, { member: { visits: 9 } }, met],
    ['visits: below', { kind: 'visits', atLeast: 9 }, { member: { visits: 7 } }, 2],
    ['visits: above', { kind: 'visits', atMost: 9 }, { member: { visits: 10 } }, unmet],
    ['visits: nobody', { kind: 'visits', atMost: 9 }, { member: null }, unmet],
    ['balance: all that is held counts', { kind: 'balance', unit: 'points', atLeast: 500 }, { member: held }, met],
    ['balance: below', { kind: 'balance', unit: 'points', atLeast: 501 }, { member: held }, 1],
    ['balance: above', { kind: 'balance', unit: 'points', atMost: 499 }, { member: held }, unmet],
    ['balance: another unit', { kind: 'balance', unit: 'stamps', atLeast: 3 }, { member: held }, 3],
    ['balance: none is none', { kind: 'balance', unit: 'stamps', atMost: 0 }, { member: held }, met],
    ['balance: nobody', { kind: 'balance', unit: 'stamps', atMost: 0 }, { member: null }, unmet],
    ['coupon: on the counter', { kind: 'coupon', id: 'ten' }, { coupon: 'ten' }, met],
    ['coupon: another', { kind: 'coupon', id: 'ten' }, { coupon: 'five' }, unmet],
    ['first purchase', { kind: 'firstPurchase' }, { member: { visits: 0 } }, met],
    ['second purchase', { kind: 'firstPurchase' }, { member: { visits: 1 } }, unmet],
    ['first purchase of nobody', { kind: 'firstPurchase' }, { member: null }, unmet],
    ['tender: all of it', { kind: 'tender', in: ['card', 'cash'] }, { tenders: ['cash', 'card'] }, met],
    ['tender: a part of it', { kind: 'tender', in: ['card'] }, { tenders: ['card', 'cash'] }, unmet],
    ['tender: nothing yet', { kind: 'tender', in: ['card'] }, { tenders: [] }, unmet],
    ['tender: nobody knows', { kind: 'tender', in: ['card'] }, { tenders: null }, unmet],
  ])('%s', (_, condition, sale, expected) => {
    expect(answer(condition, sale)).toBe(expected);
  });
});

describe('dates', () => {
  const plus = (until: string): Sale => ({ member: { memberships: [{ id: 'plus', until }] } });
  const last = (lastVisit: string): Sale => ({ member: { visits: 3, lastVisit } });
  test.each<[string, object, Sale, number]>([
    ['a membership runs on its last day', { kind: 'membership', id: 'plus' }, plus('2026-11-22'), met],
    ['and not on the day after', { kind: 'membership', id: 'plus' }, plus('2026-11-21'), unmet],
    ['another one is another', { kind: 'membership', id: 'club' }, plus('2026-11-22'), unmet],
    ['nobody has none', { kind: 'membership', id: 'plus' }, { member: null }, unmet],
    ['back after 60 days', { kind: 'daysSinceVisit', atLeast: 60 }, last('2026-09-23'), met],
    ['back after 59 days: nothing to add', { kind: 'daysSinceVisit', atLeast: 60 }, last('2026-09-24'), unmet],
    ['here within 7 days', { kind: 'daysSinceVisit', atMost: 7 }, last('2026-11-15'), met],
    ['here 8 days ago', { kind: 'daysSinceVisit', atMost: 7 }, last('2026-11-14'), unmet],
    ['who never came is not back', { kind: 'daysSinceVisit', atLeast: 0 }, { member: {} }, unmet],
    ['nobody is not back', { kind: 'daysSinceVisit', atLeast: 0 }, { member: null }, unmet],
    ['the birthday', birthday, { member: born(11, 22) }, met],
    ['the first day of its week', birthday, { member: born(11, 24) }, met],
    ['a day too early', birthday, { member: born(11, 25) }, unmet],
    ['the last day of its week', birthday, { member: born(11, 19) }, met],
    ['a day too late', birthday, { member: born(11, 18) }, unmet],
    ['known for 30 days', birthday, { member: born(11, 22, '2026-10-23') }, met],
    ['known for 29 days', birthday, { member: born(11, 22, '2026-10-24') }, unmet],
    ['on the 28th in a year without a 29th', birthday, { biz: '2027-02-26', member: born(2, 29) }, met],
    ['three days before the 28th', birthday, { biz: '2027-02-25', member: born(2, 29) }, unmet],
    ['on the 29th where there is one', birthday, { biz: '2028-02-26', member: born(2, 29) }, unmet],
    ['on the 29th, two days before', birthday, { biz: '2028-02-27', member: born(2, 29) }, met],
    ['a day no month has', birthday, { biz: '2026-11-30', member: born(11, 31) }, met],
    ['over the end of the year', birthday, { biz: '2026-12-31', member: born(1, 2) }, met],
    ['over its beginning', birthday, { biz: '2027-01-02', member: born(12, 31) }, met],
    ['no birthday known', birthday, {}, unmet],
    ['nobody', birthday, { member: null }, unmet],
    ['that day only, unless it says more', { kind: 'birthday' }, { member: born(11, 23) }, unmet],
    ['that day only', { kind: 'birthday' }, { member: born(11, 22) }, met],
  ])('%s', (_, condition, sale, expected) => {
    expect(answer(condition, sale)).toBe(expected);
  });

  test('the birthday of the first and the last year that can be written', () => {
    for (const biz of ['1000-01-01', '8999-12-31']) expect(answer(birthday, { biz, member: born(6, 1) })).toBe(unmet);
  });
});

describe('says', () => {
  const both = { atLeast: 3, atMost: 5 };
  test.each<[object, number, string, string]>([
    [{ ...amount, atLeast: 9 }, 0, 'at least €9 of category=drinks', 'mindestens €9 für category=drinks'],
    [{ ...amount, ...both }, 0, '€3 to €5 of category=drinks', '€3 bis €5 für category=drinks'],
    [{ ...amount, atMost: 5 }, 0, 'at most €5 of category=drinks', 'höchstens €5 für category=drinks'],
    [
      { ...amount, atLeast: 9 },
      2,
      '€2 more is missing to €9 of category=drinks',
      'es fehlen €2 zu €9 für category=drinks',
    ],
    [{ ...cheese, ...both }, 0, '3kg to 5kg of category=drinks', '3kg bis 5kg category=drinks'],
    [
      { kind: 'quantity', of: drinks, atLeast: 3000 },
      1000,
      '1000piece more is missing to 3000piece of category=drinks',
      'es fehlt 1000piece zu 3000piece category=drinks',
    ],
    [
      { kind: 'quantity', of: drinks, atLeast: 3000 },
      1001,
      '1001piece more are missing to 3000piece of category=drinks',
      'es fehlen 1001piece zu 3000piece category=drinks',
    ],
    [
      { ...cheese, atLeast: 3000 },
      1001,
      '1001kg more is missing to 3000kg of category=drinks',
      'es fehlt 1001kg zu 3000kg category=drinks',
    ],
    [{ kind: 'tier', in: ['a', 'b'] }, 0, 'the tier tier:a or tier:b', 'die Stufe tier:a oder tier:b'],
    [
      { kind: 'membership', id: 'plus' },
      0,
      'a running membership membership:plus',
      'eine laufende Mitgliedschaft membership:plus',
    ],
    [{ kind: 'segment', id: 'vip' }, 0, 'the segment segment:vip', 'das Segment segment:vip'],
    [{ kind: 'visits', ...both }, 0, '3 to 5 visits before this one', '3 bis 5 Besuche vor diesem'],
    [
      { kind: 'daysSinceVisit', atLeast: 60 },
      0,
      'a last visit at least 60 days ago',
      'ein letzter Besuch vor mindestens 60 Tagen',
    ],
    [{ kind: 'firstPurchase' }, 0, 'a first purchase', 'ein erster Einkauf'],
    [
      { kind: 'balance', unit: 'points', atLeast: 9 },
      0,
      'at least 9 unit:points held',
      'ein Guthaben von mindestens 9 unit:points',
    ],
    [
      { kind: 'balance', unit: 'points', atLeast: 9 },
      4,
      '4 unit:points more are missing to 9',
      'es fehlen 4 unit:points zu 9',
    ],
    [{ kind: 'coupon', id: 'ten' }, 0, 'the coupon “coupon:ten”', 'der Gutschein „coupon:ten“'],
    [
      { kind: 'tender', in: ['cash', 'card', 'gift-card', 'voucher', 'account', 'other'] },
      0,
      'payment by cash or card or gift card or voucher or account or other means',
      'Zahlung mit Bargeld oder Karte oder Geschenkkarte oder Gutschein oder Kundenkonto oder anderen Mitteln',
    ],
    [{ kind: 'birthday' }, 0, 'a birthday today, known for 30 days', 'ein Geburtstag heute, seit 30 Tagen bekannt'],
    [birthday, 0, 'a birthday about now, known for 30 days', 'ein Geburtstag in diesen Tagen, seit 30 Tagen bekannt'],
  ])('%o', (written, missing, en, de) => {
    const condition = conditionSchema.parse(written) as ConditionLeaf;
    const { says }: ConditionKind = conditionKinds[condition.kind];
    expect([says.en(condition, missing, plainWords('en')), says.de(condition, missing, plainWords('de'))]).toEqual([
      en,
      de,
    ]);
  });

  test('every kind has its sentence in this table, and its own name in the table of kinds', () => {
    for (const [name, kind] of Object.entries(conditionKinds)) {
      expect(kind.schema.shape.kind.value).toBe(name);
    }
  });
});

test('between two bounds, both included', () => {
  const answers = [2, 3, 4, 5, 6].map((n) => between(n, 3, 5));
  expect(answers).toEqual([1, met, met, met, unmet]);
  expect(between(7, undefined, undefined)).toBe(met);
});

test('what a member may be asked for in an audience, and what can be nudged towards', () => {
  const table = Object.entries(conditionKinds).map(([name, { ofMember, gap }]) => [name, ofMember, gap]);
  expect(table).toEqual([
    ['amount', false, 'money'],
    ['quantity', false, 'quantity'],
    ['tier', true, null],
    ['membership', true, null],
    ['segment', true, null],
    ['visits', true, null],
    ['daysSinceVisit', true, null],
    ['firstPurchase', true, null],
    ['balance', true, 'units'],
    ['coupon', false, null],
    ['tender', false, null],
    ['birthday', true, null],
  ]);
});

test.each<[string, object]>([
  ['a negative amount', { ...amount, atLeast: -1 }],
  ['a negative upper amount', { ...amount, atMost: -1 }],
  ['a negative count', { kind: 'visits', atLeast: -1 }],
  ['a negative upper count', { kind: 'visits', atMost: -1 }],
  ['no tiers', { kind: 'tier', in: [] }],
  ['no tenders', { kind: 'tender', in: [] }],
  ['a week of 61 days before', { kind: 'birthday', daysBefore: 61 }],
  ['a week of 61 days after', { kind: 'birthday', daysAfter: 61 }],
  ['nothing to be all of', { kind: 'all', of: [] }],
  ['nothing to be any of', { kind: 'any', of: [] }],
  ['an unknown kind', { kind: 'moon' }],
  ['an unknown key', { kind: 'firstPurchase', evr: true }],
  ['a fraction', { kind: 'visits', atLeast: 0.5 }],
])('refuses %s', (_, condition) => {
  expect(conditionSchema.safeParse(condition).success).toBe(false);
});

test('without a selector, all goods; without a unit of measure, pieces', () => {
  expect(conditionSchema.parse({ kind: 'amount', atLeast: 1 })).toEqual({
    kind: 'amount',
    of: { everything: true },
    atLeast: 1,
  });
  expect(conditionSchema.parse({ kind: 'quantity', atLeast: 1 })).toMatchObject({
    of: { everything: true },
    unit: 'piece',
  });
});
