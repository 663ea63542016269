// What conditions are told of a sale: the lines that count, before and after discounts; how it is paid; whose segment.
import { describe, expect, test } from 'vitest';
import { money } from '../../../core/base/money.ts';
import type { Facts } from '../../../core/programme/facts.ts';
import type { Measure } from '../../../core/programme/facts.ts';
import { factsOf } from '../../../core/rules/facts-of.ts';
import type { EvaluationInput } from '../../../core/rules/evaluation.ts';
import { saleLines } from '../../../core/rules/sale-lines.ts';
import { beginWork } from '../../../core/rules/work.ts';
import { cake, coffee, compiled, line, member, purchase } from '../../support/shop.ts';

const cafe = compiled({
  segments: [
    { id: 'vip', name: { en: 'VIP' } },
    { id: 'loyal', name: { en: 'Loyal' }, when: { kind: 'visits', atLeast: 5 } },
  ],
});
const all = { everything: true } as const;
const drinks = { category: ['drinks'] };

function facts(input: EvaluationInput, measure: Measure = 'before', lowered = 0): Facts {
  const sale = { compiled: cafe, input, lines: saleLines(input.basket), units: null, campaigns: [] };
  const work = beginWork(sale);
  for (const each of work.lines) each.after -= lowered;
  return factsOf(sale, work, measure);
}

describe('amounts', () => {
  const sold = purchase([coffee('a'), cake('b'), line('c', 'Tip', 100, { kind: 'tip' }), cake('d', -400)]);
  test('of lines that count, by their goods', () => {
    expect([facts(sold).amountOf(all), facts(sold).amountOf(drinks)]).toEqual([650, 250]);
  });
  test('before or after discounts: as the rule is measured, or as the condition says', () => {
    expect(facts(sold, 'after', 50).amountOf(all)).toBe(550);
    expect(facts(sold, 'after', 50).amountOf(all, 'before')).toBe(650);
    expect(facts(sold, 'before', 50).amountOf(all)).toBe(650);
    expect(facts(sold, 'before', 50).amountOf(all, 'after')).toBe(550);
  });
  test('of a line that says it does not count, nothing', () => {
    expect(facts(purchase([coffee('a'), { ...coffee('b'), countsToThresholds: false }])).amountOf(all)).toBe(250);
  });
});

test('quantities: pieces as people count them, or the measure', () => {
  const cheese = line('c', 'Cheese', 500, { unit: 'kg', quantity: 1234, pieces: 1 });
  const three = { ...coffee('a'), quantity: 3000, pieces: 3 };
  const sold = facts(purchase([three, cheese, { ...cake('d'), countsToThresholds: false }]));
  expect([sold.quantityOf(all, 'piece'), sold.quantityOf(drinks, 'piece')]).toEqual([4000, 3000]);
  expect([sold.quantityOf(all, 'kg'), sold.quantityOf(all, 'l')]).toEqual([1234, 0]);
});

describe('payment', () => {
  const card = [{ kind: 'card' as const, amount: money(1) }];
  test.each<[string, Partial<EvaluationInput>, Measure, Facts['tenders']]>([
    ['a price follows what was announced', { plannedTender: 'cash', tenders: card }, 'before', ['cash']],
    ['and not what happens', { tenders: card }, 'before', null],
    ['earning follows what happens', { plannedTender: 'cash', tenders: card }, 'after', ['card']],
    ['until then what was announced', { plannedTender: 'cash' }, 'after', ['cash']],
    ['nobody knows', {}, 'after', null],
  ])('%s', (_, more, measure, tenders) => {
    expect(facts(purchase([], more), measure).tenders).toEqual(tenders);
  });
});

test('coupons on the counter', () => {
  const asked = facts(purchase([], { coupons: [{ id: 'ten', serial: null }] }));
  expect([asked.hasCoupon('ten'), asked.hasCoupon('five')]).toEqual([true, false]);
});

test('segments: put there, or computed; nobody is in none', () => {
  const of = (more: object): Facts => facts(purchase([], { member: { ...member(0), ...more } }));
  expect([of({ segments: ['vip'] }).inSegment('vip'), of({}).inSegment('vip')]).toEqual([true, false]);
  expect([of({ visits: 5 }).inSegment('loyal'), of({ visits: 4 }).inSegment('loyal')]).toEqual([true, false]);
  expect(of({ segments: ['loyal'] }).inSegment('loyal')).toBe(true);
  expect(of({}).inSegment('unknown')).toBe(false);
  expect(facts(purchase([])).inSegment('loyal')).toBe(false);
});
