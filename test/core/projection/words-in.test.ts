// The words of a programme: money, quantities, names and goods in English and German, and shorter where a sentence needs it.
import { describe, expect, test } from 'vitest';
import type { Selector } from '../../../core/programme/selector.ts';
import { wordsIn } from '../../../core/projection/words-in.ts';
import { compiled } from '../../support/shop.ts';

const programme = compiled({
  badges: [{ id: 'star', name: { en: 'Star of the long and happy summer days', de: 'Stern' } }],
});
const [en, de] = [wordsIn(programme, 'en'), wordsIn(programme, 'de')];

test('numbers are written as people write them', () => {
  expect([en.money(-1250), de.money(5)]).toEqual(['-12.50', '0,05']);
  expect([en.quantity(1000, 'piece'), en.quantity(2000, 'piece'), de.quantity(2000, 'piece')]).toEqual([
    '1 piece',
    '2 pieces',
    '2 Stück',
  ]);
  expect([en.quantity(1234, 'kg'), de.quantity(1500, 'l')]).toEqual(['1.234 kg', '1,5 l']);
  expect([en.percent(1000), en.percent(1250), de.percent(1)]).toEqual(['10 %', '12.5 %', '0,01 %']);
  expect([en.times(20_000), en.times(15_000), de.times(12_500)]).toEqual(['2×', '1.5×', '1,25×']);
  expect([en.weekday(1), en.weekday(7), de.weekday(2)]).toEqual(['Mondays', 'Sundays', 'dienstags']);
  expect(wordsIn(compiled({ currency: { code: 'HUF', decimals: 0, cashStep: 5 } }), 'de').money(1250)).toBe('1250');
});

test('a name is the programme’s own, never an id', () => {
  expect([en.name('unit', 'points'), de.name('unit', 'points')]).toEqual(['points', 'Punkte']);
  expect([en.name('campaign', 'pastry-tenth'), de.name('reward', 'free-coffee')]).toEqual([
    '10 % off pastry',
    '2,50 auf ein Getränk',
  ]);
  for (const list of [
    'unit',
    'tier',
    'membership',
    'segment',
    'coupon',
    'cause',
    'badge',
    'campaign',
    'reward',
  ] as const) {
    expect([en.name(list, 'gone'), de.name(list, 'gone')]).toEqual(['something unknown', 'etwas Unbekanntes']);
  }
});

test('a long name gets shorter step by step', () => {
  const names = ([0, 1, 2, 3] as const).map((brevity) => wordsIn(programme, 'en', brevity).name('badge', 'star'));
  expect(names).toEqual([
    'Star of the long and happy summer days',
    'Star of the long and happy …',
    'Star of the long …',
    'Star of …',
  ]);
});

describe('goods', () => {
  test.each<[Selector, string, string]>([
    [{ everything: true }, 'all goods', 'Waren aller Art'],
    [{ category: ['drinks'] }, 'drinks', 'drinks'],
    [{ category: ['drinks', 'pastry'] }, 'drinks or pastry', 'drinks oder pastry'],
    [
      { category: ['drinks', 'pastry', 'gift-cards'] },
      'drinks, pastry or gift cards',
      'drinks, pastry oder gift cards',
    ],
    [{ tag: ['organic'] }, 'organic', 'organic'],
    [{ brand: ['Obsthof'] }, 'goods of Obsthof', 'Waren von Obsthof'],
    [{ sku: ['4711'] }, 'selected goods', 'ausgewählte Waren'],
    [{ gtin: ['04006381333931'] }, 'selected goods', 'ausgewählte Waren'],
    [{ kind: ['delivery', 'gift-card'] }, 'delivery or gift cards', 'Lieferung oder Geschenkkarten'],
    [{ posDiscount: ['markdown'] }, 'goods reduced already', 'schon reduzierte Waren'],
    [{ not: { category: ['tobacco'] } }, 'all goods but tobacco', 'Waren aller Art außer tobacco'],
    [{ not: { sku: ['1', '2'] } }, 'most goods', 'die meisten Waren'],
    [{ any: [{ category: ['tea'] }, { brand: ['Hopfen'] }] }, 'tea or goods of Hopfen', 'tea oder Waren von Hopfen'],
    [{ all: [{ category: ['juice'] }, { tag: ['organic'] }] }, 'juice with organic', 'juice mit organic'],
    [{ all: [{ category: ['juice'] }, { brand: ['Obsthof'] }] }, 'juice of Obsthof', 'juice von Obsthof'],
    [{ all: [{ category: ['wine'] }, { not: { tag: ['sparkling'] } }] }, 'wine but sparkling', 'wine außer sparkling'],
    [
      { all: [{ not: { category: ['a'] } }, { not: { category: ['b'] } }] },
      'all goods but a or b',
      'Waren aller Art außer a oder b',
    ],
    [{ all: [{ everything: true }] }, 'all goods', 'Waren aller Art'],
    [{ category: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'] }, 'selected goods', 'ausgewählte Waren'],
  ])('%j', (selector, english, german) => {
    expect([en.goods(selector), de.goods(selector)]).toEqual([english, german]);
  });

  test('that would take too many words are selected goods', () => {
    const goods = ([0, 1, 2, 3] as const).map((brevity) =>
      wordsIn(programme, 'en', brevity).goods({ category: ['tea', 'coffee', 'cocoa'] }),
    );
    expect(goods).toEqual(['tea, coffee or cocoa', 'tea, coffee or cocoa', 'selected goods', 'selected goods']);
  });
});
