// Whether the ports of the demo are free, before anything is started: a sentence with the number and the cure, not a crash
// of the third process.
import { createServer } from 'node:net';

/** Null when all are free, else the sentence for the first that is not. */
export async function sentenceOfTakenPort(ports: readonly (readonly [number, string])[]): Promise<string | null> {
  for (const [port, wanted] of ports) {
    if (!(await isFree(port))) {
      return `Port ${port} is in use by another program; ${wanted} needs it. End that program, or choose others with --port-base N.`;
    }
  }
  return null;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)));
  });
}
