// What zod finds wrong, as people read it: the place, and a sentence in English and in German.
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { businessDateSchema } from '../../../core/base/time.ts';
import { slugSchema } from '../../../core/base/id.ts';
import { issueTexts } from '../../../core/base/issue-text.ts';
import { detailOf, placeOf } from '../../../core/base/problem.ts';

function errorOf(schema: z.ZodType, value: unknown): z.ZodError {
  const { error } = schema.safeParse(value);
  if (!error) throw new Error('the value fits');
  return error;
}

describe('one finding', () => {
  test.each<[string, z.ZodType, unknown, string, string]>([
    ['missing', z.object({ a: z.int() }), {}, 'is missing', 'fehlt'],
    ['a text for a number', z.object({ a: z.number() }), { a: 'x' }, 'must be a number', 'muss eine Zahl sein'],
    ['a fraction', z.object({ a: z.int() }), { a: 1.5 }, 'must be a whole number', 'muss eine ganze Zahl sein'],
    ['NaN', z.object({ a: z.int() }), { a: Number.NaN }, 'must be a number', 'muss eine Zahl sein'],
    ['too small', z.object({ a: z.int().min(3) }), { a: 2 }, 'must be at least 3', 'muss mindestens 3 sein'],
    ['too large', z.object({ a: z.int().max(3) }), { a: 4 }, 'must be at most 3', 'muss höchstens 3 sein'],
    ['not more', z.object({ a: z.int().positive() }), { a: 0 }, 'must be more than 0', 'muss mehr als 0 sein'],
    ['not less', z.object({ a: z.number().lt(5) }), { a: 5 }, 'must be less than 5', 'muss weniger als 5 sein'],
    [
      'an empty list',
      z.object({ a: z.array(z.int()).min(1) }),
      { a: [] },
      'must have at least 1 entry',
      'muss mindestens 1 Einträge haben',
    ],
    [
      'a long text',
      z.object({ a: z.string().max(2) }),
      { a: 'abc' },
      'must have at most 2 characters',
      'muss höchstens 2 Zeichen haben',
    ],
    [
      'another word',
      z.object({ a: z.enum(['b', 'c']) }),
      { a: 'd' },
      'must be one of: b, c',
      'muss eines sein von: b, c',
    ],
    ['the wrong word', z.object({ a: z.literal(true) }), { a: false }, 'must be true', 'muss true sein'],
    [
      'no slug',
      z.object({ a: slugSchema }),
      { a: 'A b' },
      'must be a short name of a to z, 0 to 9 and hyphens',
      'muss ein kurzer Name aus a bis z, 0 bis 9 und Bindestrichen sein',
    ],
    [
      'no date',
      z.object({ a: businessDateSchema }),
      { a: '1.2.2026' },
      'must be a date like 2026-11-22',
      'muss ein Datum wie 2026-11-22 sein',
    ],
    [
      'another form',
      z.object({ a: z.string().regex(/^x$/) }),
      { a: 'y' },
      'is not written as it must be',
      'ist nicht so geschrieben, wie es sein muss',
    ],
  ])('%s', (_, schema, value, en, de) => {
    expect(issueTexts(errorOf(schema, value))).toEqual([{ path: 'a', en, de }]);
  });

  test('keys that nobody knows, the first three, each cut', () => {
    const value = { ['k'.repeat(90)]: 1, b: 2, c: 3, d: 4, e: 5 };
    expect(issueTexts(errorOf(z.strictObject({}), value))).toEqual([
      {
        path: '',
        en: `has unknown keys: "${'k'.repeat(40)}…", "b", "c" and 2 more`,
        de: `hat unbekannte Schlüssel: „${'k'.repeat(40)}…“, „b“, „c“ und 2 weitere`,
      },
    ]);
  });
});

describe('of a union it speaks about the branch that fits best', () => {
  const tree = z.object({
    who: z.union([z.enum(['all', 'some']), z.strictObject({ kind: z.literal('tier'), in: z.array(z.int()) })]),
  });
  const cost = z.object({
    cost: z.union([z.strictObject({ n: z.int() }), z.strictObject({ each: z.int(), cap: z.int() })]),
  });
  const kinds = z.object({
    on: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('a') }),
      z.object({ kind: z.literal('b'), n: z.int() }),
    ]),
  });
  test.each<[z.ZodType, unknown, string, string]>([
    [tree, { who: 'nobody' }, 'who', 'must be one of: all, some'],
    [tree, { who: { kind: 'tier', in: 7 } }, 'who.in', 'must be a list'],
    [tree, { who: { kind: 'tier', in: [1, 'x'] } }, 'who.in.1', 'must be a number'],
    [tree, { who: { kind: 'tier', inn: [1] } }, 'who.in', 'is missing'],
    [cost, { cost: { n: 'x' } }, 'cost.n', 'must be a number'],
    [cost, { cost: { each: 1 } }, 'cost.cap', 'is missing'],
    [kinds, { on: { kind: 'c' } }, 'on.kind', 'must be one of: a, b'],
    [kinds, { on: {} }, 'on.kind', 'must be one of: a, b'],
    [kinds, { on: { kind: 'b' } }, 'on.n', 'is missing'],
  ])('%#', (schema, value, path, en) => {
    expect(issueTexts(errorOf(schema, value))).toMatchObject([{ path, en }]);
  });
});

test('a problem shows three of them, and does not say the first place twice where its sentence says it', () => {
  const error = errorOf(z.object({ a: z.int(), b: z.int(), c: z.int(), d: z.int() }), {});
  expect(detailOf(error)).toEqual({ path: 'a', detail: 'a: is missing; b: is missing; c: is missing' });
  expect(placeOf(error)).toEqual({ path: 'a', detail: 'is missing; b: is missing; c: is missing' });
  expect(placeOf(errorOf(z.int(), 'x'))).toEqual({ path: 'the top', detail: 'must be a number' });
  expect(detailOf(errorOf(z.int(), 'x'))).toEqual({ path: 'the top', detail: 'must be a number' });
});
