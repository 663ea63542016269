// How much of each line is back, before and after this return, in thousandths; and whether it can be so at all. What cannot
// be is refused with one sentence: nothing is computed of a return that is wrong in any part.
import { limits } from '../../base/limits.ts';
import { problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Line } from '../../basket/basket.ts';
import type { Evaluation } from '../evaluation.ts';
import type { RefundInput } from '../refund-input.ts';

/** Parallel to the lines of the sale. */
export interface CountedLine {
  readonly id: string;
  /** 0: a line that is itself a return, and stays for ever. */
  readonly sold: number;
  readonly before: number;
  readonly after: number;
  readonly now: number;
  readonly exchanged: number;
}

type Some = RefundInput['now'];

export function countReturn({ sale, returned, now, exchanged, biz }: RefundInput): Result<CountedLine[]> {
  const { lines } = sale.input.basket;
  const wrong =
    faultOfRecord(lines, sale.evaluation) ??
    (biz < sale.input.moment.biz ? `a return on ${biz} is before its sale` : null) ??
    (now.length === 0 && lines.some((line) => soldOf(line) > 0) ? 'nothing is returned' : null);
  if (wrong !== null) return refuse(wrong);
  const byId = new Map(lines.map((line) => [line.id, line]));
  const sums = [];
  for (const some of [returned, now, exchanged]) {
    const sum = sumByLine(byId, some);
    if (typeof sum === 'string') return refuse(sum);
    sums.push(sum);
  }
  const [back = none, come = none, swapped = none] = sums;
  const counted: CountedLine[] = [];
  for (const line of lines) {
    const { id } = line;
    const [before, all, kept, sold] = [back.get(id) ?? 0, come.get(id) ?? 0, swapped.get(id) ?? 0, soldOf(line)];
    if (kept > all) return refuse(`line "${id}": ${kept} are exchanged, ${all} come back`);
    if (before + all > sold) return refuse(`line "${id}": ${before + all} come back, ${sold} were sold`);
    counted.push({ id, sold, before, after: before + all - kept, now: all - kept, exchanged: kept });
  }
  return ok(counted);
}

const none: ReadonlyMap<string, number> = new Map();

/** A line without a quantity counts as one piece, so that it can be returned too. */
function soldOf({ quantity, returnOf }: Line): number {
  return returnOf ? 0 : quantity === 0 ? 1000 : Math.abs(quantity);
}

function sumByLine(lines: ReadonlyMap<string, Line>, some: Some): ReadonlyMap<string, number> | string {
  const sums = new Map<string, number>();
  for (const { line: id, quantity } of some) {
    const line = lines.get(id);
    if (!line) return `the sale has no line "${id}"`;
    if (line.returnOf) return `line "${id}" is itself a return`;
    if (quantity <= 0 || quantity > limits.quantityMax) {
      return `line "${id}": a quantity must be more than 0 and at most ${limits.quantityMax}`;
    }
    if (line.unit === 'piece' && soldOf(line) % 1000 === 0 && quantity % 1000 !== 0) {
      return `line "${id}" is sold in whole pieces, 1000 each`;
    }
    sums.set(id, (sums.get(id) ?? 0) + quantity);
  }
  return sums;
}

/** The record must be of one sale, and its lines must sum to its totals: what is given back is computed from the lines. */
function faultOfRecord(lines: readonly Line[], evaluation: Evaluation): string | null {
  const { lines: valued, due, earned, spent } = evaluation;
  const same =
    valued.length === lines.length &&
    lines.every(({ id, amount }, at) => valued[at]?.id === id && valued[at].before === amount);
  if (!same) return 'the evaluation is of other lines than the basket';
  const money = valued.reduce((sum, { refund }) => sum + refund, 0);
  if (money !== due) return `the lines of the sale sum to ${money}, and ${due} was due`;
  return (
    faultOfUnits(
      earned,
      valued.flatMap((each) => each.earned),
    ) ??
    faultOfUnits(
      spent,
      valued.flatMap((each) => each.spent),
    ) ??
    faultOfGifts(evaluation)
  );
}

/** More than a sale can have is refused here, so that a return takes no longer than its sale may be large. */
function faultOfGifts({ gifts, coupons, spent }: Evaluation): string | null {
  let [shares, things] = [0, coupons.length];
  for (const { gift } of gifts) {
    if (gift.kind === 'share') shares += gift.amount;
    things += gift.kind === 'coupon' ? gift.n : 1;
    if (gift.kind === 'share' && (gift.amount < 0 || shares > limits.moneyMax)) {
      return 'the shares of the sale are below zero or too large';
    }
  }
  if (things > limits.refundCouponsMax) return 'the sale used and gave too many coupons and gifts';
  return spent.length > limits.rewardsChosenMax + limits.rewardsMax ? 'the sale spent units too often' : null;
}

type UnitsOf = readonly { readonly by: { kind: string; id: string }; readonly unit: string; readonly n: number }[];

function faultOfUnits(all: UnitsOf, onLines: UnitsOf): string | null {
  const left = new Map<string, number>();
  let sum = 0;
  for (const { by, unit, n } of all) {
    const key = `${by.kind} ${by.id} ${unit}`;
    left.set(key, (left.get(key) ?? 0) + n);
    sum += n;
    if (n < 0 || sum > limits.unitsMax) return 'the units of the sale are below zero or too many';
  }
  for (const { by, unit, n } of onLines) {
    const key = `${by.kind} ${by.id} ${unit}`;
    const rest = (left.get(key) ?? 0) - n;
    if (n < 0 || rest < 0) return `the lines of the sale have more ${unit} than the sale`;
    left.set(key, rest);
  }
  return null;
}

function refuse(detail: string): Result<CountedLine[]> {
  return fail(problem('RefundInvalid', { detail }));
}
