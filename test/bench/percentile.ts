// Percentiles of measured times, and what several rounds say of one: the median of the rounds, with the least and the most.
import type { BenchRow, Spread } from './bench-result.ts';

/** Nearest rank; `share` from 0 to 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export function percentileSpread(rounds: readonly (readonly number[])[], share: number): Spread {
  return spreadOf(rounds.map((round) => percentile(round, share)));
}

export function spreadOf(values: readonly number[]): Spread {
  return { median: percentile(values, 0.5), least: Math.min(...values), most: Math.max(...values) };
}

export function percentileRow(name: string, rounds: readonly (readonly number[])[]): BenchRow {
  const calls = rounds.reduce((sum, round) => sum + round.length, 0);
  return { name, calls, p50: percentileSpread(rounds, 0.5), p99: percentileSpread(rounds, 0.99) };
}
