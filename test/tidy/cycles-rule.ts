// No file may reach itself by imports, types included: in a ring nothing can be read, tested or moved alone.
// Tarjan, "Depth-first search and linear graph algorithms" (1972): each ring is one strongly connected component.
import type { SourceFile } from './source-file.ts';
import type { Rule, Violation } from './violation.ts';

export const cyclesRule: Rule = {
  sentence: 'no file can reach itself by imports, type imports included',
  check: (tree) => findRings(tree.sources).map(describeRing),
};

function describeRing(ring: readonly string[]): Violation {
  const sorted = ring.toSorted();
  return { path: sorted[0] ?? '', line: 1, message: `is in a ring of imports: ${sorted.join(', ')}` };
}

interface Visit {
  readonly path: string;
  readonly index: number;
  low: number;
  onStack: boolean;
}

function findRings(sources: readonly SourceFile[]): string[][] {
  const targets = new Map(sources.map((file) => [file.path, targetsOf(file)]));
  const visits = new Map<string, Visit>();
  const stack: Visit[] = [];
  const rings: string[][] = [];

  const enter = (path: string): Visit => {
    const visit = { path, index: visits.size, low: visits.size, onStack: true };
    visits.set(path, visit);
    stack.push(visit);
    for (const target of targets.get(path) ?? []) {
      if (!targets.has(target)) continue;
      const known = visits.get(target);
      if (known === undefined) visit.low = Math.min(visit.low, enter(target).low);
      else if (known.onStack) visit.low = Math.min(visit.low, known.index);
    }
    if (visit.low === visit.index) {
      const ring = takeRing(stack, visit);
      if (ring.length > 1 || targets.get(path)?.includes(path) === true) rings.push(ring);
    }
    return visit;
  };

  for (const path of targets.keys()) if (!visits.has(path)) enter(path);
  return rings;
}

function takeRing(stack: Visit[], root: Visit): string[] {
  const taken = stack.splice(stack.indexOf(root));
  for (const visit of taken) visit.onStack = false;
  return taken.map((visit) => visit.path);
}

function targetsOf(file: SourceFile): string[] {
  return file.imports.flatMap((found) => (found.target === undefined ? [] : [found.target]));
}
