// Dice that fall the same way each time, from a text: the demo's past is the same on every machine and in every run.
import { createHash } from 'node:crypto';

export interface Dice {
  /** 0 ≤ n < 1 */
  next(): number;
  /** A whole number from 0 to below `sides`. */
  below(sides: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly [T, ...T[]]): T;
  /** The index of a weight, the heavier the likelier. */
  weighted(weights: readonly number[]): number;
}

/** Mulberry32 (Tommy Ettinger, public domain), begun at 32 bits of the text's SHA-256. */
export function seededDice(text: string): Dice {
  let state = createHash('sha256').update(text).digest().readUInt32LE(0);
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (sides: number): number => Math.floor(next() * sides);
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (from) => from[below(from.length)] ?? from[0],
    weighted(weights) {
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      let left = next() * total;
      const at = weights.findIndex((weight) => (left -= weight) < 0);
      return at === -1 ? weights.length - 1 : at;
    },
  };
}
