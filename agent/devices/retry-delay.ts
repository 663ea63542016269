// How long to wait before the next try at something that failed: the first delay, doubled each time up to the last.

export interface RetryDelay {
  /** Milliseconds to wait now; each call waits longer. */
  next(): number;
  /** It worked: begin again with the first delay. */
  reset(): void;
}

export function createRetryDelay(msMin: number, msMax: number): RetryDelay {
  let ms = msMin;
  return {
    next: () => {
      const now = ms;
      ms = Math.min(ms * 2, msMax);
      return now;
    },
    reset: () => {
      ms = msMin;
    },
  };
}
