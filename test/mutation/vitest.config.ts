// How the tests of the rules run for each mutant: these files only, one worker, no retries; the verb sets few property runs and
// one seed, so that the same code has the same score.
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = join(import.meta.dirname, '..', '..');

export default defineConfig({
  root,
  test: {
    root,
    include: ['core/rules', 'core/programme', 'fixtures'].map((room) => `test/${room}/**/*.test.ts`),
    // Sizes at the bounds and orders of everything cost more than all others together, and are hardly ever the only witness.
    exclude: ['hostile', 'hostile-sizes', 'evaluate-order'].map((name) => `test/core/rules/${name}.test.ts`),
    setupFiles: [join(root, 'test/mutation/first-counter-example.ts')],
    allowOnly: false,
    testTimeout: 15_000,
  },
});
