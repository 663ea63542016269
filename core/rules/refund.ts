// What comes back when goods come back. Pure: the sale's own record in, money and units out; the same bytes in, the same bytes
// out. Any sequence of returns of a whole sale sums to exactly its money and its units. Whatever does not fit together is
// refused with a sentence.
import { assert } from '../base/assert.ts';
import { withinBounds } from '../base/json-size.ts';
import { limits } from '../base/limits.ts';
import { money, sumMoney } from '../base/money.ts';
import { detailOf, problem } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { units } from '../base/units.ts';
import type { CompiledProgramme } from '../programme/compile.ts';
import { readInput } from './read-input.ts';
import { refundInputSchema } from './refund-input.ts';
import type { RefundInput } from './refund-input.ts';
import type { MovedUnits, Refund, RefundLine } from './refund-result.ts';
import { countReturn } from './refunds/count-return.ts';
import type { CountedLine } from './refunds/count-return.ts';
import { couponsBack, giftsBack } from './refunds/coupons-back.ts';
import { gainsLess, keptOf, sumGains } from './refunds/kept.ts';
import type { Gains, Kept } from './refunds/kept.ts';
import { keptProRata } from './refunds/kept-pro-rata.ts';
import { keptReEvaluated } from './refunds/kept-re-evaluated.ts';
import { methodOf } from './refunds/method-of.ts';
import { onSpent } from './refunds/on-spent.ts';

export function refund(compiled: CompiledProgramme, input: RefundInput): Result<Refund> {
  const counted = countReturn(input);
  if (!counted.ok) return counted;
  const method = input.method ?? methodOf(compiled, input.sale.evaluation);
  const keep = keeper(compiled, { ...input, method }, counted.value);
  const whole = counted.value.every(({ sold, after }) => sold === after);
  const before = keep('before');
  const after = whole ? nothingKept(input, keptOf(input.sale.evaluation)) : keep('after');
  return ok(differenceOf(compiled, input, { method, before, after, counted: counted.value, whole }));
}

/** Any value → what `refund` takes, or a problem that says where and why. Short inputs are completed. */
export function readRefundInput(value: unknown): Result<RefundInput> {
  const bounded = withinBounds(value, { depthMax: limits.jsonDepthMax, valuesMax: limits.refundValuesMax });
  if (!bounded.ok) return bounded;
  const { sale, ...given } = isObject(value) ? value : {};
  const record = isObject(sale) ? sale : {};
  const input = readInput(record['input']);
  if (!input.ok) return input;
  const parsed = refundInputSchema.safeParse({
    returned: [],
    exchanged: [],
    held: null,
    coupons: [],
    biz: input.value.moment.biz,
    ...given,
    sale: { ...record, input: input.value },
  });
  return parsed.success ? ok(parsed.data) : fail(problem('RefundInvalid', detailOf(parsed.error)));
}

type Keep = (when: 'before' | 'after') => Kept;

/** What the customer has of the sale before and after: all of it while nothing is back. */
function keeper(compiled: CompiledProgramme, input: RefundInput, counted: readonly CountedLine[]): Keep {
  const all = keptOf(input.sale.evaluation);
  const kept = input.method === 're-evaluate' ? keptReEvaluated : keptProRata;
  return (when) => {
    const backs = counted.map((line) => ({ k: line[when], sold: line.sold }));
    return backs.every(({ k }) => k === 0) ? all : kept(compiled, input.sale, all, backs);
  };
}

/** With the last of it everything goes, whatever a rest without goods would be worth; lines that were returns stay. */
function nothingKept({ sale }: RefundInput, { lines, used }: Kept): Kept {
  return {
    lines: lines.map((line, at) => (sale.input.basket.lines[at]?.returnOf ? line : { money: 0, gains: new Map() })),
    loose: new Map(),
    gifts: new Map(),
    used: used.map(() => false),
  };
}

interface Difference {
  readonly method: Refund['method'];
  readonly before: Kept;
  readonly after: Kept;
  readonly counted: readonly CountedLine[];
  readonly whole: boolean;
}

function differenceOf(compiled: CompiledProgramme, input: RefundInput, difference: Difference): Refund {
  const { method, before, after, counted, whole } = difference;
  const lines = counted.map((line, at) => lineOf(line, before.lines[at], after.lines[at]));
  const lost = lines.flatMap(({ gains }) => [...gains.values()]);
  const moved = movedOf(sumGains([...lost, ...gainsLess(before.loose, after.loose).values()]));
  const worth = sumMoney(lines.map(({ line }) => line.money));
  const spent = onSpent(compiled, input, { worth, ...moved });
  const deducted = sumMoney(spent.map((each) => each.money));
  assert(deducted <= Math.max(0, worth), 'no more is deducted than is given back');
  const giftsOf = (kind: 'share' | 'badge' | 'membership' | 'tier') => giftsBack(before, after, kind);
  return {
    method,
    money: money(worth - deducted),
    worth,
    lines: lines.map(({ line }) => line).filter(isSaid),
    ...moved,
    onSpent: spent,
    coupons: couponsBack(compiled, input, before, after),
    shares: giftsOf('share').map(({ by, name, n }) => ({ by, cause: name, amount: money(n) })),
    badges: giftsOf('badge').map(({ by, name }) => ({ by, badge: name })),
    memberships: giftsOf('membership').map(({ by, name, n }) => ({ by, membership: name, months: n })),
    tiers: giftsOf('tier').map(({ by, name, n }) => ({ by, tier: name, days: n })),
    whole,
  };
}

function lineOf(
  { id, now, exchanged, after: returned }: CountedLine,
  before: Kept['lines'][number] | undefined,
  after: Kept['lines'][number] | undefined,
): { readonly line: RefundLine; readonly gains: Gains } {
  assert(before && after, 'what is kept is parallel to the lines of the sale');
  const gains = gainsLess(before.gains, after.gains);
  const line = { id, quantity: now, exchanged, returned, money: money(before.money - after.money), ...movedOf(gains) };
  return { line, gains };
}

/** What the customer has no more is taken back; what had cost units is given back: that is a gain below zero. */
function movedOf(lost: Gains): { takeBack: MovedUnits[]; giveBack: MovedUnits[] } {
  const all = [...lost.values()];
  return {
    takeBack: all.filter(({ n }) => n > 0).map((each) => ({ ...each, n: units(each.n) })),
    giveBack: all.filter(({ n }) => n < 0).map((each) => ({ ...each, n: units(-each.n) })),
  };
}

function isSaid({ quantity, exchanged, money: moved, takeBack, giveBack }: RefundLine): boolean {
  return quantity > 0 || exchanged > 0 || moved !== 0 || takeBack.length + giveBack.length > 0;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
