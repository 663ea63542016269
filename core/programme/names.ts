// All names that the rules of a programme may refer to, and the finding for one that it does not have.
import { z } from 'zod';
import { slugSchema } from '../base/id.ts';
import { finding } from './finding.ts';
import type { Finding, FindingCode } from './finding.ts';
import type { programmeHeadSchema } from './programme.ts';

export type Head = z.output<typeof programmeHeadSchema>;
export type NameList = 'unit' | 'tier' | 'membership' | 'segment' | 'coupon' | 'cause' | 'badge' | 'group';

export interface Names {
  readonly head: Head;
  has(list: NameList, id: string): boolean;
  /** A segment that the document has and that is set aside: who needs it cannot work either. */
  isAside(list: NameList, id: string): boolean;
}

const withId = z.object({ id: slugSchema });

/** Coupons come as they stand in the document: a campaign may give one that is itself set aside for another fault. */
export function namesOf(
  head: Head,
  segments: readonly { readonly id: string }[],
  raw: { readonly segments: readonly unknown[]; readonly coupons: readonly unknown[] },
): Names {
  const sets: Readonly<Record<NameList, ReadonlySet<string>>> = {
    unit: idsOf(head.units),
    tier: idsOf(head.tiers),
    membership: idsOf(head.memberships),
    cause: idsOf(head.causes),
    badge: idsOf(head.badges),
    group: idsOf(head.groups),
    segment: idsOf(segments),
    coupon: idsOf(raw.coupons),
  };
  const allSegments = idsOf(raw.segments);
  return {
    head,
    has: (list, id) => sets[list].has(id),
    isAside: (list, id) => list === 'segment' && allSegments.has(id) && !sets.segment.has(id),
  };
}

/** Of entries as they came: what has no readable id has none. */
export function idsOf(entries: readonly unknown[]): Set<string> {
  return new Set(entries.flatMap((each) => withId.safeParse(each).data?.id ?? []));
}

const codes: Readonly<Record<NameList, FindingCode>> = {
  unit: 'UnitUnknown',
  tier: 'TierUnknown',
  membership: 'MembershipUnknown',
  segment: 'SegmentUnknown',
  coupon: 'CouponUnknown',
  cause: 'CauseUnknown',
  badge: 'BadgeUnknown',
  group: 'GroupUnknown',
};

export function stranger(list: NameList, id: string, path: string, names: Names): Finding | null {
  if (names.has(list, id)) return null;
  return finding(path, names.isAside(list, id) ? 'SegmentAside' : codes[list], { id });
}

export function firstFinding<T>(all: readonly T[], wrong: (one: T, at: number) => Finding | null): Finding | null {
  for (const [at, one] of all.entries()) {
    const found = wrong(one, at);
    if (found !== null) return found;
  }
  return null;
}
