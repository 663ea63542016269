// "Of 3 coffees 1 free", "2 drinks, a snack free", "2 for 5.00": goods that make a set. Sets are complete and formed of the
// dearest goods first; the gift is the cheapest of its set unless said otherwise (rules.md, "Bundles").
import { z } from 'zod';
import { limits } from '../../base/limits.ts';
import { moneySchema, mulDiv } from '../../base/money.ts';
import { shareByLargestRemainder } from '../../base/share.ts';
import { selectorSchema } from '../selector.ts';
import type { Selector } from '../selector.ts';
import { priceEffect } from './effect-kind.ts';
import type { Goods } from './effect-kind.ts';

const takeSchema = z.strictObject({ selector: selectorSchema, n: z.int().min(1).max(limits.bundleTakeMax) });

const giveSchema = z
  .strictObject({
    /** An index: the gift is among the goods of that take. A selector: it comes on top. */
    from: z.union([z.int().min(0).max(limits.bundleTakesMax), selectorSchema]),
    n: z.int().min(1).max(limits.bundleTakeMax).default(1),
    percent: z.int().min(1).max(10_000).optional(),
    priceEach: moneySchema.refine((price) => price >= 0, 'must not be negative').optional(),
    gift: z.enum(['cheapest', 'dearest']).default('cheapest'),
  })
  .refine(({ percent, priceEach }) => (percent === undefined) !== (priceEach === undefined), {
    error: 'a gift has either a percent or a priceEach',
  });
type Give = z.output<typeof giveSchema>;

export const bundleEffect = priceEffect({
  schema: z
    .strictObject({
      kind: z.literal('bundle'),
      take: z.array(takeSchema).min(1).max(limits.bundleTakesMax),
      give: giveSchema.optional(),
      /** All taken goods of a set together. */
      setPrice: moneySchema.refine((price) => price >= 0, 'must not be negative').optional(),
      /** A last set may lack gifts: who takes one free snack of two pays nothing for it. */
      partial: z.boolean().default(false),
    })
    .refine(({ give, setPrice }) => (give === undefined) !== (setPrice === undefined), {
      error: 'a bundle has either a give or a setPrice',
    })
    .refine(({ give, take }) => giftFits(give, take), {
      error: 'the gift must be among the goods taken: its index or its number is too large',
      path: ['give', 'from'],
    }),
  step: () => 'bundles',
  byUnit: true,
  shares: 'after',
  goodsOf: ({ take, give }) => ({ any: [...take.map(({ selector }) => selector), ...giftsOnTop(give)] }),
  off: ({ take, give, setPrice, partial }, goods, timesMax) => {
    const sets = formSets({ take, give, partial, timesMax }, goods);
    const wanted = goods.units.map(() => 0);
    if (setPrice !== undefined) for (const { taken } of sets) takeDown(goods, taken, setPrice, wanted);
    else if (give)
      discountGifts(
        goods,
        sets.flatMap(({ gifts }) => gifts),
        give,
        wanted,
      );
    return { by: 'unit', wanted, sets: sets.map(({ taken, gifts }) => [...new Set([...taken, ...gifts])]) };
  },
  missing: ({ take, give }, goods) => {
    if (goods.units.length === 0 || formSets({ take, give, partial: false, timesMax: 1 }, goods).length > 0) return 0;
    const onTop = give && typeof give.from !== 'number' ? [{ selector: give.from, n: give.n }] : [];
    const there = [...take, ...onTop].map(({ selector, n }) => n - Math.min(n, pileOf(goods, selector).units.length));
    return there.reduce((sum, n) => sum + n, 0);
  },
  says: {
    en: ({ take, give, setPrice }, _, words) => {
      const taken = take.map(({ selector, n }) => `${n} × ${words.goods(selector)}`).join(' + ');
      if (setPrice !== undefined) return `${taken} for ${words.money(setPrice)}`;
      return `${taken}: ${give ? giftText(give, take, words.goods) : ''} ${cut(give, words.percent, words.money, 'free')}`;
    },
    de: ({ take, give, setPrice }, _, words) => {
      const taken = take.map(({ selector, n }) => `${n} × ${words.goods(selector)}`).join(' + ');
      if (setPrice !== undefined) return `${taken} für ${words.money(setPrice)}`;
      return `${taken}: ${give ? giftText(give, take, words.goods) : ''} ${cut(give, words.percent, words.money, 'gratis')}`;
    },
  },
});

type Takes = readonly z.output<typeof takeSchema>[];

interface Recipe {
  readonly take: Takes;
  readonly give: Give | undefined;
  readonly partial: boolean;
  readonly timesMax: number;
}

/** Indices of goods: all that were taken, and those on which the discount shows. */
interface FormedSet {
  readonly taken: readonly number[];
  readonly gifts: readonly number[];
}

/** Complete sets of the dearest goods that are left, one after the other, each take in its order. */
function formSets({ take, give, partial, timesMax }: Recipe, goods: Goods): FormedSet[] {
  const used = new Uint8Array(goods.units.length);
  const piles = take.map(({ selector }) => pileOf(goods, selector));
  const onTop = give && typeof give.from !== 'number' ? pileOf(goods, give.from) : null;
  const sets: FormedSet[] = [];
  while (sets.length < timesMax) {
    const mine = new Set<number>();
    const picked: number[][] = [];
    for (const [at, { n }] of take.entries()) picked.push(topOf(piles[at], n, used, mine));
    if (picked.some((found, at) => found.length < (take[at]?.n ?? 0))) break;
    const taken = [...mine];
    const gifts = give ? (onTop ? topOf(onTop, give.n, used, mine) : amongTaken(give, picked)) : [];
    if (give && gifts.length < give.n && !(partial && gifts.length > 0)) break;
    for (const at of mine) used[at] = 1;
    sets.push({ taken, gifts });
  }
  return sets;
}

/** The goods of one selector, dearest first, and how many of its first are surely used up. */
interface Pile {
  readonly units: readonly number[];
  from: number;
}

function pileOf(goods: Goods, selector: Selector): Pile {
  return { units: goods.units.flatMap(({ line }, at) => (goods.selects(selector, line) ? [at] : [])), from: 0 };
}

/** Up to `n` units that nobody has yet; notes them as `mine`. */
function topOf(pile: Pile | undefined, n: number, used: Uint8Array, mine: Set<number>): number[] {
  const found: number[] = [];
  if (!pile) return found;
  while (pile.from < pile.units.length && used[pile.units[pile.from] ?? 0] === 1) pile.from += 1;
  for (let at = pile.from; at < pile.units.length && found.length < n; at += 1) {
    const unit = pile.units[at] ?? 0;
    if (used[unit] === 1 || mine.has(unit)) continue;
    mine.add(unit);
    found.push(unit);
  }
  return found;
}

function amongTaken({ from, n, gift }: Give, picked: readonly (readonly number[])[]): readonly number[] {
  const taken = typeof from === 'number' ? (picked[from] ?? []) : [];
  return gift === 'dearest' ? taken.slice(0, n) : taken.slice(-n);
}

/** A percentage is computed once on the sum of all gifts, as every effect is. */
function discountGifts(goods: Goods, gifts: readonly number[], { percent, priceEach }: Give, wanted: number[]): void {
  if (priceEach !== undefined) {
    for (const at of gifts) wanted[at] = Math.max(0, (goods.units[at]?.after ?? 0) - priceEach);
  } else {
    spread(goods, gifts, (sum) => mulDiv(sum, percent ?? 0, 10_000, 'halfAwayFromZero'), wanted);
  }
}

function takeDown(goods: Goods, taken: readonly number[], setPrice: number, wanted: number[]): void {
  spread(goods, taken, (sum) => Math.max(0, sum - setPrice), wanted);
}

/** An amount computed on the sum of some goods, over each by what it still costs. */
function spread(goods: Goods, units: readonly number[], amountOf: (sum: number) => number, wanted: number[]): void {
  const parts = units.map((at) => ({ id: goods.units[at]?.id ?? '', weight: goods.units[at]?.after ?? 0 }));
  const amount = amountOf(parts.reduce((sum, { weight }) => sum + weight, 0));
  for (const [at, share] of shareByLargestRemainder(amount, parts).entries()) wanted[units[at] ?? 0] = share;
}

function giftFits(give: Give | undefined, takes: Takes): boolean {
  if (!give || typeof give.from !== 'number') return true;
  return give.n <= (takes[give.from]?.n ?? 0);
}

function giftsOnTop(give: Give | undefined): Selector[] {
  return give && typeof give.from !== 'number' ? [give.from] : [];
}

function giftText({ from, n }: Give, takes: Takes, goods: (selector: Selector) => string): string {
  const selector = typeof from === 'number' ? takes[from]?.selector : from;
  return `${n} × ${selector ? goods(selector) : ''}`;
}

function cut(
  give: Give | undefined,
  percent: (basisPoints: number) => string,
  money: (minor: number) => string,
  free: string,
): string {
  if (give?.priceEach !== undefined) return money(give.priceEach);
  return give?.percent === undefined || give.percent === 10_000 ? free : `−${percent(give.percent)}`;
}
