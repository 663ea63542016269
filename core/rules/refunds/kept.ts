// What a customer has of a sale while a part of it is back: money by line, units, gifts, coupons that are used up. A refund is
// what he had before the return less what he has after it; so any sequence of returns sums to the sale, by construction.
import type { Bucket } from '../../base/units.ts';
import type { Cause } from '../../programme/cause.ts';
import type { Evaluation } from '../evaluation.ts';

/** Units that one rule gave (n above zero) or cost (below zero). */
export interface Gain {
  readonly by: Cause;
  readonly unit: string;
  readonly n: number;
  readonly bucket: Bucket | null;
}
/** By cause and unit. */
export type Gains = ReadonlyMap<string, Gain>;

/** `n`: coupons, minor units of a share, badges, months of membership, days of a tier. */
export interface KeptGift {
  readonly by: Cause;
  readonly kind: 'coupon' | 'badge' | 'share' | 'membership' | 'tier';
  readonly name: string;
  readonly n: number;
}

export interface KeptLine {
  readonly money: number;
  readonly gains: Gains;
}

export interface Kept {
  /** Parallel to the lines of the sale. */
  readonly lines: readonly KeptLine[];
  /** What lies on no line: a reward without goods, units for an event. */
  readonly loose: Gains;
  /** By cause, kind and name. */
  readonly gifts: ReadonlyMap<string, KeptGift>;
  /** Parallel to the coupons that the sale used: whether they still do something. */
  readonly used: readonly boolean[];
}

/** What an evaluation leaves a customer with, all of it kept. */
export function keptOf(evaluation: Evaluation): Kept {
  const buckets = new Map(evaluation.earned.map(({ by, unit, bucket }) => [keyOf(by, unit), bucket]));
  const gain = ({ by, unit, n }: Omit<Gain, 'bucket'>): Gain => {
    return { by, unit, n, bucket: buckets.get(keyOf(by, unit)) ?? null };
  };
  const cost = ({ by, unit, n }: Omit<Gain, 'bucket'>): Gain => ({ by, unit, n: -n, bucket: null });
  const lines = evaluation.lines.map(({ refund, earned, spent }) => ({
    money: refund,
    gains: sumGains([...earned.map(gain), ...spent.map(cost)]),
  }));
  const onLines = lines.flatMap(({ gains }) => [...gains.values()].map((each) => ({ ...each, n: -each.n })));
  return {
    lines,
    loose: sumGains([...evaluation.earned.map(gain), ...evaluation.spent.map(cost), ...onLines]),
    gifts: giftsOf(evaluation.gifts),
    used: evaluation.coupons.map(() => true),
  };
}

/** By cause and unit, in the order of their first one; what comes to nothing is left out. */
export function sumGains(all: Iterable<Gain>): Gains {
  const sums = new Map<string, Gain>();
  for (const each of all) {
    const key = keyOf(each.by, each.unit);
    const known = sums.get(key);
    sums.set(key, known ? { ...known, n: known.n + each.n, bucket: known.bucket ?? each.bucket } : each);
  }
  for (const [key, { n }] of sums) if (n === 0) sums.delete(key);
  return sums;
}

/** What one has and the other has not. */
export function gainsLess(some: Gains, less: Gains): Gains {
  return sumGains([...some.values(), ...[...less.values()].map((each) => ({ ...each, n: -each.n }))]);
}

function giftsOf(gifts: Evaluation['gifts']): Kept['gifts'] {
  const sums = new Map<string, KeptGift>();
  for (const { by, gift } of gifts) {
    const one = countedGift(gift);
    if (one === null) continue;
    const key = `${keyOf(by, one.kind)} ${one.name}`;
    sums.set(key, { by, ...one, n: one.n + (sums.get(key)?.n ?? 0) });
  }
  return sums;
}

/** Null: a message, which nobody can take back. */
function countedGift(gift: Evaluation['gifts'][number]['gift']): Omit<KeptGift, 'by'> | null {
  switch (gift.kind) {
    case 'coupon':
      return { kind: gift.kind, name: gift.coupon, n: gift.n };
    case 'badge':
      return { kind: gift.kind, name: gift.badge, n: 1 };
    case 'share':
      return { kind: gift.kind, name: gift.cause, n: gift.amount };
    case 'membership':
      return { kind: gift.kind, name: gift.membership, n: gift.months };
    case 'tier':
      return { kind: gift.kind, name: gift.tier, n: gift.days };
    case 'message':
      return null;
  }
}

function keyOf({ kind, id }: Cause, what: string): string {
  return `${kind} ${id} ${what}`;
}
