// Whatever comes through the two doors, the document's and the sale's: a problem with a sentence, or an answer. Never a throw,
// never more work than the bounds allow; each bound at and one past it.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limits } from '../../../core/base/limits.ts';
import { compile } from '../../../core/programme/compile.ts';
import { evaluate } from '../../../core/rules/evaluate.ts';
import { evaluationSchema } from '../../../core/rules/evaluation.ts';
import { readInput } from '../../../core/rules/read-input.ts';
import { runs } from '../../support/runs.ts';
import { cafeProgramme } from '../../support/shop.ts';
import { cases } from './input-arbitraries.ts';
import type { Json } from './arbitraries.ts';

const moment = { biz: '2026-11-22' };
const sale = (...lines: object[]): Json => ({ moment, basket: { lines } });
const codeOf = (result: { ok: boolean; problem?: { code: string } }): string => result.problem?.code ?? 'ok';

/** Both doors, and what lies behind them if both let it through. */
function go(document: unknown, sent: unknown): string {
  const compiled = compile(document);
  const input = readInput(sent);
  if (!compiled.ok) return compiled.problem.code;
  if (!input.ok) return input.problem.code;
  const { evaluation } = evaluate(compiled.value, input.value, 'all');
  evaluationSchema.parse(evaluation);
  return 'ok';
}

const numbers = [
  NaN,
  Infinity,
  -Infinity,
  -0,
  0.5,
  -1,
  1e308,
  2 ** 53,
  -(2 ** 53),
  limits.moneyMax,
  limits.moneyMax + 1,
  1e15,
];
const texts = [
  '',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '\ud800',
  'é',
  'A',
  '-',
  'x'.repeat(100_000),
];
const nonsense = fc.oneof(
  fc.constantFrom<unknown>(...numbers, ...texts, null, undefined, true, [], {}, [[]], 1n, Symbol.iterator),
  fc.anything({ maxDepth: 2 }),
);

/** One value somewhere inside, replaced, dropped, or kept under a stranger's key too. */
function spoil(value: unknown, at: number, by: unknown): unknown {
  const copy = copyOf(value);
  const places = placesIn(copy, () => true);
  const place = places[at % Math.max(1, places.length)];
  if (!place) return by;
  const { owner, key } = place;
  if (by === undefined) delete owner[key];
  // A list of JSON has no names.
  else if (typeof by === 'string' && !Array.isArray(owner))
    Object.defineProperty(owner, by, { value: owner[key], enumerable: true });
  else owner[key] = by;
  return copy;
}

/** One of the numbers inside, made large. */
function enlarge(value: unknown, at: number, by: number): unknown {
  const copy = copyOf(value);
  const places = placesIn(copy, (inside) => typeof inside === 'number');
  const place = places[at % Math.max(1, places.length)];
  if (place) place.owner[place.key] = by;
  return copy;
}

interface Place {
  readonly owner: Record<string, unknown>;
  readonly key: string;
}

function placesIn(value: unknown, wanted: (inside: unknown) => boolean): Place[] {
  const places: Place[] = [];
  const level: unknown[] = [value];
  for (const each of level) {
    if (!isTree(each)) continue;
    for (const [key, inside] of Object.entries(each)) {
      if (wanted(inside)) places.push({ owner: each, key });
      level.push(inside);
    }
  }
  return places;
}

/** Lists and plain objects anew; whatever else stands in them as it is. */
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  return isTree(value) ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copyOf(each)])) : value;
}

function isTree(value: unknown): value is Record<string, unknown> {
  return (
    Array.isArray(value) ||
    (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)
  );
}

describe('nothing throws', () => {
  test('any value at all', () => {
    const anything = fc.oneof(
      fc.anything({ withBigInt: true, withDate: true, withMap: true, withSparseArray: true }),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(anything, anything, (document, sent) => {
        expect(codeOf(compile(document))).toMatch(/^(ProgrammeInvalid|JsonTooLarge)$/);
        expect(codeOf(readInput(sent))).toMatch(/^(InputInvalid|JsonTooLarge|ok)$/);
      }),
      runs(500),
    );
  });

  test('a programme or a sale of which something was spoilt', () => {
    const spots = fc.array(fc.tuple(fc.nat(5000), nonsense), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(cases, spots, spots, ({ document, sent }, inDocument, inSale) => {
        const spoilt = inDocument.reduce<unknown>((value, [at, by]) => spoil(value, at, by), document);
        const sold = inSale.reduce<unknown>((value, [at, by]) => spoil(value, at, by), sent);
        for (const code of [go(spoilt, sent), go(document, sold)]) {
          expect(code).toMatch(/^(ok|ProgrammeInvalid|InputInvalid|JsonTooLarge)$/);
        }
      }),
      runs(300),
    );
  });

  test('numbers as large as the schemas let through', () => {
    const large = fc.constantFrom<number>(
      1,
      10_000,
      100_000,
      1_000_000,
      limits.quantityMax,
      1_000_000_000,
      limits.moneyMax,
    );
    fc.assert(
      fc.property(
        cases,
        fc.array(fc.tuple(fc.nat(5000), large), { minLength: 1, maxLength: 12 }),
        ({ document, sent }, spots) => {
          const enlarged = spots.reduce<unknown>((value, [at, by]) => enlarge(value, at, by), {
            document,
            sent,
          }) as Json;
          expect(go(enlarged['document'], enlarged['sent'])).toMatch(/^(ok|InputInvalid|ProgrammeInvalid)$/);
        },
      ),
      runs(300),
    );
  });
});

describe('a sale that cannot be, with a place and a sentence', () => {
  const coffee = { id: 'a', amount: 250 };
  test.each<[string, unknown, string]>([
    ['nothing', null, 'the top'],
    ['a list', [], 'the top'],
    ['no moment', { basket: {} }, 'moment'],
    ['no basket', { moment }, 'basket'],
    ['a weekday that is none', { ...sale(), moment: { ...moment, weekday: 8 } }, 'moment.weekday'],
    ['a date in words', { ...sale(), moment: { biz: 'today' } }, 'moment.biz'],
    ['a year nobody can count from', { ...sale(), moment: { biz: '9999-01-01' } }, 'moment.biz'],
    ['NaN', sale({ id: 'a', listAmount: 1, amount: NaN }), 'basket.lines.0.amount'],
    ['a fraction', sale({ id: 'a', listAmount: 1, amount: 0.1 }), 'basket.lines.0.amount'],
    ['too much', sale({ id: 'a', listAmount: 1, amount: limits.moneyMax + 1 }), 'basket.lines.0.amount'],
    ['too little', sale({ id: 'a', listAmount: 1, amount: -limits.moneyMax - 1 }), 'basket.lines.0.amount'],
    ['too much together', sale({ id: 'a', amount: limits.moneyMax }, { id: 'b', amount: 1 }), 'basket.lines'],
    ['too many pieces', sale({ ...coffee, quantity: limits.quantityMax + 1 }), 'basket.lines.0.quantity'],
    ['an id used twice', sale(coffee, coffee), 'basket.lines'],
    ['a lone surrogate in an id', sale({ ...coffee, id: '\ud800' }), 'basket.lines.0.id'],
    ['an id that is none', sale({ ...coffee, id: 'a b' }), 'basket.lines.0.id'],
    ['a member without a right', { ...sale(), member: { right: 'all' } }, 'member.right'],
    ['a reward by name alone', { ...sale(), chosen: ['coffee'] }, 'chosen.0'],
  ])('%s', (_, sent, path) => {
    const read = readInput(sent);
    expect(read).toMatchObject({ ok: false, problem: { code: 'InputInvalid', params: { path } } });
    expect(read.ok ? '' : read.problem.params['detail']).toBeTruthy();
  });

  test('keys that poison a prototype are keys like any other', () => {
    const poisoned: unknown = JSON.parse(
      '{"moment":{"biz":"2026-11-22","__proto__":{"minute":5}},"basket":{"lines":[{"id":"__proto__","amount":1,"constructor":{"prototype":{"x":1}}}]},"__proto__":{"event":"enrol"}}',
    );
    const read = readInput(poisoned);
    expect(read.ok && [read.value.event, read.value.moment.minute, read.value.basket.lines[0]?.id]).toEqual([
      'purchase',
      720,
      '__proto__',
    ]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe('bounds of a sale: at and past', () => {
  const many = <T>(n: number, one: (at: number) => T): T[] => Array.from({ length: n }, (_, at) => one(at));
  const row = (at: number): object => ({ id: `L${at}`, amount: 1 });
  test.each<[string, number, (n: number) => object]>([
    ['lines', limits.linesPerBasketMax, (n) => sale(...many(n, row))],
    ['coupons', limits.couponsPerSaleMax, (n) => ({ ...sale(), coupons: many(n, (at) => ({ id: `c${at}` })) })],
    ['chosen', limits.rewardsChosenMax, (n) => ({ ...sale(), chosen: many(n, (at) => ({ id: `r${at}` })) })],
    ['declined', limits.rewardsMax, (n) => ({ ...sale(), declined: many(n, (at) => `r${at}`) })],
    [
      'tenders',
      limits.tendersPerSaleMax,
      (n) => ({ ...sale(), tenders: many(n, () => ({ kind: 'cash', amount: 1 })) }),
    ],
    [
      'usage',
      limits.usageMax,
      (n) => ({ ...sale(), usage: many(n, (at) => ({ by: { kind: 'campaign', id: `k${at}` }, per: 'total' })) }),
    ],
    ['categories', limits.categoriesPerLineMax, (n) => sale({ ...row(0), categories: many(n, (at) => `c${at}`) })],
    ['tags', limits.tagsPerLineMax, (n) => sale({ ...row(0), tags: many(n, (at) => `t${at}`) })],
    [
      'units',
      limits.unitsOfProgrammeMax,
      (n) => ({ ...sale(), member: { spendable: many(n, (at) => ({ unit: `u${at}`, n: 1, held: 1 })) } }),
    ],
  ])('%s', (_, max, sent) => {
    expect(codeOf(readInput(sent(max)))).toBe('ok');
    expect(codeOf(readInput(sent(max + 1)))).toBe('InputInvalid');
  });

  test('10,000 coupons, a million values, a thousand levels', () => {
    expect(codeOf(readInput({ ...sale(), coupons: many(10_000, () => ({ id: 'c', serial: null })) }))).toBe(
      'InputInvalid',
    );
    expect(codeOf(readInput({ ...sale(), more: many(1_000_000, () => 0) }))).toBe('JsonTooLarge');
    let deep: unknown = {};
    for (let level = 0; level < 1000; level += 1) deep = { deep };
    expect(codeOf(readInput({ ...sale(), deep }))).toBe('JsonTooLarge');
    expect(codeOf(compile({ ...cafeProgramme, deep }))).toBe('JsonTooLarge');
  });
});
