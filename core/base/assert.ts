// A fault is ours: the program's own promise is broken. We stop at once rather than write a wrong record; the agent
// starts again and replays its journal. Never use this for what the world sends us: that is a problem (problem.ts).

export class Fault extends Error {
  override name = 'Fault';
}

/** Throws a Fault when a promise of the code itself does not hold. Stays on in production. */
export function assert(condition: unknown, promise: string): asserts condition {
  if (!condition) throw new Fault(`broken promise: ${promise}`);
}

/** For the end of an exhaustive switch: the compiler proves that it is never reached. */
export function unreachable(value: never): never {
  throw new Fault(`a case nobody wrote: ${JSON.stringify(value)}`);
}
