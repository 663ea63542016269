import fc from 'fast-check';
import { expect, test } from 'vitest';
import './report-runs.ts';

test('each property writes into its test how often it was tried', ({ task }) => {
  fc.assert(
    fc.property(fc.nat(), () => true),
    { numRuns: 7 },
  );
  fc.assert(
    fc.property(fc.nat(), () => true),
    { numRuns: 9 },
  );
  expect(task.meta.runs).toEqual([7, 9]);
});

test('a property that fails still throws, with the seed that brings it back', () => {
  const fails = fc.property(fc.nat(), (n) => n < 10);
  expect(() => {
    fc.assert(fails, { seed: 42, numRuns: 1000 });
  }).toThrow(/seed: 42/);
});
