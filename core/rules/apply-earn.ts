// Units for what is paid in money, after all discounts. Attributed to lines by largest remainder, for returns.
import { limits } from '../base/limits.ts';
import { mulDiv } from '../base/money.ts';
import type { Money } from '../base/money.ts';
import { shareByLargestRemainder } from '../base/share.ts';
import { units } from '../base/units.ts';
import type { BoundEarn } from '../programme/offer.ts';
import type { Unit } from '../programme/unit.ts';
import { countsPieces } from './sale-lines.ts';
import type { UnitsBy } from './evaluation.ts';
import type { Standing } from './standing.ts';
import { bookUnits, tallyOf, worthOf } from './work.ts';
import type { Work, WorkLine } from './work.ts';

/** What earning needs of a sale, made once after the last discount. */
export interface EarnGround {
  /** Minor units paid in money for each line. */
  readonly paid: readonly number[];
  readonly worths: readonly Money[];
  /** Minor units of the tenders on which nothing is earned, and of all that is to be paid in money. */
  readonly idle: number;
  readonly total: number;
}

export function earnGround(work: Work): EarnGround {
  const { input, compiled } = work.sale;
  const paid = work.lines.map((each) => Math.max(0, each.after - each.paidWithUnits));
  const total = paid.reduce((sum, n) => sum + n, 0);
  const without = new Set(compiled.programme.tendersWithoutEarning);
  const idle = (input.tenders ?? []).reduce((sum, { kind, amount }) => sum + (without.has(kind) ? amount : 0), 0);
  return { paid, worths: worthOf(work.lines), total, idle: Math.min(Math.max(0, idle), total) };
}

/** Lines on which it is earned: selected, allowed to, and paid for at least in part with money. */
export function earningLines(work: Work, { selects }: Pick<BoundEarn, 'selects'>): WorkLine[] {
  return work.lines.filter(
    (each) => each.sale.flags.earns && each.after > each.paidWithUnits && selects(each.sale.line),
  );
}

/** Books what one effect gives; nothing where there is nothing to earn on. */
export function applyEarn(work: Work, ground: EarnGround, { offer, allowance }: Standing, bound: BoundEarn): void {
  const unit = work.sale.compiled.units.get(bound.effect.unit);
  if (!unit) return;
  const lines = earningLines(work, bound);
  if (lines.length === 0 && work.sale.input.event === 'purchase') return;
  const base = {
    amount: baseOf(work, ground, lines, unit),
    quantity: quantityOf(work, lines, bound),
    earned: bound.kind.multiplies ? earnedBefore(lines, unit.id) : 0,
  };
  const wanted = Math.min(Math.max(0, bound.kind.earn(bound.effect, base, unit.rounding)), limits.unitsMax);
  const tally = tallyOf(work, offer);
  const left = allowance.units - tally.units;
  const n = wanted <= left ? wanted : allowance.drop ? 0 : Math.max(0, left);
  tally.wantedUnits += wanted;
  if (n === 0) return;
  tally.units += n;
  tally.uses = Math.max(tally.uses, 1);
  const given: UnitsBy = { by: offer.by, unit: unit.id, n: units(n) };
  work.earned.push(given);
  if (lines.length > 0) attribute(ground, lines, bound, given);
}

/** On the unit's own base; tenders that do not earn take their share of it, in proportion. */
function baseOf(work: Work, { paid, idle, total }: EarnGround, lines: readonly WorkLine[], unit: Unit): number {
  const { taxes } = work.sale.compiled.programme;
  const included = work.sale.input.basket.priceBasis === 'tax-included';
  let sum = 0;
  for (const { sale } of lines) {
    const amount = paid[sale.at] ?? 0;
    const rate =
      unit.earnOn === 'as-priced' ? 0 : (taxes.find(({ code }) => code === sale.line.taxCode)?.basisPoints ?? 0);
    if (unit.earnOn === 'net' && included) sum += mulDiv(amount, 10_000, 10_000 + rate, 'halfAwayFromZero');
    else if (unit.earnOn === 'gross' && !included) sum += mulDiv(amount, 10_000 + rate, 10_000, 'halfAwayFromZero');
    else sum += amount;
  }
  return idle === 0 ? sum : sum - mulDiv(sum, idle, total, 'halfAwayFromZero');
}

/** Thousandths of what is paid for: a piece that was free earns nothing. */
function quantityOf(work: Work, lines: readonly WorkLine[], { effect }: BoundEarn): number {
  if (effect.kind !== 'earnPerUnit') return 0;
  let sum = 0;
  for (const { sale } of lines) {
    if (effect.of !== 'piece') sum += sale.line.unit === effect.of ? sale.line.quantity : 0;
    else sum += paidPieces(work, sale);
  }
  return sum;
}

/** As people count them; where some pieces of the line were free, in proportion. */
function paidPieces(work: Work, { at, line, flags }: WorkLine['sale']): number {
  const all = line.pieces * 1000;
  if (work.units === null || !countsPieces(line) || !flags.discountable) return all;
  let made = 0;
  let paid = 0;
  for (const { unit, after } of work.units) {
    if (unit.line !== at) continue;
    made += 1;
    if (after > 0) paid += 1;
  }
  return made === 0 ? all : mulDiv(all, paid, made, 'down');
}

/** What effects that multipliers count gave for these lines. */
function earnedBefore(lines: readonly WorkLine[], unit: string): number {
  return lines.reduce((sum, each) => sum + plainOf(each, unit), 0);
}

function plainOf({ plain }: WorkLine, unit: string): number {
  return plain.reduce((sum, each) => sum + (each.unit === unit ? each.n : 0), 0);
}

/** A multiplier's bonus lies where its base lies; anything else by what the lines are worth to who returns them. */
function attribute({ worths }: EarnGround, lines: readonly WorkLine[], bound: BoundEarn, given: UnitsBy): void {
  const parts = lines.map((each) => ({
    id: each.sale.line.id,
    weight: bound.kind.multiplies ? plainOf(each, given.unit) : Math.max(0, worths[each.sale.at] ?? 0),
  }));
  // Goods that cost nothing can still bring a visit's points: the first line carries them.
  if (parts.every(({ weight }) => weight === 0)) {
    const [first] = parts.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    if (first) first.weight = 1;
  }
  const shares = shareByLargestRemainder(given.n, parts);
  let at = 0;
  for (const each of lines) {
    const share = shares[at] ?? 0;
    bookUnits(each, 'earned', given.by, given.unit, share);
    if (bound.kind.multiplied) bookUnits(each, 'plain', given.by, given.unit, share);
    at += 1;
  }
}
