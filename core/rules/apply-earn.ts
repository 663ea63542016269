// Units for what is paid in money, after all discounts. Attributed to lines by largest remainder, for returns.
import { mulDiv, sumMoney } from '../base/money.ts';
import { units } from '../base/units.ts';
import type { EarnEffect } from '../programme/effect.ts';
import type { Campaign } from '../programme/programme.ts';
import { selects } from '../programme/selector.ts';
import type { Cause } from './evaluation.ts';
import { mayApply } from './may-apply.ts';
import { shareByLargestRemainder } from './share.ts';
import { note } from './work.ts';
import type { Work } from './work.ts';

export function applyEarn(work: Work, campaign: Campaign, effect: EarnEffect): void {
  const by: Cause = { kind: 'campaign', id: campaign.id };
  if (!mayApply(work, campaign, by, true)) return;
  const lines = work.lines.filter((each) => each.flags.earns && each.after > 0 && selects(effect.selector, each.line));
  const base = sumMoney(lines.map((each) => each.after));
  const n = earnedOn(base, effect);
  if (n === 0) {
    const missing = lines.length === 0 ? 0 : effect.amount - base;
    note(work, by, 'not-met', { reason: lines.length === 0 ? 'no-goods' : 'amount-too-small', missing });
    return;
  }
  const shares = shareByLargestRemainder(
    n,
    lines.map((each) => ({ id: each.line.id, weight: each.after })),
  );
  for (const [at, each] of lines.entries()) {
    const share = shares[at] ?? 0;
    if (share > 0) each.earned.push({ by, unit: effect.unit, n: units(share) });
  }
  work.earned.push({ by, unit: effect.unit, n });
  note(work, by, 'applied', { given: n });
}

function earnedOn(base: number, effect: EarnEffect): number {
  if (effect.whole) return mulDiv(base, 1, effect.amount, 'down') * effect.points;
  return mulDiv(base, effect.points, effect.amount, 'down');
}
