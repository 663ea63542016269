// How often somebody may be wrong: after so many failures within a window the door stays shut until the window is over.
// Kept in memory and bounded; a restart forgives, which costs an attacker a restart.
import type { Clock } from '../system.ts';

export interface Attempts {
  /** Seconds to wait, or 0 when `who` may try. */
  waitSeconds(who: string): number;
  failed(who: string): void;
  succeeded(who: string): void;
}

const remembered = 10_000;

export function createAttempts(clock: Clock, failuresMax: number, windowMinutes: number): Attempts {
  const windowMs = windowMinutes * 60_000;
  const seen = new Map<string, { failures: number; readonly sinceMs: number }>();
  const current = (who: string): { failures: number; readonly sinceMs: number } | null => {
    const found = seen.get(who);
    if (found && clock.monoMs() - found.sinceMs < windowMs) return found;
    seen.delete(who);
    return null;
  };
  return {
    waitSeconds: (who) => {
      const found = current(who);
      if (!found || found.failures < failuresMax) return 0;
      return Math.max(1, Math.ceil((windowMs - (clock.monoMs() - found.sinceMs)) / 1000));
    },
    failed: (who) => {
      const found = current(who) ?? { failures: 0, sinceMs: clock.monoMs() };
      found.failures += 1;
      seen.set(who, found);
      const oldest = seen.size > remembered ? seen.keys().next().value : undefined;
      if (oldest !== undefined) seen.delete(oldest);
    },
    succeeded: (who) => void seen.delete(who),
  };
}
