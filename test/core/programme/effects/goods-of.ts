// Goods as a price effect sees them, from a few words: `['a', 250]` is a piece of line a that costs 2.50. Promises the order of
// the engine: dearest first, then by line.
import type { Goods } from '../../../../core/programme/effects/effect-kind.ts';
import type { Selector } from '../../../../core/programme/selector.ts';

export interface Piece {
  readonly line: string;
  readonly price: number;
  /** What earlier effects left; without it, all. */
  readonly after?: number;
}

/** `category: ['a']` selects line a; `everything`, all. Lines named `kg…` are measured, 1500 thousandths each. */
export function goodsOf(pieces: readonly Piece[]): Goods {
  const lines = [...new Set(pieces.map(({ line }) => line))].toSorted();
  const nameOf = (at: number): string => lines[at] ?? '';
  const units = pieces
    .map(({ line, price, after = price }) => ({ id: line, line: lines.indexOf(line), price, after }))
    .toSorted((a, b) => b.price - a.price || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return {
    units,
    sum: units.reduce((sum, { after }) => sum + after, 0),
    quantityOf: () => 1500,
    isPieces: (at) => !nameOf(at).startsWith('kg'),
    selects: (selector, at) => fits(selector, nameOf(at)),
  };
}

function fits({ everything, category }: Selector, name: string): boolean {
  return everything === true || (category ?? []).includes(name);
}
