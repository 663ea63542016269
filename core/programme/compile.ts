// Document → what evaluate reads. A campaign that does not parse, or contradicts itself or the rest, is set aside with its
// path and a sentence; the rest works. A document that fails as a whole is refused and the one in force stays.
import { z } from 'zod';
import { slugSchema } from '../base/id.ts';
import { withinBounds } from '../base/json-size.ts';
import { limits } from '../base/limits.ts';
import { problem } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { campaignSchema } from './campaign.ts';
import type { Campaign } from './campaign.ts';
import type { Cause } from './cause.ts';
import { categoryTree } from './category-tree.ts';
import { contradictionOfSegment } from './condition-contradictions.ts';
import { contradictionOfCampaign, contradictionOfCoupon, contradictionOfReward } from './contradictions.ts';
import { dayIndexes } from './day-index.ts';
import type { DayIndexes } from './day-index.ts';
import { finding, findingOf, findingText } from './finding.ts';
import type { Finding, FindingCode } from './finding.ts';
import { groupTree } from './group-tree.ts';
import type { GroupTree } from './group-tree.ts';
import { headContradiction } from './head-contradictions.ts';
import { segmentSchema } from './named.ts';
import type { Segment } from './named.ts';
import { idsOf, namesOf } from './names.ts';
import type { Head } from './names.ts';
import { campaignOffer, couponOffer, rewardOffer } from './offer.ts';
import type { Offer } from './offer.ts';
import { couponSchema, rewardSchema } from './offers.ts';
import type { Coupon, Reward } from './offers.ts';
import { programmeHeadSchema } from './programme.ts';
import type { Programme } from './programme.ts';
import { lineTest } from './selector.ts';
import type { LineTest, Selector } from './selector.ts';
import { checkStores } from './store-contradictions.ts';
import { localTextSchema } from './text.ts';
import type { LocalText } from './text.ts';
import type { Unit } from './unit.ts';
import { upcast } from './upcast.ts';

export interface Quarantined {
  /** `campaigns.3.effects.0.unit`, where it stands in the document. */
  readonly path: string;
  readonly code: FindingCode;
  readonly params: Finding['params'];
  /** In English; `findingText` says it in German. */
  readonly sentence: string;
  /** The rule that is set aside, and its name, where both can be read. */
  readonly by: Cause | null;
  readonly name: LocalText | null;
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
  readonly campaignOffers: ReadonlyMap<string, Offer>;
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
  if (!lists.success) return refuse(findingOf(lists.error));
  const head = programmeHeadSchema.safeParse(withoutLists(current));
  if (!head.success) return refuse(findingOf(head.error));
  const wrong = headContradiction(head.data);
  if (wrong) return refuse(wrong);
  const read = readLists(head.data, lists.data);
  read.campaigns.sort((a, b) => b.priority - a.priority || byId(a, b));
  read.rewards.sort((a, b) => costOf(a) - costOf(b) || byId(a, b));
  read.coupons.sort(byId);
  const { quarantined, ...rules } = read;
  return ok(assemble({ ...head.data, ...rules }, quarantined));
}

type Lists = z.output<typeof listsSchema>;

/** Each entry for itself: what is wrong is set aside, and says so. */
function readLists(head: Head, raw: Lists): Pick<Programme, keyof Lists | 'stores'> & { quarantined: Quarantined[] } {
  const quarantined: Quarantined[] = [];
  const keep = keeper(quarantined, new Set());
  const before = namesOf(head, [], raw);
  const segments = keeper(quarantined, new Set())('segments', raw.segments, segmentSchema, (each) =>
    contradictionOfSegment(each, before),
  );
  const names = namesOf(head, segments, raw);
  const campaigns = keep('campaigns', raw.campaigns, campaignSchema, (each) => contradictionOfCampaign(each, names));
  const rewards = keep('rewards', raw.rewards, rewardSchema, (each) => contradictionOfReward(each, names));
  const coupons = keep('coupons', raw.coupons, couponSchema, (each) => contradictionOfCoupon(each, names));
  const { stores, findings } = checkStores(head.stores, {
    ids: idsOf(raw.campaigns),
    kept: new Map(campaigns.map((each) => [each.id, each])),
  });
  for (const each of findings) quarantined.push(setAside(each, null, null));
  return { segments, campaigns, rewards, coupons, stores, quarantined };
}

function refuse<T>({ path, code, params }: Finding): Result<T> {
  const [detail, detailDe] = [findingText({ code, params }, 'en'), findingText({ code, params }, 'de')];
  return fail(problem('ProgrammeInvalid', { path: path === '' ? 'the top' : path, detail, detailDe }));
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
    campaignOffers: new Map(offers.map((offer) => [offer.by.id, offer])),
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
  list: keyof typeof kinds | 'segments',
  entries: readonly unknown[],
  schema: z.ZodType<T>,
  contradiction: (entry: T) => Finding | null,
) => T[];

const kinds = { campaigns: 'campaign', rewards: 'reward', coupons: 'coupon' } as const;

/** An id is used once among all rules, so that "take it off" and "yes please" need no more than it. */
function keeper(quarantined: Quarantined[], taken: Set<string>): Keep {
  return (list, entries, schema, contradiction) => {
    const kept = [];
    for (const [at, entry] of entries.entries()) {
      const parsed = schema.safeParse(entry);
      const wrong = !parsed.success
        ? findingOf(parsed.error)
        : taken.has(parsed.data.id)
          ? finding('id', 'IdTwice', { id: parsed.data.id })
          : contradiction(parsed.data);
      if (wrong !== null) {
        const path = wrong.path === '' ? `${list}.${at}` : `${list}.${at}.${wrong.path}`;
        quarantined.push(setAside({ ...wrong, path }, list === 'segments' ? null : kinds[list], entry));
      } else if (parsed.success) {
        taken.add(parsed.data.id);
        kept.push(parsed.data);
      }
    }
    return kept;
  };
}

const known = z.object({
  id: slugSchema.optional().catch(undefined),
  name: localTextSchema.optional().catch(undefined),
});

function setAside({ path, code, params }: Finding, kind: Cause['kind'] | null, entry: unknown): Quarantined {
  const { id, name } = known.safeParse(entry).data ?? {};
  const by = kind !== null && id !== undefined ? { kind, id } : null;
  return { path, code, params, sentence: findingText({ code, params }, 'en'), by, name: name ?? null };
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
