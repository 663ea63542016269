import { expect, test } from 'vitest';
import { runs } from './runs.ts';

test('without a word from outside, a property has its usual number of runs and the dice of fast-check', () => {
  expect(runs(300, {})).toEqual({ numRuns: 300 });
});

test('a long run raises what is below its least number and leaves what is above', () => {
  const long = { REGULARS_RUNS_MIN: '10000' };
  expect(runs(300, long).numRuns).toBe(10_000);
  expect(runs(25_000, long).numRuns).toBe(25_000);
});

test('a mutation run lowers what is above its greatest number and leaves what is below', () => {
  const few = { REGULARS_RUNS_MAX: '20' };
  expect(runs(300, few).numRuns).toBe(20);
  expect(runs(8, few).numRuns).toBe(8);
  expect(runs(300, { REGULARS_RUNS_MAX: '0' }).numRuns).toBe(1);
});

test('a seed brings the same cases back, below zero too, as fast-check prints it', () => {
  expect(runs(300, { REGULARS_SEED: '42' })).toEqual({ numRuns: 300, seed: 42 });
  expect(runs(300, { REGULARS_SEED: '-1234567890' }).seed).toBe(-1_234_567_890);
  expect(runs(300, { REGULARS_SEED: '' })).toEqual({ numRuns: 300 });
});

test('what is not a whole number is refused, not taken for none', () => {
  for (const wrong of ['many', '1e4', '3.5', '10 000', '99999999999']) {
    expect(() => runs(300, { REGULARS_RUNS_MIN: wrong })).toThrow('REGULARS_RUNS_MIN is not a whole number');
  }
});
