// One timer that is set anew: setting it calls the old one off. Each machine of sync has exactly one, always set while it
// is open, so that none can wait for a trigger that never comes (sync.md 1.3, class C).
import type { Timer } from '../till/ports.ts';

export interface Alarm {
  set(ms: number, act: () => void): void;
  clear(): void;
}

export function createAlarm(timer: Timer): Alarm {
  let callOff: (() => void) | null = null;
  const clear = (): void => {
    callOff?.();
    callOff = null;
  };
  return {
    clear,
    set(ms, act) {
      clear();
      callOff = timer.after(Math.max(0, ms), () => {
        callOff = null;
        act();
      });
    },
  };
}
