// What a bench answers: rows for people, ratios for comparing, all of one run. Holds shapes only, and the line that says on
// which machine it was.
import { arch, cpus, platform, totalmem } from 'node:os';

/** One thing measured: percentiles of each round, then the median of the rounds, with the least and the most of them. */
export interface BenchRow {
  readonly name: string;
  /** Measured calls of all rounds together. */
  readonly calls: number;
  readonly p50: Spread;
  readonly p99: Spread;
}

export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export interface BenchResult {
  readonly bench: string;
  readonly machine: string;
  readonly size: string;
  /** Of `rows`. */
  readonly unit: string;
  readonly rows: readonly BenchRow[];
  readonly ratios: Readonly<Record<string, number>>;
  /** What a reader of the figures must know. */
  readonly notes: readonly string[];
}

export interface BenchSize {
  readonly small: boolean;
  /** Says what is being done; not part of the result. */
  readonly tell: (progress: string) => void;
}

export function machineLine(): string {
  const [cpu] = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${platform()} ${arch()}, ${cpus().length} × ${cpu?.model ?? 'unknown'}, ${gigabytes} GB, Node ${process.versions.node}`;
}
