// What a rule says when it is broken, and what a rule is: a name, and a function from the tree of files to its violations.
import type { SourceFile } from './source-file.ts';

export interface Violation {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

export interface Tree {
  /** Every TypeScript file of the rooms. */
  readonly sources: readonly SourceFile[];
  /** Every path that belongs to the repository, folders with a trailing `/`; for rules about names and READMEs. */
  readonly paths: readonly string[];
  /** The text of a file that is no source: a README. */
  readText(path: string): string;
}

export interface Rule {
  /** The rule as a sentence; it is the name of the test. */
  readonly sentence: string;
  readonly check: (tree: Tree) => Violation[];
}

export function describeViolation(violation: Violation): string {
  return `${violation.path}:${violation.line} ${violation.message}`;
}
