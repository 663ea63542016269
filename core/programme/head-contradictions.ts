// What spoils a document as a whole: names used twice, parents that do not exist, circles, units that need taxes. What every
// rule stands on cannot be set aside, so the document is refused and the one in force stays.
import { limits } from '../base/limits.ts';
import { finding } from './finding.ts';
import type { Finding } from './finding.ts';
import { firstFinding } from './names.ts';
import type { Head } from './names.ts';

/** Null when the head agrees with itself; else where and why not. */
export function headContradiction(head: Head): Finding | null {
  return (
    firstFinding(lists, (list) => {
      const twice = firstTwice(head[list].map(({ id }) => id));
      return twice === null ? null : finding(list, 'IdTwice', { id: twice });
    }) ??
    twiceTaxed(head) ??
    inUnits(head) ??
    parentContradiction('groups', head.groups) ??
    parentContradiction('categories', head.categories) ??
    inGroups(head)
  );
}

const lists = ['units', 'tiers', 'memberships', 'causes', 'badges', 'groups', 'stores', 'categories'] as const;

function twiceTaxed({ taxes }: Head): Finding | null {
  const twice = firstTwice(taxes.map(({ code }) => code));
  return twice === null ? null : finding('taxes', 'IdTwice', { id: twice });
}

function inUnits({ units, tiers, taxes, offline }: Head): Finding | null {
  const has = (id: string): boolean => units.some((each) => each.id === id);
  if (!has(offline.unit)) return finding('offline.unit', 'UnitUnknown', { id: offline.unit });
  return (
    firstFinding(tiers, ({ from }, at) =>
      from.kind === 'units' && !has(from.unit)
        ? finding(`tiers.${at}.from.unit`, 'UnitUnknown', { id: from.unit })
        : null,
    ) ??
    firstFinding(units, ({ earnOn }, at) =>
      earnOn !== 'as-priced' && taxes.length === 0
        ? finding(`units.${at}.earnOn`, 'TaxesMissing', { on: earnOn })
        : null,
    )
  );
}

function parentContradiction(
  path: 'groups' | 'categories',
  entries: readonly { readonly id: string; readonly parent?: string | undefined }[],
): Finding | null {
  const parents = new Map(entries.map(({ id, parent }) => [id, parent]));
  const depthMax = path === 'groups' ? limits.groupDepthMax : limits.categoryDepthMax;
  return firstFinding(entries, ({ id, parent }, place) => {
    if (path === 'groups' && parent !== undefined && !parents.has(parent)) {
      return finding(`${path}.${place}.parent`, 'ParentUnknown', { id, parent });
    }
    let depth = 0;
    for (let at = parent; at !== undefined; at = parents.get(at)) {
      depth += 1;
      if (depth > depthMax) return finding(`${path}.${place}`, 'TooDeep', { id, max: depthMax });
    }
    return null;
  });
}

/** Who decides piece by piece decides among rules: a group inside would have to be taken and left at once. */
function inGroups({ groups }: Head): Finding | null {
  const byUnit = new Set(groups.flatMap(({ id, scope }) => (scope === 'unit' ? [id] : [])));
  return firstFinding(groups, ({ id, parent }, at) =>
    parent !== undefined && byUnit.has(parent)
      ? finding(`groups.${at}.parent`, 'UnitGroupNests', { id, parent })
      : null,
  );
}

function firstTwice(ids: readonly string[]): string | null {
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) return id;
    seen.add(id);
  }
  return null;
}
