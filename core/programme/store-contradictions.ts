// What a store's policy may not say: campaigns that do not exist, changes headquarters did not allow. Such an entry is set
// aside alone; the store keeps the rest of its policy, and the campaign runs there as headquarters wrote it.
import type { Campaign } from './campaign.ts';
import { finding } from './finding.ts';
import type { Finding } from './finding.ts';
import type { StorePolicy } from './named.ts';

export interface Campaigns {
  /** Also those that are set aside for another fault. */
  readonly ids: ReadonlySet<string>;
  readonly kept: ReadonlyMap<string, Campaign>;
}

export interface CheckedStores {
  readonly stores: StorePolicy[];
  readonly findings: readonly Finding[];
}

export function checkStores(stores: readonly StorePolicy[], campaigns: Campaigns): CheckedStores {
  const findings: Finding[] = [];
  const keep = <T>(entries: readonly T[], path: string, wrong: (entry: T, path: string) => Finding | null): T[] =>
    entries.filter((entry, at) => {
      const found = wrong(entry, `${path}.${at}`);
      if (found) findings.push(found);
      return found === null;
    });
  const named = (id: string, path: string): Finding | null =>
    campaigns.ids.has(id) ? null : finding(path, 'CampaignUnknown', { id });
  return {
    stores: stores.map((store, at) => ({
      ...store,
      off: keep(store.off, `stores.${at}.off`, named),
      on: keep(store.on, `stores.${at}.on`, named),
      tuned: keep(
        store.tuned,
        `stores.${at}.tuned`,
        (tuned, path) => named(tuned.campaign, `${path}.campaign`) ?? inTuned(tuned, path, campaigns),
      ),
      budgets: keep(store.budgets, `stores.${at}.budgets`, ({ campaign }, path) => named(campaign, `${path}.campaign`)),
    })),
    findings,
  };
}

function inTuned(tuned: StorePolicy['tuned'][number], path: string, campaigns: Campaigns): Finding | null {
  const campaign = campaigns.kept.get(tuned.campaign);
  if (!campaign) return null;
  const { id, tunable, window } = campaign;
  const { percent, from, to } = tuned;
  if (percent !== undefined) {
    const bounds = tunable?.percent;
    if (!bounds) return finding(`${path}.percent`, 'NotTunable', { id });
    const wrong = percent < bounds.min || percent > bounds.max;
    if (wrong) return finding(`${path}.percent`, 'TunedBeyond', { id, value: percent, ...bounds });
  }
  for (const [key, value] of [
    ['from', from],
    ['to', to],
  ] as const) {
    if (value === undefined) continue;
    const bounds = tunable?.dates;
    if (!bounds) return finding(`${path}.${key}`, 'NotTunable', { id });
    if (value < bounds.from || value > bounds.to) {
      return finding(`${path}.${key}`, 'TunedBeyond', { id, value, min: bounds.from, max: bounds.to });
    }
  }
  const [first, last] = [from ?? window?.from, to ?? window?.to];
  return first !== undefined && last !== undefined && first > last ? finding(path, 'TunedDatesCross', { id }) : null;
}
