// What spoils a document as a whole: names used twice, parents that do not exist, circles. And the list of all names, for
// checking what the rules refer to.
import { z } from 'zod';
import { slugSchema } from '../base/id.ts';
import { limits } from '../base/limits.ts';
import type { Segment } from './named.ts';
import type { programmeHeadSchema } from './programme.ts';
import type { NamedList } from './words.ts';

export type Head = z.output<typeof programmeHeadSchema>;

export interface Names {
  readonly head: Head;
  has(list: NamedList | 'group' | 'store' | 'tax', id: string): boolean;
}

/** Null when the head agrees with itself; else where and why not. */
export function headContradiction(head: Head): { path: string; detail: string } | null {
  if (!head.units.some(({ id }) => id === head.offline.unit)) {
    return { path: 'offline.unit', detail: `unknown unit "${head.offline.unit}"` };
  }
  for (const list of ['units', 'tiers', 'memberships', 'causes', 'badges', 'groups', 'stores', 'categories'] as const) {
    const twice = firstTwice(head[list].map(({ id }) => id));
    if (twice !== null) return { path: list, detail: `the id "${twice}" is used twice` };
  }
  return parentContradiction('groups', head.groups) ?? parentContradiction('categories', head.categories);
}

function parentContradiction(
  path: 'groups' | 'categories',
  entries: readonly { readonly id: string; readonly parent?: string | undefined }[],
): { path: string; detail: string } | null {
  const parents = new Map(entries.map(({ id, parent }) => [id, parent]));
  const depthMax = path === 'groups' ? limits.groupDepthMax : limits.categoryDepthMax;
  for (const { id, parent } of entries) {
    if (path === 'groups' && parent !== undefined && !parents.has(parent)) {
      return { path, detail: `"${id}" stands in "${parent}", which does not exist` };
    }
    let depth = 0;
    for (let at = parent; at !== undefined; at = parents.get(at)) {
      depth += 1;
      if (depth > depthMax) return { path, detail: `"${id}" stands deeper than ${depthMax} levels, or in itself` };
    }
  }
  return null;
}

function firstTwice(ids: readonly string[]): string | null {
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) return id;
    seen.add(id);
  }
  return null;
}

const withId = z.object({ id: slugSchema });

/** Coupons come as they stand in the document: a campaign may give one that is itself set aside for another fault. */
export function namesOf(head: Head, segments: readonly Segment[], coupons: readonly unknown[]): Names {
  const ids = (list: readonly { id: string }[]): Set<string> => new Set(list.map(({ id }) => id));
  const sets: Readonly<Record<string, ReadonlySet<string>>> = {
    unit: ids(head.units),
    tier: ids(head.tiers),
    membership: ids(head.memberships),
    cause: ids(head.causes),
    badge: ids(head.badges),
    group: ids(head.groups),
    store: ids(head.stores),
    tax: new Set(head.taxes.map(({ code }) => code)),
    segment: ids(segments),
    coupon: ids(coupons.flatMap((each) => withId.safeParse(each).data ?? [])),
  };
  return { head, has: (list, id) => sets[list]?.has(id) ?? false };
}
