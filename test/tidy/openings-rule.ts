// Two or three lines open each file: what lives here, what it promises, what it refuses. A test is opened by its names.
import { isTest } from './house.ts';
import type { SourceFile } from './source-file.ts';
import type { Rule, Violation } from './violation.ts';

/** Shorter than this, an opening says nothing that the file name did not. */
const OPENING_CHARACTERS_MIN = 40;

export const openingsRule: Rule = {
  sentence: 'each file opens with a comment that says what lives there',
  check: (tree) => tree.sources.filter((file) => !isTest(file.path)).flatMap(checkFile),
};

function checkFile(file: SourceFile): Violation[] {
  const text = file.text.replace(/^#!.*\n/, '');
  const opening = /^\s*((?:\/\/[^\n]*\n\s*)+|\/\*[\s\S]*?\*\/)/.exec(text)?.[1] ?? '';
  const words = opening.replace(/[/*\s]+/g, ' ').trim();
  if (words.length >= OPENING_CHARACTERS_MIN) return [];
  return [{ path: file.path, line: 1, message: 'does not open with a sentence about what lives here' }];
}
