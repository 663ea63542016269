// A bad line between a till and its server: a relay on loopback that tears a connection after so many bytes of it, in the
// middle of whatever is being said, as a cable, a router or a roaming modem does.
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A connection that is torn when so many bytes from that side have passed; the last of them do arrive. */
export interface Trouble {
  readonly from: 'till' | 'server';
  readonly bytes: number;
  /** The server's bytes count only once the till has said so many: the answer to something large. */
  readonly afterTillBytes?: number;
  /** Not torn: what that side says from there on arrives so much later. */
  readonly holdMs?: number;
}

export interface CutProxy {
  readonly port: number;
  /** Tears what is open; then each of the next connections has its trouble; after them all is well. */
  trouble(next: readonly Trouble[]): void;
  /** Of the ordered troubles, those that came. */
  came(): number;
  close(): Promise<void>;
}

export async function openCutProxy(targetPort: number): Promise<CutProxy> {
  const open = new Set<Socket>();
  let troubles: Trouble[] = [];
  let came = 0;
  // A trouble belongs to a connection that comes about: while the server is away, none is used up.
  const join = (near: Socket, far: Socket, end: () => void): void => {
    const trouble = troubles.shift() ?? null;
    let said = 0;
    near.on('data', (chunk) => (said += chunk.length));
    const line: Line = {
      end,
      noted: () => void (came += 1),
      due: () => said >= (trouble?.afterTillBytes ?? 0),
    };
    relay(near, far, trouble?.from === 'till' ? trouble : null, line);
    relay(far, near, trouble?.from === 'server' ? trouble : null, line);
  };
  const server = createServer((near) => {
    const far = connect(targetPort, '127.0.0.1');
    const end = (): void => {
      near.resetAndDestroy();
      far.resetAndDestroy();
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
    far.once('connect', () => join(near, far, end));
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
    trouble: (next) => {
      troubles = [...next];
      tearAll();
    },
    came: () => came,
    close: async () => {
      const closed = new Promise((done) => server.close(done));
      tearAll();
      await closed;
    },
  };
}

interface Line {
  readonly end: () => void;
  readonly noted: () => void;
  /** Whether the time of its trouble has come. */
  readonly due: () => boolean;
}

function relay(from: Socket, to: Socket, trouble: Trouble | null, line: Line): void {
  let left = trouble?.bytes ?? Infinity;
  let holding = false;
  const held: Uint8Array[] = [];
  const tear = (): void => {
    line.noted();
    line.end();
  };
  const hold = (ms: number): void => {
    line.noted();
    holding = true;
    setTimeout(() => {
      holding = false;
      for (const chunk of held.splice(0)) to.write(chunk);
    }, ms).unref();
  };
  from.on('data', (chunk) => {
    if (holding) return void held.push(chunk);
    if (left === Infinity || !line.due()) return void to.write(chunk);
    if (left <= 0) return;
    const part = chunk.subarray(0, left);
    left -= part.length;
    if (left > 0) return void to.write(part);
    if (trouble?.holdMs === undefined) {
      // Torn only once the last bytes are handed over, so that half a frame does arrive.
      to.write(part, tear);
      return;
    }
    left = Infinity;
    to.write(part);
    hold(trouble.holdMs);
    held.push(chunk.subarray(part.length));
  });
}
