// Single pieces before any effect has run: which of them a rule could use, and which it would. The groups by unit decide with
// these, on what the POS charges, so that nothing depends on who else wins.
import type { Goods } from '../programme/effects/effect-kind.ts';
import type { BoundPrice, Offer } from '../programme/offer.ts';
import { countsPieces } from './sale-lines.ts';
import type { Standing } from './standing.ts';
import type { Sale } from './work.ts';

/** Places in `sale.units`, dearest first, of pieces that some price effect of the rule is about. */
export function eligiblePieces(sale: Sale, { price }: Offer): number[] {
  const eligible: number[] = [];
  for (const [at, { line }] of (sale.units ?? []).entries()) {
    const sold = sale.lines[line];
    if (sold && sold.line.amount > sold.floor && price.some(({ selects }) => selects(sold.line))) eligible.push(at);
  }
  return eligible;
}

/** Of the pieces it is offered, those the rule takes: the goods of its complete sets, or all that it reduces. */
export function takenPieces(sale: Sale, { offer, allowance }: Standing, offered: readonly number[]): Set<number> {
  const taken = new Set<number>();
  for (const bound of offer.price) {
    const mine = offered.filter((at) => isAbout(sale, bound, at));
    const off = bound.kind.off(bound.effect, goodsBefore(sale, mine), allowance.uses);
    if (off.by === 'sum') {
      if (off.wanted > 0) for (const at of mine) taken.add(at);
    } else if (off.sets.length > 0) {
      for (const set of off.sets) for (const place of set) add(taken, mine[place]);
    } else {
      for (const [place, wanted] of off.wanted.entries()) if (wanted > 0) add(taken, mine[place]);
    }
  }
  return taken;
}

/** Whether the rule would make any of these pieces cheaper. */
export function givesAny(sale: Sale, { offer, allowance }: Standing, offered: readonly number[]): boolean {
  return offer.price.some((bound) => {
    const mine = offered.filter((at) => isAbout(sale, bound, at));
    const off = bound.kind.off(bound.effect, goodsBefore(sale, mine), allowance.uses);
    return off.by === 'sum' ? off.wanted > 0 : off.wanted.some((n) => n > 0);
  });
}

export function isAbout(sale: Sale, { selects }: BoundPrice, at: number): boolean {
  const line = sale.lines[sale.units?.[at]?.line ?? -1];
  return line !== undefined && selects(line.line);
}

/** Some pieces as an effect sees them, at the POS's price. */
export function goodsBefore(sale: Sale, places: readonly number[]): Goods {
  const units = places.flatMap((at) => {
    const unit = sale.units?.[at];
    return unit ? [{ id: unit.id, line: unit.line, price: unit.price, after: unit.price }] : [];
  });
  return {
    sum: units.reduce((sum, { price }) => sum + price, 0),
    units,
    quantityOf: (line) => sale.lines[line]?.line.quantity ?? 0,
    isPieces: (line) => {
      const sold = sale.lines[line];
      return sold !== undefined && countsPieces(sold.line);
    },
    selects: (selector, line) => {
      const sold = sale.lines[line];
      return sold !== undefined && sale.compiled.testOf(selector)(sold.line);
    },
  };
}

function add(set: Set<number>, at: number | undefined): void {
  if (at !== undefined) set.add(at);
}
