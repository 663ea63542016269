// How often somebody may send what nobody understands: after too much of it in a minute the door stays shut for the next.
// It counts by address before a till has said who it is, and by till after: one broken lane does not shut out its shop.
import { limits } from '../../core/base/limits.ts';
import type { Clock } from '../system.ts';

export interface GarbageGate {
  /** True for the offence that shuts the door: the moment to say so in the log. */
  offend(who: string): boolean;
  isShut(who: string): boolean;
}

const minuteMs = 60_000;
/** Addresses remembered at once; the oldest is forgotten first. */
const remembered = 10_000;

export function createGarbageGate(clock: Clock): GarbageGate {
  const seen = new Map<string, { count: number; sinceMs: number }>();
  const current = (who: string): { count: number; sinceMs: number } | null => {
    const found = seen.get(who);
    if (!found || clock.monoMs() - found.sinceMs < minuteMs) return found ?? null;
    seen.delete(who);
    return null;
  };
  return {
    offend: (who) => {
      const found = current(who) ?? { count: 0, sinceMs: clock.monoMs() };
      found.count += 1;
      // Shut for a whole minute from here on.
      if (found.count === limits.garbageAMinuteMax) found.sinceMs = clock.monoMs();
      seen.delete(who);
      seen.set(who, found);
      const oldest = seen.size > remembered ? seen.keys().next().value : undefined;
      if (oldest !== undefined) seen.delete(oldest);
      return found.count === limits.garbageAMinuteMax;
    },
    isShut: (who) => (current(who)?.count ?? 0) >= limits.garbageAMinuteMax,
  };
}
