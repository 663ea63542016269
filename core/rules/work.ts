// What an evaluation has in hand while it works. Effects change it in the fixed order; the search for the best combination
// makes one for each combination it looks at, and throws it away.
import { money } from '../base/money.ts';
import { units } from '../base/units.ts';
import type { Money } from '../base/money.ts';
import type { Cause } from '../programme/cause.ts';
import type { CompiledProgramme } from '../programme/compile.ts';
import type { Gift } from '../programme/effects/effect-kind.ts';
import type { Offer } from '../programme/offer.ts';
import type { Discount, EvaluatedLine, EvaluationInput, UnitsBy } from './evaluation.ts';
import type { SaleLine, SaleUnit } from './sale-lines.ts';
import type { Standing } from './standing.ts';

/** What stands still during an evaluation. */
export interface Sale {
  readonly compiled: CompiledProgramme;
  readonly input: EvaluationInput;
  readonly lines: readonly SaleLine[];
  /** Null where no effect needs single pieces, or there are too many. */
  readonly units: readonly SaleUnit[] | null;
  /** Campaigns that may apply, in the order of work. */
  readonly campaigns: readonly Standing[];
}

export interface WorkLine {
  readonly sale: SaleLine;
  /** What is left of the amount; effects lower it. */
  after: number;
  /** What a return gives more (or less) than `after`: a bundle's discount shows on the gift and belongs to the whole set. */
  moved: number;
  /** Minor units that were paid with units as a tender. */
  paidWithUnits: number;
  discounts: EvaluatedLine['discounts'];
  earned: UnitsBy[];
  /** The part of `earned` that multipliers count. */
  plain: UnitsBy[];
  spent: UnitsBy[];
}

export interface WorkUnit {
  readonly unit: SaleUnit;
  after: number;
}

/** What a rule has given so far in this sale. */
export interface Tally {
  wanted: number;
  given: number;
  wantedUnits: number;
  units: number;
  uses: number;
  gifts: number;
}

export interface Work {
  readonly sale: Sale;
  readonly lines: readonly WorkLine[];
  /** Parallel to `sale.units`. */
  readonly units: readonly WorkUnit[] | null;
  readonly discounts: Discount[];
  readonly earned: UnitsBy[];
  readonly spent: UnitsBy[];
  readonly gifts: { readonly by: Cause; readonly gift: Gift }[];
  /** Units that rewards and payment of this sale may still use. */
  readonly left: Map<string, number>;
  readonly tallies: Map<Offer, Tally>;
  payment: { unit: string; n: number; amount: number; settleAs: 'tender' | 'discount' } | null;
}

// Most lines have no discount and no units: they share one empty list, and get their own with the first entry.
const nothing: never[] = [];

export function beginWork(sale: Sale): Work {
  return {
    sale,
    lines: sale.lines.map((each) => ({
      sale: each,
      after: each.line.amount,
      moved: 0,
      paidWithUnits: 0,
      discounts: nothing,
      earned: nothing,
      plain: nothing,
      spent: nothing,
    })),
    units: sale.units && sale.units.map((unit) => ({ unit, after: unit.price })),
    discounts: [],
    earned: [],
    spent: [],
    gifts: [],
    left: new Map(sale.input.member?.spendable.map(({ unit, n }) => [unit, n])),
    tallies: new Map(),
    payment: null,
  };
}

export function tallyOf(work: Work, offer: Offer): Tally {
  const known = work.tallies.get(offer);
  if (known) return known;
  const made: Tally = { wanted: 0, given: 0, wantedUnits: 0, units: 0, uses: 0, gifts: 0 };
  work.tallies.set(offer, made);
  return made;
}

/** How far an effect may lower a line. */
export function roomOf(each: WorkLine): number {
  return Math.max(0, each.after - each.sale.floor);
}

/** Takes a share off a line and books it under its cause; its pieces are the caller's. */
export function takeOff(each: WorkLine, by: Cause, share: number): void {
  if (share === 0) return;
  each.after -= share;
  each.discounts = withEntry(each.discounts, { by, given: money(share) });
}

export function bookDiscount(work: Work, by: Cause, wanted: number, given: number): void {
  work.discounts.push({ by, wanted: money(wanted), given: money(given) });
}

export function bookUnits(
  each: WorkLine,
  list: 'earned' | 'plain' | 'spent',
  by: Cause,
  unit: string,
  n: number,
): void {
  if (n > 0) each[list] = withEntry(each[list], { by, unit, n: units(n) });
}

/** A list of its own, just as long as needed: lists that grow in place keep room for sixteen. */
function withEntry<T>(list: readonly T[], entry: T): T[] {
  return list.length === 0 ? [entry] : list.concat([entry]);
}

/** What the goods of a line are worth to who returns them: `after`, with bundle discounts spread over their sets. */
export function worthOf(lines: readonly WorkLine[]): Money[] {
  return lifted(
    lines.map((each) => each.after + each.moved),
    lines,
    lines.map((each) => each.moved),
  );
}

/** The part of it that was paid in money: what was paid with units comes back as units. */
export function moneyBackOf(lines: readonly WorkLine[]): Money[] {
  const worths = worthOf(lines);
  return lifted(
    lines.map((each, at) => (worths[at] ?? 0) - each.paidWithUnits),
    lines,
    lines.map((each, at) => (worths[at] ?? 0) - each.after),
  );
}

/** Later effects or units took more of a line than its set left there: what was moved to others goes back as far as needed. */
function lifted(values: number[], lines: readonly WorkLine[], moved: readonly number[]): Money[] {
  let lacking = 0;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? 0;
    if (value >= 0 || (lines[at]?.after ?? 0) < 0) continue;
    lacking -= value;
    values[at] = 0;
  }
  if (lacking === 0) return values.map(money);
  // By line id, so that the order in which goods were scanned does not decide whose they are.
  const idAt = (at: number): string => lines[at]?.sale.line.id ?? '';
  for (const at of [...values.keys()].toSorted((a, b) => (idAt(a) < idAt(b) ? -1 : 1))) {
    const value = values[at] ?? 0;
    const back = Math.min(lacking, Math.max(0, moved[at] ?? 0), Math.max(0, value));
    values[at] = value - back;
    lacking -= back;
  }
  return values.map(money);
}
