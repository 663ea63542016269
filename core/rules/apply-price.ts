// One effect on prices, applied: which lines it may touch, what it wants of them, what its limits and their floors let it
// have, and the booking on lines and single pieces. Every kind of price effect goes this way.
import { shareByLargestRemainder } from '../base/share.ts';
import type { Goods, GoodsUnit, Off } from '../programme/effects/effect-kind.ts';
import type { BoundPrice, Offer } from '../programme/offer.ts';
import { countsPieces } from './sale-lines.ts';
import type { Allowance, Standing } from './standing.ts';
import { bookDiscount, roomOf, takeOff, tallyOf } from './work.ts';
import type { Work, WorkLine } from './work.ts';

/** Pieces (places in `sale.units`) that a rule was given by the groups; null: all. */
export type Allotment = ReadonlySet<number> | null;

/** What the effect took, by line; parallel to the lines of the sale. Null: there was nothing for it. */
export type Taken = readonly number[] | null;

export function applyPrice(work: Work, { offer, allowance }: Standing, bound: BoundPrice, allotted: Allotment): Taken {
  const lines = linesFor(work, offer, bound);
  if (lines.length === 0) return null;
  const picked = bound.kind.byUnit || allotted ? unitsFor(work, lines, allotted) : null;
  if ((bound.kind.byUnit || allotted) && (picked === null || picked.length === 0)) return null;
  const goods = goodsOf(work, lines, picked ?? []);
  const tally = tallyOf(work, offer);
  const off = bound.kind.off(bound.effect, goods, allowance.uses);
  const wants = wantedByLine(work, lines, picked, goods, bound, off);
  const wanted = off.by === 'sum' ? off.wanted : wants.reduce((sum, n) => sum + n, 0);
  if (wanted === 0) return null;
  const given = withinBudget(wants, lines, allowance, tally.given);
  book(work, offer, lines, { wanted, given, off, picked });
  tally.wanted += wanted;
  tally.given += given.reduce((sum, n) => sum + n, 0);
  tally.uses = Math.max(tally.uses, off.by === 'unit' && off.sets.length > 0 ? off.sets.length : 1);
  return byLineOfSale(work, lines, given);
}

function byLineOfSale(work: Work, lines: readonly WorkLine[], given: readonly number[]): number[] {
  const taken = work.lines.map(() => 0);
  let at = 0;
  for (const each of lines) {
    taken[each.sale.at] = given[at] ?? 0;
    at += 1;
  }
  return taken;
}

/** How many pieces a bundle lacks for its first set; 0 where it is complete or nothing of it is there. */
export function piecesMissing(work: Work, offer: Offer, bound: BoundPrice): number {
  const lines = linesFor(work, offer, bound);
  const picked = lines.length === 0 ? null : unitsFor(work, lines, null);
  if (picked === null || bound.kind.missing === undefined) return 0;
  return bound.kind.missing(bound.effect, goodsOf(work, lines, picked));
}

function linesFor(work: Work, offer: Offer, { selects }: BoundPrice): WorkLine[] {
  const onlyWhole = 'goods' in offer.source && offer.source.goods === 'undiscounted';
  return work.lines.filter(
    (each) =>
      each.sale.flags.discountable &&
      roomOf(each) > 0 &&
      selects(each.sale.line) &&
      !(onlyWhole && isReduced(each, offer)),
  );
}

/** By us before this offer, or by the POS, whatever the reason it gives. */
function isReduced({ sale: { line }, discounts }: WorkLine, offer: Offer): boolean {
  return line.posDiscounts.some(({ amount }) => amount > 0) || discounts.some(({ by }) => by !== offer.by);
}

interface Picked {
  /** Place in `sale.units`. */
  readonly at: number;
  readonly goods: GoodsUnit;
}

function unitsFor(work: Work, lines: readonly WorkLine[], allotted: Allotment): Picked[] | null {
  if (work.units === null) return null;
  const mine = new Set(lines.map((each) => each.sale.at));
  const picked: Picked[] = [];
  for (const [at, { unit, after }] of work.units.entries()) {
    if (!mine.has(unit.line) || (allotted && !allotted.has(at))) continue;
    picked.push({ at, goods: { id: unit.id, line: unit.line, price: unit.price, after } });
  }
  // Of equally dear pieces those come first of which more is left: which of two alike an earlier effect took must not matter.
  return picked.toSorted((a, b) => b.goods.price - a.goods.price || b.goods.after - a.goods.after);
}

function goodsOf(work: Work, lines: readonly WorkLine[], picked: readonly Picked[]): Goods {
  const { compiled } = work.sale;
  const lineAt = (at: number): WorkLine['sale']['line'] | undefined => work.lines[at]?.sale.line;
  return {
    sum:
      picked.length > 0
        ? picked.reduce((sum, { goods }) => sum + goods.after, 0)
        : lines.reduce((sum, each) => sum + each.after, 0),
    units: picked.map(({ goods }) => goods),
    quantityOf: (at) => lineAt(at)?.quantity ?? 0,
    isPieces: (at) => {
      const line = lineAt(at);
      return line !== undefined && countsPieces(line);
    },
    selects: (selector, at) => {
      const line = lineAt(at);
      return line !== undefined && compiled.testOf(selector)(line);
    },
  };
}

/** What each line is asked for, parallel to `lines`, and no line below its floor. */
function wantedByLine(
  work: Work,
  lines: readonly WorkLine[],
  picked: readonly Picked[] | null,
  goods: Goods,
  { kind }: BoundPrice,
  off: Off,
): number[] {
  if (off.by === 'unit') {
    const byLine = work.lines.map(() => 0);
    for (const [at, { line }] of goods.units.entries()) byLine[line] = (byLine[line] ?? 0) + (off.wanted[at] ?? 0);
    return lines.map((each) => Math.min(byLine[each.sale.at] ?? 0, roomOf(each)));
  }
  const left = lines.map((each) => leftOf(each, picked));
  const rooms = lines.map((each, at) => Math.min(roomOf(each), left[at] ?? 0));
  const weights = kind.shares === 'room' ? rooms : left;
  const most = weights.reduce((sum, n) => sum + n, 0);
  const shares = shareByLargestRemainder(
    Math.min(off.wanted, most),
    lines.map((each, at) => ({ id: each.sale.line.id, weight: weights[at] ?? 0 })),
  );
  return shares.map((share, at) => Math.min(share, rooms[at] ?? 0));
}

/** What is left of a line, or of those of its pieces that the rule was given. */
function leftOf(each: WorkLine, picked: readonly Picked[] | null): number {
  if (picked === null) return each.after;
  return picked.reduce((sum, { goods }) => sum + (goods.line === each.sale.at ? goods.after : 0), 0);
}

/** A budget trims an effect to what is left of it, in proportion; or drops it whole. */
function withinBudget(
  wants: readonly number[],
  lines: readonly WorkLine[],
  allowance: Allowance,
  givenBefore: number,
): readonly number[] {
  const sum = wants.reduce((total, n) => total + n, 0);
  const budget = allowance.money - givenBefore;
  if (sum <= budget) return wants;
  if (allowance.drop || budget <= 0) return wants.map(() => 0);
  return shareByLargestRemainder(
    budget,
    wants.map((weight, at) => ({ id: lines[at]?.sale.line.id ?? '', weight })),
  );
}

interface Booking {
  readonly wanted: number;
  readonly given: readonly number[];
  readonly off: Off;
  readonly picked: readonly Picked[] | null;
}

function book(work: Work, offer: Offer, lines: readonly WorkLine[], booking: Booking): void {
  const { wanted, given, off, picked } = booking;
  let at = 0;
  for (const each of lines) {
    const share = given[at] ?? 0;
    if (share > 0) takeFromPieces(work, each, share, off, picked);
    takeOff(each, offer.by, share);
    at += 1;
  }
  if (off.by === 'unit') spreadSets(work, off, picked ?? [], lines, given);
  bookDiscount(
    work,
    offer.by,
    wanted,
    given.reduce((sum, n) => sum + n, 0),
  );
}

/** What a line loses, its pieces lose: those the effect named, else all of them by what they cost. */
function takeFromPieces(work: Work, each: WorkLine, share: number, off: Off, picked: readonly Picked[] | null): void {
  if (work.units === null) return;
  const parts: { at: number; id: string; weight: number }[] = [];
  if (picked) {
    for (const [place, { at, goods }] of picked.entries()) {
      if (goods.line !== each.sale.at) continue;
      parts.push({ at, id: goods.id, weight: off.by === 'unit' ? (off.wanted[place] ?? 0) : goods.after });
    }
  } else {
    for (const [at, { unit, after }] of work.units.entries()) {
      if (unit.line === each.sale.at) parts.push({ at, id: unit.id, weight: after });
    }
  }
  for (const [place, part] of shareByLargestRemainder(share, parts).entries()) {
    const unit = work.units[parts[place]?.at ?? 0];
    if (unit) unit.after -= part;
  }
}

/** A set's discount belongs to all its goods by price, so that nobody returns the drinks and keeps the free snack. */
function spreadSets(
  work: Work,
  off: Extract<Off, { by: 'unit' }>,
  picked: readonly Picked[],
  lines: readonly WorkLine[],
  given: readonly number[],
): void {
  if (off.sets.length === 0) return;
  const wantedOf = work.lines.map(() => 0);
  for (const [at, { goods }] of picked.entries()) {
    wantedOf[goods.line] = (wantedOf[goods.line] ?? 0) + (off.wanted[at] ?? 0);
  }
  // A floor or a budget cut what a line gave: then what it shows is all that it gave, and nothing of it is moved.
  if (lines.some(({ sale }, at) => (given[at] ?? 0) !== wantedOf[sale.at])) return;
  for (const set of off.sets) {
    const amount = set.reduce((sum, at) => sum + (off.wanted[at] ?? 0), 0);
    const shares = shareByLargestRemainder(
      amount,
      set.map((at) => ({ id: picked[at]?.goods.id ?? '', weight: picked[at]?.goods.price ?? 0 })),
    );
    for (const [place, at] of set.entries()) {
      const line = work.lines[picked[at]?.goods.line ?? 0];
      if (line) line.moved += (off.wanted[at] ?? 0) - (shares[place] ?? 0);
    }
  }
}
