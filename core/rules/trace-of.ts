// The trace, made from what the run left: for every campaign that could match, every coupon on the counter and every chosen
// reward, what came of it. With `all`, also those that could not match.
import type { Campaign } from '../programme/campaign.ts';
import { conditionKinds } from '../programme/conditions/condition.ts';
import type { ConditionLeaf } from '../programme/conditions/condition.ts';
import type { Offer } from '../programme/offer.ts';
import { isOpen } from '../programme/window.ts';
import { earningLines } from './apply-earn.ts';
import { couponRefusal, rewardRefusal } from './apply-offers.ts';
import { piecesMissing } from './apply-price.ts';
import type { Choice } from './choose.ts';
import { factsOf } from './facts-of.ts';
import { missOf } from './miss-of.ts';
import type { Run } from './run-steps.ts';
import type { Refusal, Standing } from './standing.ts';
import type { TraceEntry, TraceReason } from './trace.ts';
import type { Sale, Tally, Work } from './work.ts';

export interface Refused {
  readonly offer: Offer;
  readonly refusal: Refusal;
}

export function traceOf(
  run: Run,
  refused: readonly Refused[],
  choice: Choice,
  proposed: readonly Standing[],
): TraceEntry[] {
  const { work } = run;
  const entries: { readonly rank: number; readonly entry: TraceEntry }[] = [];
  for (const { offer, refusal } of refused) {
    if (refusal.outcome !== 'elsewhere') entries.push({ rank: offer.rank, entry: refusalEntry(offer, refusal) });
  }
  for (const { offer } of proposed) entries.push({ rank: offer.rank, entry: entryOf(offer, { outcome: 'proposed' }) });
  for (const { offer } of work.sale.campaigns) {
    entries.push({ rank: offer.rank, entry: campaignEntry(run, offer, choice) });
  }
  const campaigns = entries.toSorted((a, b) => a.rank - b.rank).map(({ entry }) => entry);
  return [...campaigns, ...couponEntries(work), ...rewardEntries(work)];
}

/** The campaigns nobody looked at, and those that quarantine set aside. */
export function restOfTrace(work: Work, refused: readonly Refused[], looked: ReadonlySet<string>): TraceEntry[] {
  const { compiled } = work.sale;
  const late = refused.filter(({ refusal }) => refusal.outcome === 'elsewhere');
  const rest = compiled.campaigns.filter(({ id }) => !looked.has(id));
  return [
    ...late.map(({ offer, refusal }) => refusalEntry(offer, refusal)),
    ...rest.map((campaign) => elsewhere(campaign, work.sale)),
    ...compiled.quarantined.flatMap(({ by }): TraceEntry[] =>
      by?.kind === 'campaign' ? [{ ...blank, by, outcome: 'quarantined' }] : [],
    ),
  ];
}

function elsewhere(campaign: Campaign, sale: Sale): TraceEntry {
  const by = { kind: 'campaign', id: campaign.id } as const;
  const reason = whyElsewhere(campaign, sale);
  const condition = reason === 'other-goods' ? unmetOfCustomer(campaign, sale) : null;
  return { ...blank, by, outcome: 'elsewhere', reason: condition ? 'condition' : reason, condition };
}

/** The index left it out because it is for other customers: this is what it asks of them. */
function unmetOfCustomer({ audience, conditions }: Campaign, sale: Sale): ConditionLeaf | null {
  const facts = factsOf(sale, null, 'before');
  for (const asked of [audience, conditions]) {
    const miss = typeof asked === 'object' ? missOf(asked, facts) : null;
    if (miss && conditionKinds[miss.condition.kind].ofMember) return miss.condition;
  }
  return null;
}

/** The first of event, store, time and goods: more goods would help nobody while the campaign sleeps. */
function whyElsewhere({ id, trigger, local, stores, window }: Campaign, { compiled, input }: Sale): TraceReason {
  if (trigger !== input.event) return 'other-event';
  const policy = compiled.programme.stores.find((each) => each.id === input.store);
  const on = policy?.off.includes(id) !== true && (!local || policy?.on.includes(id) === true);
  if (!on || (stores !== undefined && !stores.includes(input.store))) return 'other-store';
  return isOpen(window, input.moment) ? 'other-goods' : 'other-time';
}

function campaignEntry({ work, misses }: Run, offer: Offer, choice: Choice): TraceEntry {
  const tally = work.tallies.get(offer);
  const miss = misses.get(offer);
  if (tally && didSomething(tally)) return doneEntry(offer, tally);
  if (miss) return entryOf(offer, { outcome: 'not-met', reason: 'condition', ...miss });
  const lost = choice.outweighed.get(offer);
  if (lost) return entryOf(offer, { outcome: 'outweighed', outweighedBy: lost.by, missing: lost.missing });
  if (tally && tally.wanted + tally.wantedUnits > 0) {
    const wanted = tally.wanted > 0 ? tally.wanted : tally.wantedUnits;
    return entryOf(offer, { outcome: 'limited', reason: 'nothing-left', wanted });
  }
  return nothingDone(work, offer);
}

function didSomething({ given, units, gifts }: Tally): boolean {
  return given + units + gifts > 0;
}

/** In money where it gave money, else in units. */
function doneEntry(offer: Offer, { wanted, given, wantedUnits, units }: Tally): TraceEntry {
  const outcome = given < wanted || units < wantedUnits ? 'limited' : 'applied';
  return given > 0
    ? entryOf(offer, { outcome, given, wanted })
    : entryOf(offer, { outcome, given: units, wanted: wantedUnits });
}

/** It may apply, and found nothing to do: no such goods, too little of them, or no complete set. */
function nothingDone(work: Work, offer: Offer): TraceEntry {
  for (const bound of offer.price) {
    if (bound.kind.byUnit && work.sale.units === null) {
      return entryOf(offer, { outcome: 'not-met', reason: 'too-many-pieces' });
    }
    const pieces = piecesMissing(work, offer, bound);
    if (pieces > 0) return entryOf(offer, { outcome: 'not-met', reason: 'goods-missing', missing: pieces * 1000 });
  }
  for (const bound of offer.earn) {
    const { effect } = bound;
    const lines = earningLines(work, bound);
    if (effect.kind !== 'earn' || lines.length === 0) continue;
    const base = lines.reduce((sum, each) => sum + each.after - each.paidWithUnits, 0);
    const missing = effect.whole ? Math.max(0, effect.amount - base) : 0;
    return entryOf(offer, { outcome: 'not-met', reason: 'amount-too-small', missing });
  }
  return entryOf(offer, { outcome: 'not-met', reason: 'no-goods' });
}

function couponEntries(work: Work): TraceEntry[] {
  return work.sale.input.coupons.map(({ id }, place) => {
    const offer = work.sale.compiled.couponOffers.get(id);
    if (!offer) return { ...blank, by: { kind: 'coupon', id }, outcome: 'elsewhere', reason: 'not-here' };
    const tally = work.tallies.get(offer);
    const refusal = couponRefusal(work, offer, place);
    // One paper too many, beside others of its kind that worked.
    if (refusal?.outcome === 'limited') return refusalEntry(offer, refusal);
    if (tally && didSomething(tally)) return doneEntry(offer, tally);
    return refusal ? refusalEntry(offer, refusal) : nothingDone(work, offer);
  });
}

function rewardEntries(work: Work): TraceEntry[] {
  const { compiled, input } = work.sale;
  return compiled.rewardOffers.flatMap((offer): TraceEntry[] => {
    if (!input.chosen.some(({ id }) => id === offer.by.id) && !work.tallies.has(offer)) return [];
    const tally = work.tallies.get(offer);
    if (tally && didSomething(tally)) return [doneEntry(offer, tally)];
    const refusal = rewardRefusal(work, offer);
    if (!refusal) return [nothingDone(work, offer)];
    return [entryOf(offer, { outcome: 'not-met', reason: refusal.reason, missing: refusal.missing })];
  });
}

const blank = {
  outcome: 'not-met',
  reason: null,
  condition: null,
  missing: 0,
  given: 0,
  wanted: 0,
  outweighedBy: null,
} as const;

function refusalEntry(offer: Offer, { outcome, reason, miss }: Refusal): TraceEntry {
  return entryOf(offer, { outcome, reason, ...miss });
}

function entryOf(offer: Offer, more: Partial<TraceEntry>): TraceEntry {
  return { ...blank, by: offer.by, ...more };
}
