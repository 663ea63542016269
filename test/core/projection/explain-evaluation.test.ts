// An evaluation in sentences: what the fixtures have no case for, and what must hold of every sentence about any sale.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limits } from '../../../core/base/limits.ts';
import type { WordsLanguage } from '../../../core/programme/words.ts';
import { explainEvaluation } from '../../../core/projection/explain-evaluation.ts';
import { evaluate } from '../../../core/rules/evaluate.ts';
import type { EvaluationInput } from '../../../core/rules/evaluation.ts';
import { runs } from '../../support/runs.ts';
import { basket, cafeProgramme, cake, coffee, compiled, line, member, purchase } from '../../support/shop.ts';
import { cases, compileAll, readSent } from '../rules/input-arbitraries.ts';

type Change = Parameters<typeof compiled>[0];
const [earn, tenth] = cafeProgramme.campaigns;
const [pastry] = tenth?.effects ?? [];
const [points] = earn?.effects ?? [];
const campaign = (more: object): NonNullable<Change> => ({
  campaigns: [{ id: 'one', name: { en: 'One', de: 'Eins' }, effects: pastry ? [pastry] : [], ...more }],
});
const tiers = [
  { id: 'gold', name: { en: 'Gold' }, rank: 1, windowMonths: 12, from: { kind: 'visits' as const, atLeast: 3 } },
];

function explained(change: Change, input: EvaluationInput, language: WordsLanguage = 'en'): string[] {
  const programme = compiled(change);
  return explainEvaluation(programme, input, evaluate(programme, input, 'all'), language);
}

describe('a condition', () => {
  const cakes = purchase([cake('1')], { member: { ...member(0), tier: 'gold' } });
  test.each<[string, object, string, string]>([
    [
      'amount',
      { kind: 'amount', atLeast: 1000 },
      'One: 6.00 more is missing to 10.00 of all goods.',
      'Eins: es fehlen 6,00 zu 10,00 für Waren aller Art.',
    ],
    [
      'one piece',
      { kind: 'quantity', atLeast: 2000 },
      'One: 1 piece more is missing to 2 pieces of all goods.',
      'Eins: es fehlt 1 Stück zu 2 Stück Waren aller Art.',
    ],
    [
      'balance',
      { kind: 'balance', unit: 'points', atLeast: 5 },
      'One: 5 points more are missing to 5.',
      'Eins: es fehlen 5 Punkte zu 5.',
    ],
    [
      'visits',
      { kind: 'visits', atLeast: 2, atMost: 5 },
      'One: needs 2 to 5 visits before this one.',
      'Eins: Voraussetzung ist 2 bis 5 Besuche vor diesem.',
    ],
    [
      'too much',
      { kind: 'amount', atMost: 300 },
      'One: needs at most 3.00 of all goods.',
      'Eins: Voraussetzung ist höchstens 3,00 für Waren aller Art.',
    ],
    [
      'what must not be',
      { kind: 'not', of: { kind: 'tier', in: ['gold'] } },
      'One: does not go with the tier Gold.',
      'Eins: ausgeschlossen ist die Stufe Gold.',
    ],
    [
      'not not',
      { kind: 'not', of: { kind: 'not', of: { kind: 'firstPurchase' } } },
      'One: needs a first purchase.',
      'Eins: Voraussetzung ist ein erster Einkauf.',
    ],
  ])('that is not met: %s', (_, conditions, en, de) => {
    const input = purchase(cakes.basket.lines, { member: { ...member(0), tier: 'gold', visits: 1 } });
    const change = { ...campaign({ conditions }), tiers };
    expect(explained(change, input)).toContain(en);
    expect(explained(change, input, 'de')).toContain(de);
  });
});

describe('a rule that did nothing says why', () => {
  const cakes = purchase([cake('1')]);
  test.each<[string, object, EvaluationInput, string]>([
    ['another store', { stores: ['two'] }, cakes, 'One: does not run in this store.'],
    ['asleep here', { local: true }, cakes, 'One: does not run in this store.'],
    ['before it starts', { window: { from: '2026-12-01' } }, cakes, 'One: starts on 2026-12-01.'],
    ['after it ended', { window: { to: '2026-11-01' } }, cakes, 'One: ended on 2026-11-01.'],
    ['another day', { window: { weekdays: [5, 1] } }, cakes, 'One: runs on Mondays and Fridays.'],
    ['another hour', { window: { minutes: { from: 1320, to: 95 } } }, cakes, 'One: runs from 22:00 to 01:35.'],
    ['joining', { trigger: 'enrol', effects: points ? [points] : [] }, cakes, 'One: is for another occasion.'],
    ['other goods', {}, purchase([coffee('1')]), 'One: is for other goods or other customers.'],
    [
      'goods that may not be reduced',
      {},
      purchase([{ ...cake('1'), discountable: false }]),
      'One: nothing in the basket fits; it is for pastry.',
    ],
    ['set aside', { group: 'none' }, cakes, 'One: set aside, because the programme is wrong there.'],
    ['taken off', {}, { ...cakes, declined: ['one'] }, 'One: taken off by hand.'],
    ['members only', { audience: 'members' }, cakes, 'One: only for members, and none is named.'],
    [
      'used up',
      { limits: [{ per: 'total', uses: 1 }] },
      {
        ...cakes,
        usage: [{ by: { kind: 'campaign', id: 'one' }, per: 'total', uses: 1, money: 0, units: 0, lease: null }],
      },
      'One: its limit is reached.',
    ],
    ['asked first', { claim: 'proposed' }, cakes, 'One: waits for a yes to 10 % off pastry.'],
    [
      'a lot held out',
      { holdout: 5000, audience: 'members' },
      { ...cakes, member: { ...member(0), lot: '0000000000000003' } },
      'One: held out; this member belongs to the comparison group.',
    ],
  ])('%s', (_, more, input, sentence) => {
    expect(explained(campaign(more), input)).toContain(sentence);
  });

  test('a coupon that is none of ours is not called by its id', () => {
    const said = explained({}, purchase([cake('1')], { coupons: [{ id: 'strange-thing', serial: null }] }));
    expect(said).toContain('A coupon on the counter is not one of this programme.');
    expect(said.join()).not.toContain('strange');
  });
});

describe('the lines', () => {
  test('that stand outside say so', () => {
    const said = explained(
      {},
      {
        ...purchase([]),
        basket: basket(
          line('1', 'Bottle', -25, { kind: 'deposit' }),
          line('2', 'Voucher card', 2000, { kind: 'gift-card' }),
          line('3', 'Delivery', 300, { kind: 'delivery' }),
        ),
      },
    );
    expect(said).toEqual(
      expect.arrayContaining([
        'Bottle: -0.25.',
        'Bottle: a return, outside all rules.',
        'Voucher card: outside all rules.',
        'Delivery: no earning, no discount, no part in thresholds.',
      ]),
    );
  });

  test('of a staff sale say it once', () => {
    const said = explained({}, { ...purchase([]), basket: { ...basket(cake('1'), cake('2')), buyer: 'staff' } });
    expect(said.filter((each) => each.includes('staff'))).toEqual(['This is a staff sale; no rule works on it.']);
  });

  test('a payment with units, and what is left', () => {
    const input = purchase([cake('1')], { member: member(500), payWithUnits: { unit: 'points', n: 100 } });
    expect(explained({}, input)).toEqual(
      expect.arrayContaining(['Of that, 100 points pay 1.00.', 'To be paid in money: 2.60 EUR.']),
    );
  });
});

describe('of any sale', () => {
  test('every sentence is short, ends, names no id, and stands in both languages', () => {
    fc.assert(
      fc.property(cases, fc.boolean(), ({ document, sent }, long) => {
        const programme = compileAll(long ? withLongNames(document) : document);
        const input = readSent(sent);
        const evaluated = evaluate(programme, input, 'all');
        const [en, de] = (['en', 'de'] as const).map((each) => explainEvaluation(programme, input, evaluated, each));
        expect(de).toHaveLength(en?.length ?? -1);
        for (const sentence of [...(en ?? []), ...(de ?? [])]) {
          const words = sentence.split(/\s/).length;
          if (
            words > limits.sentenceWordsMax ||
            !/^\S.*\.$/.test(sentence) ||
            /undefined|null|NaN|\[object/.test(sentence)
          ) {
            throw new Error(`not a sentence: ${sentence}`);
          }
        }
      }),
      runs(300),
    );
  });
});

/** Every name of the programme as long as a name may be, of words as short as words are. */
function withLongNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withLongNames);
  if (typeof value !== 'object' || value === null) return value;
  const long = { en: 'a '.repeat(40).trim(), de: 'ä '.repeat(40).trim() };
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, key === 'name' || key === 'text' ? long : withLongNames(each)]),
  );
}
