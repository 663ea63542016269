// Pro rata: a line of which k of n are back has kept its value less value × k / n, rounded half away from zero; the same for
// its units. What cannot be divided stays until nothing of the goods that brought it is left.
import { mulDiv } from '../../base/money.ts';
import { units } from '../../base/units.ts';
import type { CompiledProgramme } from '../../programme/compile.ts';
import type { RefundInput } from '../refund-input.ts';
import { linesOfCoupon, linesOfGift } from './lines-of-gift.ts';
import type { Gains, Kept, KeptGift, KeptLine } from './kept.ts';

/** How much of a line is back. */
export interface Back {
  readonly k: number;
  /** 0: it can never come back. */
  readonly sold: number;
}

export function keptProRata(
  compiled: CompiledProgramme,
  sale: RefundInput['sale'],
  all: Kept,
  backs: readonly Back[],
): Kept {
  const stays = (places: readonly number[]): boolean => {
    // Without goods of its own it goes with the last of the sale.
    if (places.length === 0) return backs.some(({ k, sold }) => k < sold);
    return places.some((at) => (backs[at]?.k ?? 0) < (backs[at]?.sold ?? 0));
  };
  const gifts = new Map<string, KeptGift>();
  for (const [key, gift] of all.gifts) {
    const places = linesOfGift(compiled, sale.input, gift);
    const n = gift.kind === 'share' && places.length > 0 ? keptShare(sale, gift.n, places, backs) : null;
    if (n === null ? stays(places) : n > 0) gifts.set(key, { ...gift, n: n ?? gift.n });
  }
  return {
    lines: all.lines.map((line, at) => keptLine(line, backs[at])),
    loose: stays([]) ? all.loose : new Map(),
    gifts,
    used: sale.evaluation.coupons.map(
      ({ id }) =>
        stays(linesOfCoupon(compiled, sale, id)) ||
        [...gifts.values()].some(({ by }) => by.kind === 'coupon' && by.id === id),
    ),
  };
}

function keptLine({ money, gains }: KeptLine, back: Back | undefined): KeptLine {
  const { k, sold } = back ?? { k: 0, sold: 0 };
  if (k === 0) return { money, gains };
  const kept = (n: number): number => n - mulDiv(n, k, sold, 'halfAwayFromZero');
  return { money: kept(money), gains: keptGains(gains, kept) };
}

function keptGains(gains: Gains, kept: (n: number) => number): Gains {
  return new Map([...gains].map(([key, gain]) => [key, { ...gain, n: units(kept(gain.n)) }]));
}

/** A share to a cause was a part of what its goods cost: it shrinks as they do. Null where they cost nothing. */
function keptShare(
  { evaluation }: RefundInput['sale'],
  share: number,
  places: readonly number[],
  backs: readonly Back[],
): number | null {
  let [paid, back] = [0, 0];
  for (const at of places) {
    const after = Math.max(0, evaluation.lines[at]?.after ?? 0);
    const { k, sold } = backs[at] ?? { k: 0, sold: 0 };
    paid += after;
    if (k > 0) back += mulDiv(after, k, sold, 'halfAwayFromZero');
  }
  return paid === 0 ? null : share - mulDiv(share, back, paid, 'halfAwayFromZero');
}
