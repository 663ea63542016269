// Reads the repository as it lies on the disk, tracked by git or not: a file is judged before it is committed, not after.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSource } from './source-file.ts';
import type { Tree } from './violation.ts';

/** What tools and runs leave behind; the same names stand in .gitignore. */
const NOT_OURS = new Set(['node_modules', 'out', '.git', '.demo', 'coverage', '.DS_Store']);

export function readTree(root: string): Tree {
  const paths = listPaths(root, '');
  const sources = paths
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
    .map((path) => parseSource(path, readFileSync(join(root, path), 'utf8')));
  return { sources, paths, readText: (path) => readFileSync(join(root, path), 'utf8') };
}

function listPaths(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !NOT_OURS.has(entry.name) && !/\.(tsbuildinfo|log)$/.test(entry.name))
    .flatMap((entry) => {
      const path = `${folder}${entry.name}`;
      return entry.isDirectory() ? [`${path}/`, ...listPaths(root, `${path}/`)] : [path];
    })
    .toSorted();
}
