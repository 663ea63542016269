// The cable between the tills and headquarters, as a small relay on loopback that can be pulled: then what runs through it is
// torn off in the middle and nobody gets through, exactly as tills know it from shops.
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';

export interface Cable {
  pull(): void;
  plug(): void;
  readonly pulled: boolean;
  close(): Promise<void>;
}

/** Rejects when the port is taken. */
export async function layCable(port: number, serverPort: number): Promise<Cable> {
  const ends = new Set<Socket>();
  let pulled = false;
  const relay = createServer((near) => {
    if (pulled) {
      near.destroy();
      return;
    }
    const far = connect(serverPort, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        ends.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((done, failed) => {
    relay.once('error', failed);
    relay.listen(port, '127.0.0.1', done);
  });
  const tear = (): void => {
    for (const end of ends) end.destroy();
  };
  return {
    pull() {
      pulled = true;
      tear();
    },
    plug() {
      pulled = false;
    },
    get pulled() {
      return pulled;
    },
    async close() {
      pulled = true;
      const closed = new Promise((done) => relay.close(done));
      tear();
      await closed;
    },
  };
}
