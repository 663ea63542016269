// One job after the other for one printer. Promises the order of arrival and a bound; what comes beyond it is told so at once.

export interface PrintQueue {
  /** Null when too many wait already. The job itself must not reject. */
  add<T>(job: () => Promise<T>): Promise<T> | null;
  /** Runs after all that wait now, without counting as a slip. */
  after<T>(job: () => Promise<T>): Promise<T>;
  idle(): Promise<void>;
}

export function createPrintQueue(waitingMax: number): PrintQueue {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  function after<T>(job: () => Promise<T>): Promise<T> {
    const mine = last.then(job);
    last = mine;
    return mine;
  }
  return {
    after,
    add: (job) => {
      if (waiting >= waitingMax) return null;
      waiting += 1;
      return after(async () => {
        waiting -= 1;
        return job();
      });
    },
    idle: async () => {
      await last;
    },
  };
}
