// The campaigns of one store on one business day, found by what is in the sale. Made when the first sale of that day asks for
// it; the store's own switches, tuned fields and budgets are worked in here, so that no sale pays for them again.
import type { BusinessDate } from '../base/time.ts';
import { limits } from '../base/limits.ts';
import type { Campaign } from './campaign.ts';
import { campaignOffer } from './offer.ts';
import type { Offer } from './offer.ts';
import { offerIndex } from './offer-index.ts';
import type { OfferIndex } from './offer-index.ts';
import { offerKeys } from './offer-keys.ts';
import type { Programme } from './programme.ts';
import type { CategoryTree } from './selector.ts';
import type { StorePolicy } from './named.ts';
import { mayOpenOn } from './window.ts';

/** Places are those in `offers`. */
export interface DayIndex extends OfferIndex {
  /** In the order of work. */
  readonly offers: readonly Offer[];
}

export type DayIndexes = (trigger: Campaign['trigger'], store: string, biz: BusinessDate) => DayIndex;

interface Sources {
  readonly programme: Programme;
  /** In the order of work. */
  readonly offers: readonly Offer[];
  readonly tree: CategoryTree;
}

/** Remembers the last few days asked for; the answer is the same whether it was remembered or made. */
export function dayIndexes(sources: Sources): DayIndexes {
  const known = new Map<string, DayIndex>();
  const computed = new Set(sources.programme.segments.flatMap(({ id, when }) => (when ? [id] : [])));
  const policies = new Map(sources.programme.stores.map((policy) => [policy.id, policy]));
  return (trigger, store, biz) => {
    const key = `${trigger} ${store} ${biz}`;
    const before = known.get(key);
    if (before) return before;
    const made = makeIndex(sources, computed, policies.get(store), trigger, store, biz);
    if (known.size >= limits.dayIndexesMax) known.clear();
    known.set(key, made);
    return made;
  };
}

function makeIndex(
  { offers, tree }: Sources,
  computed: ReadonlySet<string>,
  policy: StorePolicy | undefined,
  trigger: Campaign['trigger'],
  store: string,
  biz: BusinessDate,
): DayIndex {
  const off = new Set(policy?.off);
  const on = new Set(policy?.on);
  const here: Offer[] = [];
  for (const offer of offers) {
    const campaign = offer.source as Campaign;
    if (campaign.trigger !== trigger || off.has(campaign.id) || (campaign.local && !on.has(campaign.id))) continue;
    if (campaign.stores !== undefined && !campaign.stores.includes(store)) continue;
    const tuned = policy ? tunedOffer(offer, campaign, policy, tree) : offer;
    if (mayOpenOn(tuned.source.window, biz)) here.push(tuned);
  }
  return { offers: here, ...offerIndex(here.map((offer) => offerKeys(offer, { tree, computed }))) };
}

/** The campaign as this store's manager has tuned it, and with the budget that it has here. Bounds were checked before. */
function tunedOffer(offer: Offer, campaign: Campaign, policy: StorePolicy, tree: CategoryTree): Offer {
  const tuned = policy.tuned.find((each) => each.campaign === campaign.id);
  const budget = policy.budgets.find((each) => each.campaign === campaign.id);
  if (!tuned && !budget) return offer;
  const window =
    tuned?.from === undefined && tuned?.to === undefined
      ? campaign.window
      : { ...campaign.window, from: tuned.from ?? campaign.window?.from, to: tuned.to ?? campaign.window?.to };
  const percent = tuned?.percent;
  const changed: Campaign = {
    ...campaign,
    ...(window === undefined ? {} : { window }),
    effects: campaign.effects.map((effect) =>
      percent !== undefined && effect.kind === 'percentOff' ? { ...effect, basisPoints: percent } : effect,
    ),
    limits: budget
      ? [...campaign.limits, { per: 'store-day', money: budget.money, counted: 'lenient', onLimit: 'trim' }]
      : campaign.limits,
  };
  return campaignOffer(changed, offer.rank, tree);
}
