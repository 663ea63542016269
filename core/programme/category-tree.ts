// The tree of goods as a table: a category → itself and everything below it, so that a selector looks up and never climbs.
import type { CategoryTree } from './selector.ts';

/** Of child and parent pairs. A circle ends where it began; headContradiction has refused it before. */
export function categoryTree(pairs: readonly { readonly id: string; readonly parent: string }[]): CategoryTree {
  const children = new Map<string, string[]>();
  for (const { id, parent } of pairs) {
    const list = children.get(parent);
    if (list) list.push(id);
    else children.set(parent, [id]);
  }
  return new Map([...children.keys()].map((root) => [root, below(root, children)]));
}

function below(root: string, children: ReadonlyMap<string, readonly string[]>): string[] {
  const found = new Set([root]);
  for (const at of found) for (const child of children.get(at) ?? []) found.add(child);
  return [...found];
}
