// What comes from outside is measured before anybody walks it.
import { describe, expect, test } from 'vitest';
import { withinBounds } from '../../../core/base/json-size.ts';

const bounds = { depthMax: 3, valuesMax: 6 };
const tooLarge = (what: string, max: number): object => ({
  ok: false,
  problem: { code: 'JsonTooLarge', params: { what, max } },
});

describe('levels', () => {
  test('at the bound', () => {
    const value = { a: { b: { c: 1 } } };
    expect(withinBounds(value, bounds)).toEqual({ ok: true, value });
    expect(withinBounds([[[]]], bounds).ok).toBe(true);
  });
  test('one past it', () => {
    expect(withinBounds({ a: { b: { c: {} } } }, bounds)).toEqual(tooLarge('levels', 3));
    expect(withinBounds([[[[]]]], bounds)).toEqual(tooLarge('levels', 3));
  });
});

describe('values', () => {
  test('at the bound: five in a list, and the list', () => {
    expect(withinBounds([1, 2, 3, 4, 5], bounds).ok).toBe(true);
    expect(withinBounds({ a: [1, 2], b: [3] }, bounds).ok).toBe(true);
  });
  test('one past it, wherever it stands', () => {
    expect(withinBounds([1, 2, 3, 4, 5, 6], bounds)).toEqual(tooLarge('values', 6));
    expect(withinBounds({ a: [1, 2], b: [3, 4] }, bounds)).toEqual(tooLarge('values', 6));
  });
});

test('what is no object is one value', () => {
  for (const value of [null, undefined, 1, 'text', true, Symbol('s'), 1n, () => 1]) {
    expect(withinBounds(value, { depthMax: 1, valuesMax: 1 })).toEqual({ ok: true, value });
  }
});

test('a hundred thousand levels do not exhaust the stack', () => {
  let deep: unknown = 1;
  for (let level = 0; level < 100_000; level += 1) deep = [deep];
  expect(withinBounds(deep, { depthMax: 40, valuesMax: 1000 })).toEqual(tooLarge('levels', 40));
});

test('a circle breaks a bound', () => {
  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  expect(withinBounds(circle, { depthMax: 40, valuesMax: 1000 })).toEqual(tooLarge('levels', 40));
});
