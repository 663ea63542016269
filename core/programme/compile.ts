// Document → what evaluate reads. A campaign that does not parse, or contradicts itself or the rest, is set aside with its
// path and a sentence; the rest works. A document that fails as a whole is refused and the one in force stays.
import { z } from 'zod';
import { withinBounds } from '../base/json-size.ts';
import { limits } from '../base/limits.ts';
import { detailOf, problem } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { campaignSchema } from './campaign.ts';
import type { Campaign } from './campaign.ts';
import { categoryTree } from './category-tree.ts';
import { contradictionOfCampaign, contradictionOfCoupon, contradictionOfReward } from './contradictions.ts';
import { dayIndexes } from './day-index.ts';
import type { DayIndexes } from './day-index.ts';
import { groupTree } from './group-tree.ts';
import type { GroupTree } from './group-tree.ts';
import { headContradiction, namesOf } from './head-contradictions.ts';
import { segmentSchema } from './named.ts';
import type { Segment } from './named.ts';
import { campaignOffer, couponOffer, rewardOffer } from './offer.ts';
import type { Offer } from './offer.ts';
import { couponSchema, rewardSchema } from './offers.ts';
import type { Coupon, Reward } from './offers.ts';
import { programmeHeadSchema } from './programme.ts';
import type { Programme } from './programme.ts';
import { lineTest } from './selector.ts';
import type { LineTest, Selector } from './selector.ts';
import type { Unit } from './unit.ts';
import { upcast } from './upcast.ts';

export interface Quarantined {
  /** `campaigns.3`, where it stands in the document. */
  readonly path: string;
  readonly sentence: string;
}

export interface CompiledProgramme {
  readonly programme: Programme;
  readonly units: ReadonlyMap<string, Unit>;
  readonly segments: ReadonlyMap<string, Segment>;
  /** In the order of work: priority descending, id ascending. */
  readonly campaigns: readonly Campaign[];
  /** Cheapest first. */
  readonly rewards: readonly Reward[];
  readonly coupons: readonly Coupon[];
  readonly rewardOffers: readonly Offer[];
  readonly couponOffers: ReadonlyMap<string, Offer>;
  readonly groups: GroupTree;
  readonly indexOf: DayIndexes;
  readonly testOf: (selector: Selector) => LineTest;
  readonly quarantined: readonly Quarantined[];
}

const listsSchema = z.object({
  segments: z.array(z.unknown()).max(limits.namesOfProgrammeMax).default([]),
  campaigns: z.array(z.unknown()).max(limits.campaignsMax),
  rewards: z.array(z.unknown()).max(limits.rewardsMax),
  coupons: z.array(z.unknown()).max(limits.couponsMax).default([]),
});

export function compile(document: unknown): Result<CompiledProgramme> {
  const bounded = withinBounds(document, { depthMax: limits.jsonDepthMax, valuesMax: limits.documentValuesMax });
  if (!bounded.ok) return bounded;
  const current = upcast(document);
  const lists = listsSchema.safeParse(current);
  if (!lists.success) return fail(problem('ProgrammeInvalid', detailOf(lists.error)));
  const head = programmeHeadSchema.safeParse(withoutLists(current));
  if (!head.success) return fail(problem('ProgrammeInvalid', detailOf(head.error)));
  const wrong = headContradiction(head.data);
  if (wrong) return fail(problem('ProgrammeInvalid', wrong));
  const quarantined: Quarantined[] = [];
  const taken = new Set<string>();
  const keep = keeper(quarantined, taken);
  const segments = keeper(quarantined, new Set())('segments', lists.data.segments, segmentSchema, () => null);
  const coupons0 = lists.data.coupons;
  const names = namesOf(head.data, segments, coupons0);
  const campaigns = keep('campaigns', lists.data.campaigns, campaignSchema, (each) =>
    contradictionOfCampaign(each, names),
  );
  const rewards = keep('rewards', lists.data.rewards, rewardSchema, (each) => contradictionOfReward(each, names));
  const coupons = keep('coupons', coupons0, couponSchema, (each) => contradictionOfCoupon(each, names));
  campaigns.sort((a, b) => b.priority - a.priority || byId(a, b));
  rewards.sort((a, b) => costOf(a) - costOf(b) || byId(a, b));
  coupons.sort(byId);
  return ok(assemble({ ...head.data, segments, campaigns, rewards, coupons }, quarantined));
}

function assemble(programme: Programme, quarantined: readonly Quarantined[]): CompiledProgramme {
  const tree = categoryTree(programme.categories);
  const tests = new Map<Selector, LineTest>();
  const offers = programme.campaigns.map((campaign, rank) => campaignOffer(campaign, rank, tree));
  return {
    programme,
    units: new Map(programme.units.map((unit) => [unit.id, unit])),
    segments: new Map(programme.segments.map((segment) => [segment.id, segment])),
    campaigns: programme.campaigns,
    rewards: programme.rewards,
    coupons: programme.coupons,
    rewardOffers: programme.rewards.map((reward, rank) => rewardOffer(reward, rank, tree)),
    couponOffers: new Map(programme.coupons.map((coupon, rank) => [coupon.id, couponOffer(coupon, rank, tree)])),
    groups: groupTree(programme.groups),
    indexOf: dayIndexes({ programme, offers, tree }),
    testOf: (selector) => {
      const known = tests.get(selector);
      if (known) return known;
      const made = lineTest(selector, tree);
      tests.set(selector, made);
      return made;
    },
    quarantined,
  };
}

type Keep = <T extends { id: string }>(
  list: string,
  entries: readonly unknown[],
  schema: z.ZodType<T>,
  contradiction: (entry: T) => string | null,
) => T[];

/** An id is used once among all rules, so that "take it off" and "yes please" need no more than it. */
function keeper(quarantined: Quarantined[], taken: Set<string>): Keep {
  return (list, entries, schema, contradiction) => {
    const kept = [];
    for (const [at, entry] of entries.entries()) {
      const parsed = schema.safeParse(entry);
      const wrong = !parsed.success
        ? detailOf(parsed.error).detail
        : taken.has(parsed.data.id)
          ? `the id "${parsed.data.id}" is used twice`
          : contradiction(parsed.data);
      if (wrong !== null) quarantined.push({ path: `${list}.${at}`, sentence: wrong });
      else if (parsed.success) {
        taken.add(parsed.data.id);
        kept.push(parsed.data);
      }
    }
    return kept;
  };
}

function withoutLists(document: unknown): unknown {
  if (typeof document !== 'object' || document === null) return document;
  const lists = new Set(['segments', 'campaigns', 'rewards', 'coupons']);
  return Object.fromEntries(Object.entries(document).filter(([key]) => !lists.has(key)));
}

function costOf({ cost }: Reward): number {
  return 'n' in cost ? cost.n : cost.step;
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1;
}
