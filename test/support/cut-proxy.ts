// A bad line between a till and its server: a relay on loopback that tears a connection after so many bytes of it, in the
// middle of whatever is being said, as a cable, a router or a roaming modem does.
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A connection that ends when so many bytes from that side have passed; the last of them do arrive. */
export interface Tear {
  readonly from: 'till' | 'server';
  readonly bytes: number;
  /** The server's bytes count only once the till has said so many: the answer to something large. */
  readonly afterTillBytes?: number;
}

export interface CutProxy {
  readonly port: number;
  /** Tears what is open; then each of the next connections in its way; after them all is well. */
  tear(next: readonly Tear[]): void;
  /** Of the ordered ones, torn so far. */
  torn(): number;
  close(): Promise<void>;
}

export async function openCutProxy(targetPort: number): Promise<CutProxy> {
  const open = new Set<Socket>();
  let orders: Tear[] = [];
  let torn = 0;
  const server = createServer((near) => {
    const far = connect(targetPort, '127.0.0.1');
    const order = orders.shift();
    const end = (): void => {
      near.resetAndDestroy();
      far.resetAndDestroy();
    };
    const tear = (): void => {
      torn += 1;
      end();
    };
    for (const socket of [near, far]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on('error', end);
      socket.on('close', () => {
        open.delete(socket);
        end();
      });
    }
    let said = 0;
    near.on('data', (chunk) => (said += chunk.length));
    relay(near, far, order?.from === 'till' ? order.bytes : Infinity, tear);
    const counts = (): boolean => said >= (order?.afterTillBytes ?? 0);
    relay(far, near, order?.from === 'server' ? order.bytes : Infinity, tear, counts);
  });
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', done);
  });
  const tearAll = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    tear: (next) => {
      orders = [...next];
      tearAll();
    },
    torn: () => torn,
    close: async () => {
      const closed = new Promise((done) => server.close(done));
      tearAll();
      await closed;
    },
  };
}

function relay(from: Socket, to: Socket, budget: number, tear: () => void, counts = (): boolean => true): void {
  let left = budget;
  from.on('data', (chunk) => {
    if (left <= 0) return;
    if (!counts()) return void to.write(chunk);
    const part = chunk.subarray(0, left);
    left -= part.length;
    // Torn only once the last bytes are handed over, so that half a frame does arrive.
    if (left > 0) to.write(part);
    else to.write(part, tear);
  });
}
