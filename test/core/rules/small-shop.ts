// Small shops in which rules compete: groups of all modes and scopes, bundles over the same goods, and later effects that make
// one choice change the worth of another. Small enough that every allowed combination can be tried.
import fc from 'fast-check';
import { compile } from '../../../core/programme/compile.ts';
import type { CompiledProgramme } from '../../../core/programme/compile.ts';
import type { ProgrammeDocument } from '../../../core/programme/programme.ts';
import { readInput } from '../../../core/rules/read-input.ts';
import { openSale } from '../../../core/rules/open-sale.ts';
import type { Sale } from '../../../core/rules/work.ts';

type Campaign = ProgrammeDocument['campaigns'][number];
type Effect = Campaign['effects'][number];

const selector = fc.constantFrom(
  { everything: true as const },
  { category: ['snack'] },
  { category: ['drink'] },
  { not: { category: ['drink'] } },
);
const percent = fc.constantFrom(500, 1000, 3333, 5000, 10_000);

const bundle: fc.Arbitrary<Effect> = fc
  .record({
    a: selector,
    n: fc.integer({ min: 1, max: 3 }),
    b: selector,
    p: percent,
    way: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ a, n, b, p, way }): Effect => {
    const take = [{ selector: a, n }];
    if (way === 0) return { kind: 'bundle', take, setPrice: 250 };
    if (way === 1) return { kind: 'bundle', take, give: { from: 0, percent: p } };
    if (way === 2) return { kind: 'bundle', take, give: { from: 0, percent: p, gift: 'dearest' } };
    if (way === 3) return { kind: 'bundle', take, give: { from: b, percent: p } };
    return { kind: 'bundle', take: [...take, { selector: b, n: 1 }], give: { from: 1, priceEach: 50 } };
  });

const pieceEffect: fc.Arbitrary<Effect> = fc.oneof(
  { weight: 4, arbitrary: bundle },
  fc.record({ kind: fc.constant('percentOff' as const), basisPoints: percent, selector }),
  fc.record({ kind: fc.constant('free' as const), pieces: fc.integer({ min: 1, max: 2 }), selector }),
  fc.record({ kind: fc.constant('fixedPrice' as const), price: fc.constantFrom(50, 120), selector }),
);

const basketEffect: fc.Arbitrary<Effect> = fc.oneof(
  pieceEffect,
  fc.record({
    kind: fc.constant('amountOff' as const),
    amount: fc.constantFrom(30, 100, 400),
    selector,
    on: fc.constantFrom('items' as const, 'basket' as const),
  }),
  fc.record({
    kind: fc.constant('percentOff' as const),
    basisPoints: percent,
    selector,
    on: fc.constant('basket' as const),
  }),
  fc.record({
    kind: fc.constant('earn' as const),
    unit: fc.constant('points'),
    points: fc.integer({ min: 1, max: 30 }),
    amount: fc.constantFrom(10, 100),
    whole: fc.boolean(),
    selector,
  }),
  fc.record({
    kind: fc.constant('multiply' as const),
    unit: fc.constant('points'),
    factor: fc.constantFrom(15_000, 30_000),
    selector,
  }),
);

const condition = fc.option(
  fc.oneof(
    fc.record({ kind: fc.constant('amount' as const), of: selector, atLeast: fc.integer({ min: 0, max: 900 }) }),
    fc.record({ kind: fc.constant('amount' as const), of: selector, atMost: fc.integer({ min: 100, max: 900 }) }),
    fc.record({ kind: fc.constant('quantity' as const), of: selector, atLeast: fc.constantFrom(1000, 2000) }),
  ),
  { freq: 3, nil: undefined },
);

function campaigns(
  prefix: string,
  group: string | null,
  effect: fc.Arbitrary<Effect>,
  max: number,
): fc.Arbitrary<Campaign[]> {
  return fc
    .array(fc.record({ effect, condition, priority: fc.integer({ min: 0, max: 2 }) }), { minLength: 0, maxLength: max })
    .map((all) =>
      all.map(({ effect: does, condition: asks, priority }, at) => ({
        id: `${prefix}${at}`,
        name: { en: `${prefix} ${at}` },
        priority,
        effects: [does],
        ...(group === null ? {} : { group }),
        ...(asks === undefined ? {} : { conditions: asks }),
      })),
    );
}

const mode = fc.constantFrom('best' as const, 'best' as const, 'all' as const, 'first' as const);

const document: fc.Arbitrary<ProgrammeDocument> = fc
  .record({
    unitMode: mode,
    outerMode: mode,
    innerMode: mode,
    inUnit: campaigns('u', 'unit', pieceEffect, 3),
    inOuter: campaigns('o', 'outer', basketEffect, 3),
    inInner: campaigns('i', 'inner', basketEffect, 2),
    free: campaigns('f', null, basketEffect, 3),
    inside: fc.boolean(),
    worth: fc.constantFrom(0, 1, 100),
    reward: fc.boolean(),
  })
  .map(({ unitMode, outerMode, innerMode, inUnit, inOuter, inInner, free, inside, worth, reward }) => ({
    lang: 2,
    id: 'small',
    version: 1,
    name: { en: 'Small shop' },
    currency: { code: 'EUR', decimals: 2, cashStep: 1 },
    units: [{ id: 'points', name: { en: 'points' }, value: { units: 1, minor: worth }, expiry: { kind: 'never' } }],
    offline: { unit: 'points', floorPerMember: 0, floorPerTill: 0, reserve: 0, balanceAgeHoursMax: 1 },
    receipt: { thanks: { en: 'Thanks' } },
    groups: [
      { id: 'unit', mode: unitMode, scope: 'unit', ...(inside ? { parent: 'outer' } : {}) },
      { id: 'outer', mode: outerMode },
      { id: 'inner', mode: innerMode, parent: 'outer' },
    ],
    campaigns: [...inUnit, ...inOuter, ...inInner, ...free],
    rewards: reward
      ? [
          {
            id: 'gift',
            name: { en: 'A free piece' },
            cost: { unit: 'points', n: 1 },
            effect: { kind: 'free', selector: { everything: true } },
          },
        ]
      : [],
  }));

const line = fc.record({
  category: fc.constantFrom('snack', 'drink', 'other'),
  pieces: fc.integer({ min: 1, max: 2 }),
  price: fc.constantFrom(99, 150, 200, 201, 333, 500),
});

/** Plain data, so that a failure prints what a person can read. */
export interface SmallShop {
  readonly document: ProgrammeDocument;
  readonly input: unknown;
}

export function opened({ document: written, input }: SmallShop): { compiled: CompiledProgramme; sale: Sale } {
  const compiled = compile(written);
  const read = readInput(input);
  if (!compiled.ok || !read.ok) throw new Error('a small shop is always well written');
  return { compiled: compiled.value, sale: openSale(compiled.value, read.value).sale };
}

export const smallShop: fc.Arbitrary<SmallShop> = fc
  .record({ document, lines: fc.array(line, { minLength: 1, maxLength: 4 }), chosen: fc.boolean() })
  .map(({ document: programme, lines, chosen }) => ({
    document: programme,
    input: {
      moment: { biz: '2026-11-22' },
      member: { spendable: [{ unit: 'points', n: 50, held: 50 }] },
      chosen: chosen ? [{ id: 'gift' }] : [],
      basket: {
        lines: lines.map(({ category, pieces, price }, at) => ({
          id: `L${at}`,
          categories: [category],
          quantity: pieces * 1000,
          amount: pieces * price,
        })),
      },
    },
  }));
