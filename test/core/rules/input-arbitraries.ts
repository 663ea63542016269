// Whole random sales over the names that random programmes know: all kinds of lines, flags, units of measure, deposits paid
// back, returns, members, usage, coupons, choices, payment with units. They promise to be read by readInput.
import fc from 'fast-check';
import { weekdayOf } from '../../../core/base/time.ts';
import { readInput } from '../../../core/rules/read-input.ts';
import type { EvaluationInput } from '../../../core/rules/evaluation.ts';
import { compile } from '../../../core/programme/compile.ts';
import type { CompiledProgramme } from '../../../core/programme/compile.ts';
import { pool, record } from './arbitraries.ts';
import { programmes } from './programme-arbitraries.ts';
import type { Json } from './arbitraries.ts';

const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(one, { nil: undefined, freq: 2 });
const some = <T>(all: readonly T[]): fc.Arbitrary<T[]> => fc.subarray([...all]);
const often = <T>(usual: T, ...rare: T[]): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: fc.constant(usual), weight: 7 }, { arbitrary: fc.constantFrom(...rare), weight: 1 });
const flag = fc.constantFrom(undefined, undefined, undefined, true, false);
const amount = fc.oneof(
  { arbitrary: fc.integer({ min: 1, max: 900 }), weight: 6 },
  { arbitrary: fc.constantFrom(100, 250, 300), weight: 4 },
  { arbitrary: fc.constant(0), weight: 1 },
);
const measured = fc.oneof(
  {
    arbitrary: fc.integer({ min: 1, max: 4 }).map((n) => ({ unit: 'piece', quantity: n * 1000, pieces: n })),
    weight: 6,
  },
  { arbitrary: fc.integer({ min: 1, max: 3000 }).map((quantity) => ({ unit: 'kg', quantity, pieces: 1 })), weight: 1 },
  { arbitrary: fc.constant({ unit: 'piece', quantity: 500, pieces: 1 }), weight: 1 },
);
const returned = { returnOf: { event: `${'a'.repeat(32)}.${'b'.repeat(16)}.7`, line: 'x' } };
const wayOf = fc.oneof(
  { arbitrary: fc.constant({}), weight: 12 },
  { arbitrary: fc.constant({ turn: -1, kind: 'deposit' }), weight: 1 },
  { arbitrary: fc.constant({ turn: -1, ...returned }), weight: 1 },
);

const line: fc.Arbitrary<Json> = fc
  .record({
    measured,
    way: wayOf,
    rest: record({
      amount,
      sku: maybe(fc.constantFrom(...pool.skus)),
      gtin: maybe(fc.constantFrom(...pool.gtins)),
      categories: fc.oneof(some(pool.categories), fc.constant(['hot']), fc.constant(['pastry'])),
      brand: maybe(fc.constantFrom(...pool.brands)),
      tags: some(pool.tags),
      taxCode: fc.constantFrom(...pool.taxes),
      kind: fc.constantFrom(
        'goods',
        'goods',
        'goods',
        'goods',
        'goods',
        'service',
        'fee',
        'tip',
        'gift-card',
        'deposit',
      ),
      posDiscounts: fc.oneof(
        { arbitrary: fc.constant([]), weight: 6 },
        { arbitrary: fc.constantFrom('promo', 'markdown', 'manual').map((kind) => [{ kind, amount: 10 }]), weight: 1 },
      ),
      earns: flag,
      discountable: flag,
      payableWithUnits: flag,
      countsToThresholds: flag,
      minAmount: maybe(fc.nat(400)),
    }),
  })
  .map(
    ({
      measured: how,
      way: { turn = 1, ...way },
      rest,
    }: {
      measured: Json;
      way: Json & { turn?: number };
      rest: Json;
    }) => {
      const sum = turn * (rest['amount'] as number);
      return { ...rest, ...how, ...way, amount: sum === 0 ? 0 : sum, listAmount: sum === 0 ? 0 : sum };
    },
  );

export const lines: fc.Arbitrary<Json[]> = fc
  .oneof(
    { arbitrary: fc.array(line, { maxLength: 7, size: 'medium' }), weight: 1 },
    { arbitrary: fc.array(line, { minLength: 3, maxLength: 7 }), weight: 4 },
  )
  .map((all) => all.map((one, at) => ({ id: `L${at}`, ...one })));

const memberOf: fc.Arbitrary<Json> = record({
  right: often('spend', 'earn'),
  spendable: fc
    .tuple(...pool.units.map((unit) => fc.tuple(fc.constant(unit), fc.nat(400), fc.nat(100))))
    .map((all) => all.map(([unit, n, more]) => ({ unit, n, held: n + more }))),
  lot: fc.constantFrom(undefined, '0123456789abcdef', 'fedcba9876543210'),
  tier: fc.constantFrom(undefined, ...pool.tiers),
  memberships: fc.constantFrom([], [{ id: 'plus', until: '2026-11-21' }]),
  segments: fc.constantFrom([], ['vip']),
  birthday: maybe(
    record({
      month: fc.constantFrom(11, 12),
      day: fc.integer({ min: 1, max: 31 }),
      knownSince: fc.constantFrom('2026-01-01', '2026-10-24', '2026-11-01'),
    }),
  ),
  visits: fc.nat(12),
  lastVisit: fc.constantFrom(undefined, '2026-11-20', '2026-10-01'),
});

const moment: fc.Arbitrary<Json> = fc
  .record({ biz: fc.constantFrom(...pool.dates), minute: fc.nat(1439), late: fc.boolean() })
  .map(({ biz, minute, late }) => ({
    instantMs: 0,
    biz,
    weekday: weekdayOf(biz),
    minute,
    ...(late && minute < 240 ? { date: nextOf[biz] } : {}),
  }));
const nextOf: Readonly<Record<string, string>> = {
  '2026-11-20': '2026-11-21',
  '2026-11-21': '2026-11-22',
  '2026-11-22': '2026-11-23',
  '2026-11-23': '2026-11-24',
};

const cause = fc.oneof(
  fc.constantFrom(...pool.campaigns).map((id) => ({ kind: 'campaign', id })),
  fc.constantFrom(...pool.rewards).map((id) => ({ kind: 'reward', id })),
  fc.constantFrom(...pool.coupons).map((id) => ({ kind: 'coupon', id })),
);
const usage = fc.uniqueArray(
  record({
    by: cause,
    per: fc.constantFrom('member', 'member-day', 'store-day', 'total'),
    uses: fc.nat(3),
    money: fc.nat(300),
    units: fc.nat(20),
    lease: fc.constantFrom(null, 0, 1, 5, 100),
  }),
  { maxLength: 6, selector: ({ by, per }) => JSON.stringify([by, per]) },
);

/** What a POS sends, before readInput has completed it. */
export const sentInputs: fc.Arbitrary<Json> = record({
  event: often('purchase', 'enrol'),
  store: often('main', 'annex'),
  moment,
  basket: record({
    priceBasis: fc.constantFrom('tax-included', 'tax-excluded'),
    buyer: often('public', 'staff', 'trade'),
    lines,
  }),
  member: fc.oneof({ arbitrary: memberOf, weight: 5 }, { arbitrary: fc.constant(null), weight: 1 }),
  usage,
  coupons: fc.array(record({ id: fc.constantFrom(...pool.coupons, 'c9'), serial: fc.constantFrom(null, 'A', 'B') }), {
    maxLength: 4,
  }),
  chosen: fc.array(
    record({ id: fc.constantFrom(...pool.rewards, ...pool.campaigns), n: maybe(fc.integer({ min: 1, max: 200 })) }),
    { maxLength: 4 },
  ),
  declined: fc.oneof(
    { arbitrary: fc.constant([]), weight: 4 },
    { arbitrary: some([...pool.campaigns.slice(0, 3), ...pool.rewards.slice(0, 1), 'c0']), weight: 1 },
  ),
  payWithUnits: fc.oneof(
    fc.constant(null),
    record({ unit: fc.constantFrom(...pool.units), n: fc.oneof(fc.nat(400), fc.constant(1_000_000)) }),
  ),
  tenders: fc.oneof(
    fc.constant(null),
    fc.array(
      record({ kind: fc.constantFrom('cash', 'card', 'voucher'), amount: fc.integer({ min: -100, max: 900 }) }),
      {
        maxLength: 3,
      },
    ),
  ),
  plannedTender: fc.constantFrom(null, 'cash', 'card'),
});

/** Past the door; a refusal here is a fault of the arbitrary. */
export function readSent(sent: unknown): EvaluationInput {
  const read = readInput(sent);
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.value;
}

export function compileAll(document: unknown): CompiledProgramme {
  const result = compile(document);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  if (result.value.quarantined.length > 0) throw new Error(JSON.stringify(result.value.quarantined));
  return result.value;
}

export interface Case {
  readonly document: Json;
  readonly sent: Json;
}

/** A programme and a sale under it. */
export const cases: fc.Arbitrary<Case> = fc.record({ document: programmes, sent: sentInputs });
