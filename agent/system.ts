// The only place of the agent that asks the machine for time, delay and dice. Everything else gets them handed in, so that
// a simulation can own them.
import { randomBytes } from 'node:crypto';
import type { System } from './till/ports.ts';

export const system: System = {
  clock: {
    wallMs: () => Date.now(),
    monoMs: () => Math.floor(performance.now()),
  },
  timer: {
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
  },
  random: { bytes: (count) => new Uint8Array(randomBytes(count)) },
};
