// What may happen to a line: four independent flags, by default from its kind and what the POS already did to it
// (rules.md, "What a basket is"). An explicit flag on the line always wins; staff and trade sales get nothing.
import type { Basket, Line, LineKind } from './basket.ts';

export interface LineFlags {
  readonly earns: boolean;
  readonly discountable: boolean;
  readonly payableWithUnits: boolean;
  readonly countsToThresholds: boolean;
}

const nothing: LineFlags = { earns: false, discountable: false, payableWithUnits: false, countsToThresholds: false };
const everything: LineFlags = { earns: true, discountable: true, payableWithUnits: true, countsToThresholds: true };

const byKind: Record<LineKind, LineFlags> = {
  goods: everything,
  service: everything,
  fee: { ...nothing, payableWithUnits: true },
  delivery: { ...nothing, payableWithUnits: true },
  tip: nothing,
  deposit: nothing,
  // Paying by gift card earns; buying one does not, nor can it be bought with points.
  'gift-card': nothing,
  donation: nothing,
  rounding: nothing,
};

export function flagsOf(line: Line, buyer: Basket['buyer']): LineFlags {
  if (buyer !== 'public' || line.returnOf || line.amount < 0) return nothing;
  const base = byKind[line.kind];
  const { earns, payableWithUnits, countsToThresholds } = line;
  const discountable = line.discountable ?? (base.discountable && !reducedByHand(line));
  // Most lines say nothing of themselves: they share what their kind says.
  const isUsual = (earns ?? payableWithUnits ?? countsToThresholds) === undefined;
  if (isUsual && discountable === base.discountable) return base;
  return {
    earns: earns ?? base.earns,
    discountable,
    payableWithUnits: payableWithUnits ?? base.payableWithUnits,
    countsToThresholds: countsToThresholds ?? base.countsToThresholds,
  };
}

// Already marked down or discounted by hand: it earns, but is not discounted again.
function reducedByHand(line: Line): boolean {
  return line.posDiscounts.some(({ kind }) => kind === 'markdown' || kind === 'manual' || kind === 'staff');
}
