// Time, timers and dice that a test owns: hours pass in milliseconds, and a seed makes the same run again.
import type { System } from '../../../agent/till/ports.ts';

interface Entry {
  readonly atMs: number;
  readonly order: number;
  readonly act: () => void;
}

export class VirtualSystem implements System {
  readonly clock = { wallMs: () => this.startMs + this.#nowMs, monoMs: () => this.#nowMs };
  readonly timer = { after: (ms: number, act: () => void) => this.#after(ms, act) };
  readonly random = { bytes: (count: number) => Uint8Array.from({ length: count }, () => this.dice() * 256) };
  readonly startMs = 1_790_000_000_000;
  #nowMs = 0;
  #order = 0;
  #seed: number;
  readonly #entries = new Set<Entry>();

  constructor(seed = 1) {
    this.#seed = seed;
  }

  /** Mulberry32 (Tommy Ettinger, 2017): good enough for faults, the same on every machine. */
  dice(): number {
    this.#seed = (this.#seed + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#seed ^ (this.#seed >>> 15), 1 | this.#seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  get waiting(): number {
    return this.#entries.size;
  }

  /** Lets time pass; promises settle between timers. */
  async pass(ms: number): Promise<void> {
    const end = this.#nowMs + ms;
    await settle();
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#entries.delete(next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.act();
      await settle();
    }
    this.#nowMs = end;
  }

  #after(ms: number, act: () => void): () => void {
    const entry = { atMs: this.#nowMs + ms, order: (this.#order += 1), act };
    this.#entries.add(entry);
    return () => this.#entries.delete(entry);
  }

  #next(endMs: number): Entry | null {
    let first: Entry | null = null;
    for (const entry of this.#entries) {
      if (entry.atMs > endMs) continue;
      if (!first || entry.atMs < first.atMs || (entry.atMs === first.atMs && entry.order < first.order)) first = entry;
    }
    return first;
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
}
