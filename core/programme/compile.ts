// Document → what evaluate reads. A campaign that does not parse, or names what the programme does not have, is set aside
// with its path and a sentence; the rest works. A document that fails as a whole is refused and the one in force stays.
import { z } from 'zod';
import { detailOf, problem } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { limits } from '../base/limits.ts';
import type { Bucket } from '../base/units.ts';
import { addMonths, monthOf } from '../base/time.ts';
import type { BusinessDate } from '../base/time.ts';
import { campaignSchema, programmeHeadSchema, rewardSchema } from './programme.ts';
import type { Campaign, Programme, Reward, Unit } from './programme.ts';

export interface Quarantined {
  readonly path: string;
  readonly sentence: string;
}

export interface CompiledProgramme {
  readonly programme: Programme;
  readonly units: ReadonlyMap<string, Unit>;
  /** In the order of work: priority descending, id ascending. */
  readonly campaigns: readonly Campaign[];
  readonly rewards: readonly Reward[];
  readonly quarantined: readonly Quarantined[];
}

const listsSchema = z.object({
  campaigns: z.array(z.unknown()).max(limits.campaignsMax),
  rewards: z.array(z.unknown()).max(limits.rewardsMax),
});

export function compile(document: unknown): Result<CompiledProgramme> {
  const head = programmeHeadSchema.safeParse(document);
  if (!head.success) return fail(problem('ProgrammeInvalid', detailOf(head.error)));
  const lists = listsSchema.safeParse(document);
  if (!lists.success) return fail(problem('ProgrammeInvalid', detailOf(lists.error)));
  const units = new Map(head.data.units.map((unit) => [unit.id, unit]));
  if (!units.has(head.data.offline.unit)) {
    return fail(
      problem('ProgrammeInvalid', { path: 'offline.unit', detail: `unknown unit "${head.data.offline.unit}"` }),
    );
  }
  const quarantined: Quarantined[] = [];
  const campaigns = keep('campaigns', lists.data.campaigns, campaignSchema, quarantined, (campaign) =>
    unknownUnit(
      campaign.effects.map((effect) => (effect.kind === 'earn' ? effect.unit : undefined)),
      units,
    ),
  );
  const rewards = keep('rewards', lists.data.rewards, rewardSchema, quarantined, (reward) =>
    unknownUnit([reward.cost.unit], units),
  );
  campaigns.sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1));
  rewards.sort((a, b) => a.cost.n - b.cost.n || (a.id < b.id ? -1 : 1));
  const programme: Programme = { ...head.data, campaigns, rewards };
  return ok({ programme, units, campaigns, rewards, quarantined });
}

function keep<T extends { id: string }>(
  list: string,
  entries: readonly unknown[],
  schema: z.ZodType<T>,
  quarantined: Quarantined[],
  contradiction: (entry: T) => string | null,
): T[] {
  const kept = new Map<string, T>();
  for (const [at, entry] of entries.entries()) {
    const parsed = schema.safeParse(entry);
    const wrong = !parsed.success
      ? detailOf(parsed.error).detail
      : kept.has(parsed.data.id)
        ? `the id "${parsed.data.id}" is used twice`
        : contradiction(parsed.data);
    if (wrong !== null) quarantined.push({ path: `${list}.${at}`, sentence: wrong });
    else if (parsed.success) kept.set(parsed.data.id, parsed.data);
  }
  return [...kept.values()];
}

function unknownUnit(used: readonly (string | undefined)[], known: ReadonlyMap<string, Unit>): string | null {
  const stranger = used.find((unit) => unit !== undefined && !known.has(unit));
  return stranger === undefined ? null : `it uses the unit "${stranger}", which the programme does not have`;
}

/** The bucket into which units earned on a date go: they expire together at the end of that month. */
export function bucketFor(unit: Unit, biz: BusinessDate): Bucket {
  return unit.expiry.kind === 'never' ? 'never' : addMonths(monthOf(biz), unit.expiry.months);
}
