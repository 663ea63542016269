// The shell's real clock and timers, in one place; everything else in this room is given them and can be tested with others.

export interface ShellTime {
  nowMs(): number;
  /** Acts once after that many milliseconds; the answer calls it off. */
  after(ms: number, act: () => void): () => void;
  pause(ms: number): Promise<void>;
  /** Calls off what takes longer. */
  patience(ms: number): AbortSignal;
}

export const realTime: ShellTime = {
  nowMs: () => performance.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
  async pause(ms) {
    await new Promise((done) => setTimeout(done, ms));
  },
  patience: (ms) => AbortSignal.timeout(ms),
};
