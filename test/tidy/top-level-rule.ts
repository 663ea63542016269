// The top level is the first thing anybody sees: only what the table names, each with its reason.
import { TOP_LEVEL } from './house.ts';
import type { Rule } from './violation.ts';

export const topLevelRule: Rule = {
  sentence: 'nothing lies at the top level without a reason',
  check: (tree) =>
    tree.paths
      .filter((path) => /^[^/]+\/?$/.test(path) && TOP_LEVEL[path] === undefined)
      .map((path) => ({ path, line: 1, message: 'is not in the table of the top level' })),
};
