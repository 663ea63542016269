// What a minor unit of discount surely costs the customer elsewhere: "10 % off the basket" takes a tenth of it back, and points
// are earned on less. Known for certain, it brings the bound of the search close to the truth.
import { mulDiv } from '../base/money.ts';
import type { BoundEarn, BoundPrice, Offer } from '../programme/offer.ts';
import type { SaleLine } from './sale-lines.ts';
import type { Standing } from './standing.ts';
import type { Sale } from './work.ts';
import { worthOfUnits } from './worth-of.ts';

/** Of each minor unit of worth that groups give on items and bundles, so many millionths remain; and the error of rounding. */
export interface Slope {
  readonly keptMillionths: number;
  /** In thousandths of minor units. */
  readonly error: number;
}

const whole = 1_000_000;

/** Only what is sure to lose in proportion counts: no limits, no floors, and every line that a group may reduce. */
export function slopeOf(sale: Sale): Slope {
  const grouped = sale.campaigns.filter(({ offer }) => offer.group !== null);
  const bounds = grouped.flatMap(({ offer }) => offer.price);
  const lines = sale.lines.filter(
    ({ line, flags }) => flags.discountable && line.amount > 0 && bounds.some(({ selects }) => selects(line)),
  );
  const before = bounds.every(({ step }) => step !== 'basket');
  const percents = before ? sale.campaigns.flatMap((each) => basketPercents(each)) : [];
  const earns = sale.campaigns.flatMap((each) => plainEarns(sale, each));
  if (percents.length + earns.length === 0 || lines.length === 0) return flat;
  const kept = Math.max(...lines.map((line) => keptOf(sale, line, percents, earns)));
  if (kept === whole) return flat;
  // A percentage rounds once, and what it rounds is earned on.
  const rates = lines.map((line) => rateOf(sale, line, earns));
  const rounded = percents.length * 1000;
  const error = rounded + mulDiv(rounded, Math.max(...rates), whole, 'up');
  return { keptMillionths: kept, error: earns.reduce((sum, each) => sum + errorOf(sale, each), error) };
}

const flat: Slope = { keptMillionths: whole, error: 0 };

function keptOf(
  sale: Sale,
  { line, flags, floor }: SaleLine,
  percents: readonly BoundPrice[],
  earns: readonly BoundEarn[],
): number {
  if (floor > 0) return whole;
  let left = whole;
  for (const { effect, selects } of percents) {
    if (effect.kind === 'percentOff' && selects(line)) left = mulDiv(left, 10_000 - effect.basisPoints, 10_000, 'up');
  }
  // What is left of the discount after the percentages lowers what is earned on.
  const rate = Math.min(whole, rateOf(sale, { line, flags }, earns));
  return left - mulDiv(left, rate, whole, 'down');
}

/** Millionths of each minor unit paid for a line that come back as units. */
function rateOf(sale: Sale, { line, flags }: Pick<SaleLine, 'line' | 'flags'>, earns: readonly BoundEarn[]): number {
  let rate = 0;
  for (const { effect, selects } of earns) {
    if (effect.kind !== 'earn' || !flags.earns || !selects(line)) continue;
    rate += mulDiv(worthOfUnits(sale.compiled, effect.unit, effect.points) * 1000, 1, effect.amount, 'down');
  }
  return rate;
}

function basketPercents({ offer, allowance }: Standing): BoundPrice[] {
  if (offer.group !== null || isLimited(offer) || allowance.drop) return [];
  return offer.price.filter(({ effect }) => effect.kind === 'percentOff' && effect.on === 'basket');
}

/** Earning that was asked for nothing: a threshold may already be missed, and then nothing is lost. */
function plainEarns(sale: Sale, { offer }: Standing): BoundEarn[] {
  if (offer.group !== null || offer.condition !== null || isLimited(offer) || offer.price.length > 0) return [];
  const simple = sale.input.payWithUnits === null && (sale.input.tenders ?? []).length === 0;
  return simple
    ? offer.earn.filter(
        ({ effect }) => effect.kind === 'earn' && sale.compiled.units.get(effect.unit)?.earnOn === 'as-priced',
      )
    : [];
}

function isLimited({ limits }: Offer): boolean {
  return limits.length > 0;
}

function errorOf(sale: Sale, { effect }: BoundEarn): number {
  if (effect.kind !== 'earn') return 0;
  return worthOfUnits(sale.compiled, effect.unit, effect.whole ? effect.points : 1) + 1;
}
