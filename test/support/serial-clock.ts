// A clock and a timer that stand still until the test moves them. Timers act in the order in which they are due; what they
// start is due from then on.
import type { Clock, Timer } from '../../agent/till/ports.ts';

export interface SerialClock {
  readonly clock: Clock;
  readonly timer: Timer;
  advance(ms: number): void;
  /** Milliseconds until each waiting timer is due, soonest first. */
  due(): number[];
}

export function createSerialClock(): SerialClock {
  let now = 0;
  let waiting: { readonly at: number; readonly act: () => void }[] = [];
  return {
    clock: { wallMs: () => now, monoMs: () => now },
    timer: {
      after: (ms, act) => {
        const entry = { at: now + ms, act };
        waiting.push(entry);
        return () => {
          waiting = waiting.filter((other) => other !== entry);
        };
      },
    },
    advance: (ms) => {
      const end = now + ms;
      for (;;) {
        const next = waiting.toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined || next.at > end) break;
        waiting = waiting.filter((other) => other !== next);
        now = next.at;
        next.act();
      }
      now = end;
    },
    due: () => waiting.map(({ at }) => at - now).toSorted((a, b) => a - b),
  };
}
