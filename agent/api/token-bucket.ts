// A bound on how often a client calls: so many at once, and so many a second after that. It stops a program gone wild
// from taking the till's one thread; a cashier and a POS never meet it.
import type { Clock } from '../till/ports.ts';

export interface TokenBucket {
  /** 0: go on. Else the seconds to wait, at least 1. */
  take(): number;
}

export function makeTokenBucket(clock: Clock, atOnce: number, perSecond: number): TokenBucket {
  let tokens = atOnce;
  let atMs = clock.monoMs();
  return {
    take: () => {
      const now = clock.monoMs();
      tokens = Math.min(atOnce, tokens + ((now - atMs) * perSecond) / 1000);
      atMs = now;
      if (tokens < 1) return Math.max(1, Math.ceil((1 - tokens) / perSecond));
      tokens -= 1;
      return 0;
    },
  };
}
