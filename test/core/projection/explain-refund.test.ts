// A return in sentences: every kind of what goes back, in English and German.
import { expect, test } from 'vitest';
import { money } from '../../../core/base/money.ts';
import { units } from '../../../core/base/units.ts';
import { explainRefund } from '../../../core/projection/explain-refund.ts';
import { evaluate } from '../../../core/rules/evaluate.ts';
import { readRefundInput } from '../../../core/rules/refund.ts';
import type { Refund } from '../../../core/rules/refund-result.ts';
import { cake, coffee, compiled, member, purchase } from '../../support/shop.ts';

const name = (en: string, de: string) => ({ en, de });
const programme = compiled({
  badges: [{ id: 'b1', name: name('Star', 'Stern') }],
  causes: [{ id: 'c1', name: name('the shelter', 'das Tierheim') }],
  memberships: [{ id: 'm1', name: name('Plus', 'Plus') }],
  tiers: [{ id: 't1', name: name('Gold', 'Gold'), rank: 1, windowMonths: 12, from: { kind: 'visits', atLeast: 3 } }],
  coupons: [{ id: 'k1', name: name('Ten off', 'Zehn Rabatt'), effects: [{ kind: 'percentOff', basisPoints: 1000 }] }],
});
const sale = purchase([coffee('1'), cake('2'), cake('3')], { member: member(0) });
const input = readRefundInput({ sale: { input: sale, evaluation: evaluate(programme, sale).evaluation }, now: [] });
if (!input.ok) throw new Error(JSON.stringify(input.problem));

const by = { kind: 'campaign', id: 'point-per-euro' } as const;
const line = { quantity: 0, exchanged: 0, returned: 0, money: money(0), takeBack: [], giveBack: [] };
const nothing: Refund = {
  method: 'pro-rata',
  money: money(0),
  worth: money(0),
  lines: [],
  takeBack: [],
  giveBack: [],
  onSpent: [],
  coupons: { void: [], charge: [], restore: [] },
  shares: [],
  badges: [],
  memberships: [],
  tiers: [],
  whole: false,
};

test.each<[Partial<Refund>, string[], string[]]>([
  [{}, [], []],
  [{ money: money(150) }, ['To be given back in money: 1.50 EUR.'], ['In Geld zurückzugeben: 1,50 EUR.']],
  [
    { money: money(-50) },
    ['To be charged: 0.50 EUR, since what stays costs more than was paid.'],
    ['Nachzuzahlen: 0,50 EUR, weil das Übrige mehr kostet als bezahlt wurde.'],
  ],
  [
    {
      lines: [
        { ...line, id: '1', quantity: 2000, exchanged: 1000, money: money(250) },
        { ...line, id: '2', money: money(-40) },
        { ...line, id: '3', money: money(40) },
        { ...line, id: 'gone', quantity: 1000 },
      ],
    },
    [
      'Coffee: 1 piece returned, worth 2.50.',
      'Coffee: 1 piece exchanged; nothing changes.',
      'Cake: 0.40 more without the rest.',
      'Cake: 0.40 less without the rest.',
    ],
    [
      'Coffee: 1 Stück zurück, Wert 2,50.',
      'Coffee: 1 Stück getauscht; es ändert sich nichts.',
      'Cake: ohne den Rest 0,40 mehr.',
      'Cake: ohne den Rest 0,40 weniger.',
    ],
  ],
  [
    {
      takeBack: [
        { by, unit: 'points', n: units(2), bucket: null },
        { by, unit: 'points', n: units(3), bucket: null },
      ],
    },
    ['A point per euro: 5 points taken back.'],
    ['Ein Punkt je Euro: 5 Punkte zurückgenommen.'],
  ],
  [
    { giveBack: [{ by: { kind: 'payment', id: 'points' }, unit: 'points', n: units(7), bucket: null }] },
    ['points: 7 points given back.'],
    ['Punkte: 7 Punkte zurückgegeben.'],
  ],
  [
    {
      onSpent: [
        { unit: 'points', n: units(1), how: 'negative', money: money(0) },
        { unit: 'points', n: units(2), how: 'deduct', money: money(20) },
        { unit: 'points', n: units(3), how: 'forgive', money: money(0) },
      ],
    },
    [
      '1 points are spent already; the balance falls below zero by them.',
      '2 points are spent already; 0.20 is deducted for them.',
      '3 points are spent already, and forgiven.',
    ],
    [
      '1 Punkte sind schon ausgegeben; das Guthaben fällt um sie unter null.',
      '2 Punkte sind schon ausgegeben; dafür werden 0,20 abgezogen.',
      '3 Punkte sind schon ausgegeben und werden erlassen.',
    ],
  ],
  [
    {
      coupons: {
        void: [{ id: 'k1', serial: null }],
        charge: [
          { id: 'k1', serial: '7', worth: money(300) },
          { id: 'k1', serial: '8', worth: null },
        ],
        restore: [{ id: 'k1', serial: '9' }],
      },
    },
    [
      'The coupon “Ten off” is void now.',
      'The coupon “Ten off” is used already; it was worth 3.00.',
      'The coupon “Ten off” is used already.',
      'The coupon “Ten off” can be used again.',
    ],
    [
      'Der Gutschein „Zehn Rabatt“ gilt nicht mehr.',
      'Der Gutschein „Zehn Rabatt“ ist schon eingelöst; er war 3,00 wert.',
      'Der Gutschein „Zehn Rabatt“ ist schon eingelöst.',
      'Der Gutschein „Zehn Rabatt“ gilt wieder.',
    ],
  ],
  [
    {
      shares: [{ by, cause: 'c1', amount: money(7) }],
      badges: [{ by, badge: 'b1' }],
      memberships: [{ by, membership: 'm1', months: 12 }],
      tiers: [{ by, tier: 't1', days: 1 }],
      whole: true,
    },
    [
      'Taken back: 0.07 for the shelter.',
      'Taken back: the badge “Star”.',
      'Taken back: 12 months of Plus.',
      'Taken back: the tier Gold for 1 day.',
      'Nothing of the sale is left to be returned.',
    ],
    [
      'Zurückgenommen: 0,07 für das Tierheim.',
      'Zurückgenommen: das Abzeichen „Stern“.',
      'Zurückgenommen: 12 Monate Plus.',
      'Zurückgenommen: die Stufe Gold für 1 Tag.',
      'Von dem Verkauf ist nichts mehr zurückzugeben.',
    ],
  ],
])('%#', (refund, en, de) => {
  const usual = new Set([
    'No money moves.',
    'Es fließt kein Geld.',
    'Computed in proportion to what comes back.',
    'Berechnet im Verhältnis zu dem, was zurückkommt.',
  ]);
  const said = (language: 'en' | 'de'): string[] =>
    explainRefund(programme, input.value, { ...nothing, ...refund }, language).filter((each) => !usual.has(each));
  expect(said('en')).toEqual(en);
  expect(said('de')).toEqual(de);
});

test('how it was computed is said', () => {
  const again = { ...nothing, method: 're-evaluate' } as const;
  expect(explainRefund(programme, input.value, nothing, 'en')).toEqual([
    'No money moves.',
    'Computed in proportion to what comes back.',
  ]);
  expect(explainRefund(programme, input.value, again, 'de')).toEqual([
    'Es fließt kein Geld.',
    'Berechnet, indem das Verbleibende noch einmal ausgewertet wird.',
  ]);
});
