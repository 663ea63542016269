// What a basket is worth to a customer. One pure function for till, server and preview: the same bytes in, the same bytes
// out. Find who could match, ask who may, choose who goes together, run the steps, say what came of it and why.
import type { CompiledProgramme } from '../programme/compile.ts';
import type { Facts } from '../programme/facts.ts';
import type { Offer } from '../programme/offer.ts';
import { choose } from './choose.ts';
import { endWork, rewardStates } from './end-work.ts';
import type { EvaluationInput } from './evaluation.ts';
import { factsOf } from './facts-of.ts';
import { findCampaigns } from './find-campaigns.ts';
import { missOf } from './miss-of.ts';
import { nudgesOf } from './nudges.ts';
import { runSteps } from './run-steps.ts';
import type { Run } from './run-steps.ts';
import { saleLines, saleUnits } from './sale-lines.ts';
import { isRefusal, standingOf } from './standing.ts';
import type { Standing } from './standing.ts';
import { restOfTrace, traceOf } from './trace-of.ts';
import type { Refused } from './trace-of.ts';
import type { Evaluated } from './trace.ts';
import type { Sale } from './work.ts';
import { worthOfRun } from './worth-of.ts';

/** `all` also says why the campaigns did not match that nothing in this sale points to; a till does not pay for it. */
export type Explain = 'matching' | 'all';

export function evaluate(
  compiled: CompiledProgramme,
  input: EvaluationInput,
  explain: Explain = 'matching',
): Evaluated {
  const { sale, refused, proposed } = openSale(compiled, input);
  const choice = choose(sale, (plan) => worthOfRun(runSteps(sale, plan).work));
  const run = runSteps(sale, choice.plan);
  const waiting = proposed.filter((standing) => isWanted(run, standing));
  const trace = traceOf(run, refused, choice, waiting);
  const rewards = rewardStates(run.work);
  const evaluation = endWork(run, rewards, {
    nudges: nudgesOf(run.work, trace, rewards),
    proposals: waiting.map(({ offer }) => offer.by.id),
    proven: choice.proven,
  });
  if (explain === 'matching') return { evaluation, trace };
  const looked = new Set([...sale.campaigns, ...refused, ...proposed].map(({ offer }) => offer.by.id));
  return { evaluation, trace: [...trace, ...restOfTrace(run.work, refused, looked)] };
}

interface Opened {
  readonly sale: Sale;
  readonly refused: readonly Refused[];
  /** May apply, and wait for a yes. */
  readonly proposed: readonly Standing[];
}

function openSale(compiled: CompiledProgramme, input: EvaluationInput): Opened {
  const lines = saleLines(input.basket);
  const facts = factsOf({ compiled, input, lines }, null, 'before');
  const campaigns: Standing[] = [];
  const refused: Refused[] = [];
  const proposed: Standing[] = [];
  for (const offer of findCampaigns(compiled, input)) {
    const standing = standingOf(offer, input, facts);
    if (isRefusal(standing)) refused.push({ offer, refusal: standing });
    else if (waitsForYes(offer, input)) proposed.push(standing);
    else campaigns.push(standing);
  }
  const units = needsUnits(compiled, input, campaigns) ? saleUnits(lines) : null;
  return { sale: { compiled, input, lines, units, campaigns }, refused, proposed };
}

function waitsForYes({ proposed, by }: Offer, { chosen }: EvaluationInput): boolean {
  return proposed && !chosen.some(({ id }) => id === by.id);
}

/** Proposed only where a yes would do something: its condition holds now. */
function isWanted({ work }: Run, { offer }: Standing): boolean {
  const facts: Facts = factsOf(work.sale, work, offer.measure);
  return offer.condition === null || missOf(offer.condition, facts) === null;
}

/** Single pieces are only made where something looks at them: a bundle, a free piece, a group by unit, points a piece. */
function needsUnits(compiled: CompiledProgramme, input: EvaluationInput, campaigns: readonly Standing[]): boolean {
  const byUnit = ({ price }: Offer): boolean => price.some(({ kind }) => kind.byUnit);
  const perPiece = ({ earn }: Offer): boolean => earn.some(({ effect }) => effect.kind === 'earnPerUnit');
  return (
    campaigns.some(({ offer }) => byUnit(offer) || perPiece(offer) || isByUnit(compiled, offer)) ||
    input.coupons.some(({ id }) => byUnitOf(compiled.couponOffers.get(id), byUnit)) ||
    compiled.rewardOffers.some(
      (offer) =>
        byUnit(offer) &&
        (input.chosen.some(({ id }) => id === offer.by.id) ||
          ('claim' in offer.source && offer.source.claim === 'automatic')),
    )
  );
}

function isByUnit({ groups }: CompiledProgramme, { group }: Offer): boolean {
  return group !== null && groups.path(group).some(({ scope }) => scope === 'unit');
}

function byUnitOf(offer: Offer | undefined, byUnit: (offer: Offer) => boolean): boolean {
  return offer !== undefined && byUnit(offer);
}
