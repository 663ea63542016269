// Time and dice that a test owns: nothing moves until it is told to, and the same seed rolls the same numbers.
import { createHash } from 'node:crypto';
import type { System } from '../../agent/till/ports.ts';

/** Time stands still until it is passed on; dice are the hash of a counter. */
export function virtualSystem(startMs: number, seed: string): { system: System; advance: (ms: number) => void } {
  let now = startMs;
  let dice = 0;
  const due = new Set<{ atMs: number; act: () => void }>();
  const system: System = {
    clock: { wallMs: () => now, monoMs: () => now - startMs },
    timer: {
      after: (ms, act) => {
        const entry = { atMs: now + ms, act };
        due.add(entry);
        return () => due.delete(entry);
      },
    },
    random: {
      bytes: (count) => {
        dice += 1;
        const digest = createHash('shake256', { outputLength: count }).update(`${seed} ${dice}`).digest();
        return new Uint8Array(digest);
      },
    },
  };
  const advance = (ms: number): void => {
    now += ms;
    for (const entry of [...due].toSorted((a, b) => a.atMs - b.atMs)) {
      if (entry.atMs <= now && due.delete(entry)) entry.act();
    }
  };
  return { system, advance };
}
