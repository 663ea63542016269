// The goods of a sale as the engine reads them: each line with its flags, and the single pieces that bundles are formed of.
// Made once an evaluation; nothing here changes while effects are tried.
import { limits } from '../base/limits.ts';
import { mulDiv } from '../base/money.ts';
import type { Basket, Line } from '../basket/basket.ts';
import { flagsOf } from '../basket/line-flags.ts';
import type { LineFlags } from '../basket/line-flags.ts';

export interface SaleLine {
  readonly at: number;
  readonly line: Line;
  readonly flags: LineFlags;
  /** No effect takes it below this. */
  readonly floor: number;
}

/** One piece of a line of pieces, or the whole of a measured line (rules.md, "Bundles"). */
export interface SaleUnit {
  readonly id: string;
  readonly line: number;
  readonly price: number;
}

export function saleLines({ lines, buyer }: Basket): SaleLine[] {
  return lines.map((line, at) => ({
    at,
    line,
    flags: flagsOf(line, buyer),
    floor: Math.max(0, line.minAmount ?? 0),
  }));
}

/** Dearest first, then by line id, then by place in the line. Null beyond the bound: then no bundle is formed. */
export function saleUnits(lines: readonly SaleLine[]): SaleUnit[] | null {
  const open = lines.filter(({ flags, line }) => flags.discountable && line.amount > 0);
  const count = open.reduce((sum, { line }) => sum + piecesOf(line), 0);
  if (count > limits.bundleUnitsMax) return null;
  const units = open.flatMap(({ at, line }) => unitsOf(at, line));
  return units.toSorted((a, b) => b.price - a.price || (a.id === b.id ? 0 : a.id < b.id ? -1 : 1));
}

/** A line counts pieces when it is sold in whole ones; else it is one indivisible unit. */
export function countsPieces({ unit, quantity }: Line): boolean {
  return unit === 'piece' && quantity > 0 && quantity % 1000 === 0;
}

function piecesOf(line: Line): number {
  return countsPieces(line) ? mulDiv(line.quantity, 1, 1000, 'down') : 1;
}

/** Its amount over its pieces: as equal as whole minor units allow, the dearer ones first. */
function unitsOf(at: number, line: Line): SaleUnit[] {
  const n = piecesOf(line);
  const least = mulDiv(line.amount, 1, n, 'down');
  const dearer = line.amount - least * n;
  return Array.from({ length: n }, (_, place) => ({
    id: line.id,
    line: at,
    price: least + (place < dearer ? 1 : 0),
  }));
}
