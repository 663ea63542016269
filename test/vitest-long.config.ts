// How `npm run test:long` runs: only files that ask `runs(…)` how often, in parallel, with half an hour for each test, which is
// far above what any takes; a test that passes it has lost its bound.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = join(import.meta.dirname, '..');

/** Those that import runs.ts, and those that by their name must. */
const include = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.test\.tsx?$/.test(path) && !path.includes('node_modules'))
  .filter((path) => path.includes('-properties.test.') || asksRuns(path))
  .map((path) => `test/${path.replaceAll('\\', '/')}`);

export default defineConfig({
  root,
  test: {
    root,
    include,
    setupFiles: [join(root, 'test/support/report-runs.ts')],
    allowOnly: false,
    passWithNoTests: false,
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 1_800_000,
  },
});

function asksRuns(path: string): boolean {
  return /from '[./]*\/support\/runs\.ts'/.test(readFileSync(join(import.meta.dirname, path), 'utf8'));
}
