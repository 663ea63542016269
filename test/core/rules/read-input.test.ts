// Short inputs are completed, and what was said is kept.
import { describe, expect, test } from 'vitest';
import { readInput } from '../../../core/rules/read-input.ts';
import type { EvaluationInput } from '../../../core/rules/evaluation.ts';
import { readSent } from './input-arbitraries.ts';

const moment = { biz: '2026-11-22' };
const read = (more: object = {}): EvaluationInput => readSent({ moment, basket: {}, ...more });
const line = (more: object): EvaluationInput['basket']['lines'][number] | undefined =>
  read({ basket: { lines: [{ id: 'a', amount: 500, ...more }] } }).basket.lines[0];

test('a date and an empty basket are a sale', () => {
  expect(read()).toEqual({
    event: 'purchase',
    store: 'main',
    moment: { instantMs: 0, biz: '2026-11-22', weekday: 7, minute: 720 },
    basket: { priceBasis: 'tax-included', buyer: 'public', lines: [] },
    member: null,
    usage: [],
    coupons: [],
    chosen: [],
    declined: [],
    payWithUnits: null,
    tenders: null,
    plannedTender: null,
  });
});

test('a line of an id and an amount is one piece of goods', () => {
  expect(line({})).toEqual({
    id: 'a',
    name: 'a',
    categories: [],
    tags: [],
    taxCode: 'standard',
    kind: 'goods',
    quantity: 1000,
    unit: 'piece',
    pieces: 1,
    listAmount: 500,
    amount: 500,
    posDiscounts: [],
  });
});

describe('pieces as people count them', () => {
  test.each<[object, number]>([
    [{ quantity: 3000 }, 3],
    [{ quantity: 2999 }, 2],
    [{ quantity: 500 }, 1],
    [{ quantity: 1234, unit: 'kg' }, 1],
    [{ quantity: -2000, amount: -500 }, 1],
    [{ quantity: 3000, pieces: 7 }, 7],
  ])('%o are %i', (more, pieces) => {
    expect(line(more)?.pieces).toBe(pieces);
  });
});

test('what is said is kept', () => {
  const said = {
    event: 'enrol',
    store: 'wien',
    moment: { instantMs: 5, biz: '2026-11-21', weekday: 6, minute: 3, date: '2026-11-22' },
    basket: { priceBasis: 'tax-excluded', buyer: 'trade', lines: [] },
    declined: ['x'],
    plannedTender: 'card',
  };
  expect(read(said)).toMatchObject(said);
  expect(line({ name: 'Tea', listAmount: 600, taxCode: 'reduced' })).toMatchObject({
    name: 'Tea',
    listAmount: 600,
    taxCode: 'reduced',
  });
});

test('a member of whom nothing is said may spend, and has nothing', () => {
  expect(read({ member: {} }).member).toMatchObject({ right: 'spend', spendable: [], visits: 0, tier: null });
  expect(read({ member: { right: 'earn' } }).member?.right).toBe('earn');
  expect(read({ member: undefined }).member).toBeNull();
});

test('a moment or a basket that is none is not completed', () => {
  for (const more of [{ moment: 'now' }, { moment: null }, { basket: [] }, { basket: { lines: {} } }, { member: 7 }]) {
    expect(readInput({ moment, basket: {}, ...more }).ok).toBe(false);
  }
});

test('what the model does not know is dropped', () => {
  expect(read({ colour: 'red' })).not.toHaveProperty('colour');
  expect(line({ colour: 'red' })).not.toHaveProperty('colour');
});
