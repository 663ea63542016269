// A sale before anything is computed: the campaigns that could match are found and asked whether they may, and single pieces
// are made where something looks at them.
import type { CompiledProgramme } from '../programme/compile.ts';
import type { Offer } from '../programme/offer.ts';
import type { EvaluationInput } from './evaluation.ts';
import { factsOf } from './facts-of.ts';
import { findCampaigns } from './find-campaigns.ts';
import { saleLines, saleUnits } from './sale-lines.ts';
import { isRefusal, standingOf } from './standing.ts';
import type { Standing } from './standing.ts';
import type { Refused } from './trace-of.ts';
import type { Sale } from './work.ts';

export interface Opened {
  readonly sale: Sale;
  readonly refused: readonly Refused[];
  /** May apply, and wait for a yes. */
  readonly proposed: readonly Standing[];
}

export function openSale(compiled: CompiledProgramme, input: EvaluationInput): Opened {
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
