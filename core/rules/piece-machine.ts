// What a rule could gain from pieces that come one by one, dearest first: a small machine that counts how full its open set
// is. It never says less than the rule will really give, so it bounds the search for who gets which piece; for bundles of one
// kind of goods it says exactly that.
import { mulDiv } from '../base/money.ts';
import type { BoundPrice, Offer } from '../programme/offer.ts';
import { isAbout } from './pieces.ts';
import type { Sale } from './work.ts';

export interface PieceMachine {
  readonly states: number;
  /** The state after it took the piece, and the most it gains by that in minor units. Null: the piece is not for it. */
  take(state: number, piece: number): { readonly state: number; readonly gain: number } | null;
  /** Whether it may stop here: an open set gives nothing, and its pieces had better been left. */
  mayEnd(state: number): boolean;
}

type Bundle = Extract<BoundPrice['effect'], { kind: 'bundle' }>;
type Price = (piece: number) => number;

export function pieceMachine(sale: Sale, { price }: Offer): PieceMachine {
  const priceOf: Price = (piece) => sale.units?.[piece]?.price ?? 0;
  const [only, ...more] = price;
  if (only && more.length === 0) {
    const { effect } = only;
    if (effect.kind === 'bundle') {
      return effect.take.length === 1 && typeof effect.give?.from !== 'object'
        ? oneKind(sale, only, effect, priceOf)
        : severalKinds(sale, only, effect, priceOf);
    }
    if (effect.kind === 'free') return counted(sale, only, effect.pieces, (piece) => priceOf(piece));
    if (effect.kind === 'percentOff') {
      return counted(sale, only, 0, (piece) => mulDiv(priceOf(piece), effect.basisPoints, 10_000, 'up'));
    }
  }
  // Anything else gains at most what the piece costs.
  return loose(sale, price, priceOf);
}

/** "Of 3, 1 free", "2 for 5.00": pieces come dearest first, so each set is the next n of them, for good. */
function oneKind(sale: Sale, bound: BoundPrice, { take, give, setPrice }: Bundle, priceOf: Price): PieceMachine {
  const n = take[0]?.n ?? 1;
  const gifts = give?.n ?? 0;
  return {
    states: n,
    take: (state, piece) => {
      if (!isAbout(sale, bound, piece)) return null;
      const next = state + 1 === n ? 0 : state + 1;
      if (setPrice !== undefined) return { state: next, gain: priceOf(piece) - (next === 0 ? setPrice : 0) };
      const isGift = give?.gift === 'dearest' ? state < gifts : state >= n - gifts;
      return { state: next, gain: isGift && give ? cutOf(give, priceOf(piece)) : 0 };
    },
    mayEnd: (state) => state === 0,
  };
}

/** Several kinds together: as many gifts as there could be sets, whoever else wants the goods that bring them. */
function severalKinds(sale: Sale, bound: BoundPrice, effect: Bundle, priceOf: Price): PieceMachine {
  const { take, give, setPrice } = effect;
  const lineOf = (piece: number): (typeof sale.lines)[number] | undefined =>
    sale.lines[sale.units?.[piece]?.line ?? -1];
  const fits = (selector: (typeof take)[number]['selector'], piece: number): boolean => {
    const sold = lineOf(piece);
    return sold !== undefined && sale.compiled.testOf(selector)(sold.line);
  };
  const pieces = (sale.units ?? []).map((_, at) => at);
  const sets = Math.min(
    ...take.map(({ selector, n }) => mulDiv(pieces.filter((piece) => fits(selector, piece)).length, 1, n, 'down')),
  );
  if (give === undefined) {
    // A set price of several kinds: each set costs its price once; which kinds are in it is not looked at.
    const n = take.reduce((sum, each) => sum + each.n, 0);
    return {
      states: n,
      take: (state, piece) => {
        if (!isAbout(sale, bound, piece)) return null;
        const next = state + 1 === n ? 0 : state + 1;
        return { state: next, gain: priceOf(piece) - (next === 0 ? (setPrice ?? 0) : 0) };
      },
      mayEnd: (state) => state === 0,
    };
  }
  const from = typeof give.from === 'number' ? take[give.from]?.selector : give.from;
  const most = sets * give.n;
  return {
    states: most + 1,
    take: (state, piece) => {
      if (!isAbout(sale, bound, piece)) return null;
      const isGift = from !== undefined && state < most && fits(from, piece);
      return isGift ? { state: state + 1, gain: cutOf(give, priceOf(piece)) } : { state, gain: 0 };
    },
    mayEnd: () => true,
  };
}

/** Each piece gains by itself; at most so many (0: all). */
function counted(sale: Sale, bound: BoundPrice, most: number, gainOf: Price): PieceMachine {
  return {
    states: most + 1,
    take: (state, piece) => {
      if (!isAbout(sale, bound, piece)) return null;
      if (most === 0) return { state, gain: gainOf(piece) };
      return state < most ? { state: state + 1, gain: gainOf(piece) } : { state, gain: 0 };
    },
    mayEnd: () => true,
  };
}

function loose(sale: Sale, price: readonly BoundPrice[], priceOf: Price): PieceMachine {
  return {
    states: 1,
    take: (state, piece) =>
      price.some((bound) => isAbout(sale, bound, piece)) ? { state, gain: priceOf(piece) } : null,
    mayEnd: () => true,
  };
}

/** A percentage is rounded once on the sum of all gifts; upwards on each is never less. */
function cutOf({ percent, priceEach }: NonNullable<Bundle['give']>, price: number): number {
  if (priceEach !== undefined) return Math.max(0, price - priceEach);
  return mulDiv(price, percent ?? 0, 10_000, 'up');
}
