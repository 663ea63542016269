// Whether a rule may apply to this sale at all, before anything is computed: not taken off, for this customer, not held out,
// within its limits, its conditions met. None of it depends on what other rules do.
import { bytesOfText } from '../base/bytes.ts';
import { sha256 } from '../base/digest.ts';
import { limits } from '../base/limits.ts';
import type { Limit } from '../programme/campaign.ts';
import type { Facts } from '../programme/facts.ts';
import type { Offer } from '../programme/offer.ts';
import { isOpen } from '../programme/window.ts';
import type { EvaluationInput, Usage } from './evaluation.ts';
import { missOf } from './miss-of.ts';
import type { Miss } from './miss-of.ts';
import type { TraceReason } from './trace.ts';

/** How much a rule may still give in this sale. `drop`: all or nothing where the money or units of a dropping limit run out. */
export interface Allowance {
  readonly uses: number;
  readonly money: number;
  readonly units: number;
  readonly drop: boolean;
}

export interface Standing {
  readonly offer: Offer;
  readonly allowance: Allowance;
}

export interface Refusal {
  readonly outcome: 'not-met' | 'declined' | 'held-out' | 'limited' | 'elsewhere';
  readonly reason: TraceReason | null;
  readonly miss: Miss | null;
}

/** Without its conditions where those are measured after the discounts: they are asked when its turn comes. */
export function standingOf(offer: Offer, input: EvaluationInput, facts: Facts): Standing | Refusal {
  if (!isOpen(offer.source.window, input.moment)) return refusal('elsewhere', 'other-time');
  if (offer.source.stores !== undefined && !offer.source.stores.includes(input.store))
    return refusal('elsewhere', 'other-store');
  // What staff and other shops buy is sold without loyalty: nothing is given, and nothing promised either.
  if (input.event === 'purchase' && input.basket.buyer !== 'public') return refusal('not-met', 'not-for-you');
  if (input.declined.includes(offer.by.id)) return refusal('declined', null);
  if (offer.needsMember && input.member === null) return refusal('not-met', 'no-member');
  if (isHeldOut(offer, input)) return refusal('held-out', null);
  if (offer.measure === 'before' && offer.condition !== null) {
    const miss = missOf(offer.condition, facts);
    if (miss) return { outcome: 'not-met', reason: 'condition', miss };
  }
  const allowance = allowanceOf(offer, input.usage);
  if (allowance === null) return refusal('limited', 'limit-reached');
  return { offer, allowance };
}

export function isRefusal(standing: Standing | Refusal): standing is Refusal {
  return 'outcome' in standing;
}

function refusal(outcome: Refusal['outcome'], reason: TraceReason | null): Refusal {
  return { outcome, reason, miss: null };
}

/** By a keyed hash of campaign and member: decided offline, and always the same. Nobody without a lot is held out. */
function isHeldOut({ holdout, by }: Offer, { member }: EvaluationInput): boolean {
  if (holdout === 0 || member === null || member.lot === null) return false;
  const [a = 0, b = 0, c = 0] = sha256(bytesOfText(`${by.id} ${member.lot}`));
  return ((a << 16) | (b << 8) | c) % 10_000 < holdout;
}

const unbounded: Allowance = {
  uses: Number.MAX_SAFE_INTEGER,
  money: Number.MAX_SAFE_INTEGER,
  units: Number.MAX_SAFE_INTEGER,
  drop: false,
};

/** What all its limits leave; null when one of them leaves nothing. */
function allowanceOf(offer: Offer, usage: readonly Usage[]): Allowance | null {
  if (offer.limits.length === 0) return unbounded;
  let { uses, money, units } = unbounded;
  // Only the limit that runs out first says what happens then: a count that drops makes no budget drop.
  const drops = { money: false, units: false };
  for (const limit of offer.limits) {
    const left = leftOf(limit, usageOf(offer, limit, usage));
    if (left <= 0) return null;
    if (limit.uses !== undefined) uses = Math.min(uses, left);
    if (limit.money !== undefined) {
      drops.money = dropsFirst(limit, left, money, drops.money);
      money = Math.min(money, left);
    }
    if (limit.units !== undefined) {
      drops.units = dropsFirst(limit, left, units, drops.units);
      units = Math.min(units, left);
    }
  }
  return { uses, money, units, drop: drops.money || drops.units };
}

function dropsFirst({ onLimit }: Limit, left: number, before: number, drops: boolean): boolean {
  if (left === before) return drops || onLimit === 'drop';
  return left < before ? onLimit === 'drop' : drops;
}

function usageOf({ by }: Offer, limit: Limit, usage: readonly Usage[]): Usage | undefined {
  return usage.find((each) => each.by.id === by.id && each.by.kind === by.kind && each.per === limit.per);
}

/** A strict limit gives no more than headquarters has lent to this till. */
function leftOf(limit: Limit, used: Usage | undefined): number {
  const most = limit.uses ?? limit.money ?? limit.units ?? limits.unitsMax;
  const spent = limit.uses !== undefined ? used?.uses : limit.money !== undefined ? used?.money : used?.units;
  const left = most - (spent ?? 0);
  return limit.counted === 'strict' && limit.per !== 'basket' ? Math.min(left, used?.lease ?? 0) : left;
}
