// A tree in memory for the tests of the rules themselves: path → text. The small bad and good examples are written with it.
import { parseSource } from './source-file.ts';
import type { Rule, Tree } from './violation.ts';
import { describeViolation } from './violation.ts';

export function treeOf(files: Readonly<Record<string, string>>): Tree {
  const paths = new Set<string>();
  for (const path of Object.keys(files)) {
    paths.add(path);
    for (let cut = path.indexOf('/'); cut !== -1; cut = path.indexOf('/', cut + 1)) paths.add(path.slice(0, cut + 1));
  }
  return {
    sources: Object.entries(files)
      .filter(([path]) => /\.tsx?$/.test(path))
      .map(([path, text]) => parseSource(path, text)),
    paths: [...paths].toSorted(),
    readText: (path) => files[path] ?? '',
  };
}

/** The rule's violations on these files, each as `path:line message`. */
export function judge(rule: Rule, files: Readonly<Record<string, string>>): string[] {
  return rule.check(treeOf(files)).map(describeViolation);
}
