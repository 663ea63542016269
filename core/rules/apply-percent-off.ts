// A share off single lines. Computed once on the sum of what earlier effects left, then shared by largest remainder.
import { basisPointsOf, sumMoney } from '../base/money.ts';
import type { PercentOffEffect } from '../programme/effect.ts';
import type { Campaign } from '../programme/programme.ts';
import type { Cause } from './evaluation.ts';
import { mayApply } from './may-apply.ts';
import { shareByLargestRemainder } from './share.ts';
import { discountableLines, note, roomOf, takeOff } from './work.ts';
import type { Work } from './work.ts';

export function applyPercentOff(work: Work, campaign: Campaign, effect: PercentOffEffect): void {
  const by: Cause = { kind: 'campaign', id: campaign.id };
  if (!mayApply(work, campaign, by, false)) return;
  const lines = discountableLines(work, effect.selector);
  const wanted = basisPointsOf(sumMoney(lines.map((each) => each.after)), effect.basisPoints);
  if (lines.length === 0 || wanted === 0) {
    note(work, by, 'not-met', { reason: lines.length === 0 ? 'no-goods' : 'amount-too-small' });
    return;
  }
  const shares = shareByLargestRemainder(
    wanted,
    lines.map((each) => ({ id: each.line.id, weight: each.after })),
  );
  // A line's minimum keeps its share back; it is not put on the other lines, which have their percentage already.
  const held = lines.map((each, at) => Math.min(shares[at] ?? 0, roomOf(each)));
  const given = takeOff(work, by, wanted, lines, held);
  note(work, by, given < wanted ? 'limited' : 'applied', { given });
}
