// The first answer of the search, and the answer of `all` and `first`: rules in the order of work take what they may.
import type { Group } from '../programme/campaign.ts';
import type { Offer } from '../programme/offer.ts';
import type { Plan } from './run-steps.ts';
import type { Sale } from './work.ts';

/** In each basket group that lets one through, the first; in each group by unit, pieces to the first that can use them. */
export function greedyPlan(sale: Sale): Plan {
  const on = new Set<Offer>();
  const winners = new Map<string, string>();
  for (const { offer } of sale.campaigns) {
    if (offer.group === null) continue;
    const path = sale.compiled.groups.path(offer.group);
    if (claims(path, offer, winners)) on.add(offer);
  }
  return { on, pieces: new Map() };
}

/** A group that lets one child through belongs to the child that came first, all the way up. */
function claims(path: readonly Group[], offer: Offer, winners: Map<string, string>): boolean {
  const steps = path.map((group, at) => ({ group, child: at === 0 ? offer.by.id : (path[at - 1]?.id ?? '') }));
  const one = steps.filter(({ group }) => group.mode !== 'all' && group.scope === 'basket');
  if (one.some(({ group, child }) => (winners.get(group.id) ?? child) !== child)) return false;
  for (const { group, child } of one) winners.set(group.id, child);
  return true;
}
