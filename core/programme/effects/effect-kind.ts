// The shapes of entries in the table of effects: those that change a price, those that give units, those that give
// something else. An entry has its schema, one pure function and its sentences; who may apply, limits and booking are the
// engine's (core/rules) and the same for all. Methods, not fields with functions: the table is called by any kind's effect.
import type { z } from 'zod';
import type { Rounding } from '../../base/money.ts';
import type { Selector } from '../selector.ts';
import type { LocalText } from '../text.ts';
import type { Sentences } from '../words.ts';

/** The step of work in which a price effect runs (rules.md, "Order of work"). */
export type Step = 'items' | 'bundles' | 'basket';

/** One indivisible piece of goods: a piece of a piece line, or the whole of a weighed one. */
export interface GoodsUnit {
  /** Of its line. */
  readonly id: string;
  readonly line: number;
  /** Its part of what the POS charges: bundles are formed by it, whoever else takes something off. */
  readonly price: number;
  /** What earlier effects left of it. */
  readonly after: number;
}

/** The goods of one effect: units are listed dearest first (by `price`, then line id, then place in the line). */
export interface Goods {
  /** What earlier effects left of all of them. */
  readonly sum: number;
  /** Only for effects `byUnit`. */
  readonly units: readonly GoodsUnit[];
  /** Thousandths of the whole line, for prices of a unit of measure; index as in `GoodsUnit.line`. */
  readonly quantityOf: (line: number) => number;
  /** Whether a line counts pieces, one unit each. */
  readonly isPieces: (line: number) => boolean;
  readonly selects: (selector: Selector, line: number) => boolean;
}

/** What an effect wants to take: one amount over all its goods, or so much of each unit. */
export type Off =
  | { readonly by: 'sum'; readonly wanted: number }
  | {
      readonly by: 'unit';
      /** Parallel to `goods.units`. */
      readonly wanted: readonly number[];
      /** Units (indices) over which each set's discount is attributed for returns, by price. */
      readonly sets: readonly (readonly number[])[];
    };

export interface PriceEffectKind<S extends z.ZodObject = z.ZodObject> {
  readonly schema: S;
  step(effect: z.output<S>): Step;
  /** Looks at single units; else only at their sum. */
  readonly byUnit: boolean;
  /**
   * How an amount over a sum is shared: `after`, in proportion to what lines cost, and a line's minimum keeps its share back;
   * `room`, over what lines can still lose, so that nothing of it is lost.
   */
  readonly shares: 'after' | 'room';
  /** All goods it is about; a bundle's takes and gifts together. */
  goodsOf(effect: z.output<S>): Selector;
  /** `timesMax` bounds the sets of a bundle. */
  off(effect: z.output<S>, goods: Goods, timesMax: number): Off;
  /** Pieces that lack for the first set where some are there already; 0 when complete. Only of bundles. */
  missing?(effect: z.output<S>, goods: Goods): number;
  readonly says: Sentences<z.output<S>>;
}

export interface EarnBase {
  /** Minor units that are paid in money for the goods, on the unit's own base (priced, gross, net). */
  readonly amount: number;
  /** Thousandths; pieces as people count them. */
  readonly quantity: number;
  /** What other campaigns, no multipliers, gave of the same unit for these goods. */
  readonly earned: number;
}

export interface EarnEffectKind<S extends z.ZodObject = z.ZodObject> {
  readonly schema: S;
  /** After all that are not: it adds to what they gave. */
  readonly multiplies: boolean;
  /** Whether multipliers count what it gives. */
  readonly multiplied: boolean;
  goodsOf(effect: z.output<S>): Selector;
  /** Units, rounded as the unit says. */
  earn(effect: z.output<S>, base: EarnBase, rounding: Rounding): number;
  readonly says: Sentences<z.output<S>>;
}

/** What is neither money nor units. The engine books it under the campaign and gives it back with a return. */
export type Gift =
  | { readonly kind: 'coupon'; readonly coupon: string; readonly n: number }
  | { readonly kind: 'badge'; readonly badge: string }
  | { readonly kind: 'share'; readonly cause: string; readonly amount: number }
  | { readonly kind: 'membership'; readonly membership: string; readonly months: number }
  | { readonly kind: 'tier'; readonly tier: string; readonly days: number }
  | { readonly kind: 'message'; readonly to: 'cashier' | 'receipt' | 'display'; readonly text: LocalText };

export interface GiftEffectKind<S extends z.ZodObject = z.ZodObject> {
  readonly schema: S;
  /** Needs somebody to hold it. */
  readonly needsMember: boolean;
  goodsOf(effect: z.output<S>): Selector;
  /** `amount`: minor units of its goods after discounts. Null: nothing to give. */
  give(effect: z.output<S>, amount: number): Gift | null;
  readonly says: Sentences<z.output<S>>;
}

/** Keep the schemas' own types in the entries. */
export const priceEffect = <S extends z.ZodObject>(kind: PriceEffectKind<S>): PriceEffectKind<S> => kind;
export const earnEffect = <S extends z.ZodObject>(kind: EarnEffectKind<S>): EarnEffectKind<S> => kind;
export const giftEffect = <S extends z.ZodObject>(kind: GiftEffectKind<S>): GiftEffectKind<S> => kind;
