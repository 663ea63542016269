// A token bucket: so many calls at once, then so many a second. A till that drains its backlog stays far below it; a
// program gone wild is let go.
import type { Clock } from '../system.ts';

export interface CallBudget {
  /** False when the budget is used up. */
  spend(): boolean;
}

export function createCallBudget(clock: Clock, atOnce: number, perSecond: number): CallBudget {
  let left = atOnce;
  let atMs = clock.monoMs();
  return {
    spend: () => {
      const nowMs = clock.monoMs();
      left = Math.min(atOnce, left + ((nowMs - atMs) * perSecond) / 1000);
      atMs = nowMs;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
