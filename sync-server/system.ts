// The only place of the server that asks the machine for time, delay and dice. Everything else gets them handed in, so that
// a simulation can own them.
import { randomBytes } from 'node:crypto';

export interface Clock {
  /** Milliseconds since 1970. */
  wallMs(): number;
  /** Milliseconds since the process started; never goes back. */
  monoMs(): number;
}

export interface Timer {
  /** Acts once after that many milliseconds; the answer calls it off. */
  after(ms: number, act: () => void): () => void;
}

export interface Random {
  bytes(count: number): Uint8Array;
}

export interface System {
  readonly clock: Clock;
  readonly timer: Timer;
  readonly random: Random;
}

export const system: System = {
  clock: { wallMs: () => Date.now(), monoMs: () => Math.floor(performance.now()) },
  timer: {
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
  },
  random: { bytes: (count) => new Uint8Array(randomBytes(count)) },
};
