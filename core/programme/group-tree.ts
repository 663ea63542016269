// The groups of a programme as a tree: who of several goes together. What no group claims stands in the root, where all apply.
import type { Group } from './campaign.ts';

export interface GroupTree {
  /** A group → itself and the groups around it, the innermost first. */
  path(group: string): readonly Group[];
}

/** Groups were checked before: parents exist and no group is inside itself. */
export function groupTree(groups: readonly Group[]): GroupTree {
  const byId = new Map(groups.map((group) => [group.id, group]));
  const paths = new Map<string, readonly Group[]>();
  for (const group of groups) {
    const path: Group[] = [];
    for (let at: Group | undefined = group; at; at = at.parent === undefined ? undefined : byId.get(at.parent)) {
      path.push(at);
    }
    paths.set(group.id, path);
  }
  return { path: (group) => paths.get(group) ?? [] };
}
