// How vitest runs the tests. Two projects: `unit`, in parallel over the machine's cores, and after it `process`, one file at
// a time: those start servers, browsers and kill processes, and their limits of time would mean nothing in a crowd.
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = join(import.meta.dirname, '..');
const processTests = ['end-to-end', 'chaos', 'simulation', 'upgrade', 'bench', 'demo'].map(
  (room) => `test/${room}/**/*.test.{ts,tsx}`,
);

export default defineConfig({
  root,
  test: {
    root,
    allowOnly: false,
    passWithNoTests: false,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          // The tools of test/mutation bring tests of their own.
          exclude: [...processTests, '**/node_modules/**'],
          pool: 'forks',
          testTimeout: 15_000,
          hookTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'process',
          include: processTests,
          pool: 'forks',
          maxWorkers: 1,
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
