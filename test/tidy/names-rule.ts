// A file is named for what it exports, in kebab-case, and exports it by name. A file that exports nothing is a program and is
// named for what it does; a `*.config.ts` is a tool's file and exports what the tool demands.
import { isTest, isToolConfig } from './house.ts';
import type { SourceFile } from './source-file.ts';
import type { Rule, Violation } from './violation.ts';

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|config))*\.tsx?$/;

export const namesRule: Rule = {
  sentence: 'a file is named in kebab-case for what it exports, and there are no default exports',
  check: (tree) => tree.sources.flatMap(checkFile),
};

function checkFile(file: SourceFile): Violation[] {
  const name = file.path.split('/').at(-1) ?? '';
  const found: string[] = [];
  const folder = file.path
    .split('/')
    .slice(0, -1)
    .find((part) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(part));
  if (folder !== undefined) found.push(`the folder ${folder} is not in kebab-case`);
  if (!KEBAB.test(name)) found.push('the name is not in kebab-case');
  if (!isToolConfig(file.path)) {
    if (file.exports.includes('default')) found.push('has a default export');
    const named = file.exports.filter((exported) => exported !== 'default');
    if (!isTest(file.path) && !isNamedForExport(file.path, named)) {
      found.push(`is not named for anything it exports (${named.join(', ')})`);
    }
  }
  return found.map((message) => ({ path: file.path, line: 1, message }));
}

/**
 * True if all words of an export are in the name (`quote-sale.ts`: quote), or the words of the name are found in the exports or
 * name the folder: all of them where there is one export, half where the file is a family (`printer-status.ts`: isStatusAnswer,
 * statusQuestions). A single noun may name any family (`time.ts`: Moment, addDays).
 */
function isNamedForExport(path: string, exports: readonly string[]): boolean {
  if (exports.length === 0) return true;
  const [name = '', folder = ''] = path.split('/').toReversed();
  const words = wordsOf(name.replace(/\.[a-z.]+$/, '')).filter((word) => !/^\d+$/.test(word));
  const family = exports.length > 1;
  if (words.length === 1 && family) return true;
  const exported = exports.map(wordsOf);
  if (exported.some((others) => isWithin(others, words))) return true;
  const own = words.filter((word) => exported.flat().includes(word));
  const known = words.filter((word) => own.includes(word) || wordsOf(folder).includes(word));
  return own.length > 0 && known.length * (family ? 2 : 1) >= words.length;
}

function isWithin(some: readonly string[], all: readonly string[]): boolean {
  return some.length > 0 && some.every((word) => all.includes(word));
}

/** `MAX_LINES`, `readHTTPBody`, `open database` → lower-case words, singular. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[-\s_$]+/)
    .map((word) => word.toLowerCase().replace(/ies$/, 'y').replace(/s$/, ''))
    .filter((word) => word !== '');
}
