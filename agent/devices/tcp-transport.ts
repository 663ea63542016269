// One short TCP connection to a printer. Promises that every call ends, by an answer, by the given time or by the end of the
// connection, and that none rejects. Says nothing about receipts; knows only which bytes a printer sends unasked.
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import type { Timer } from '../till/ports.ts';
import { createPrinterInbox } from './printer-inbox.ts';

export interface PrinterAddress {
  readonly host: string;
  readonly port: number;
}

export interface TcpTransport {
  /** Forgets what came unasked, then sends all, as fast as the printer takes it. */
  write(bytes: Uint8Array, stallMs: number): Promise<Written>;
  /** Sends a question and waits for a byte that fits. */
  ask(question: Uint8Array, fits: (byte: number) => boolean, ms: number): Promise<Answer>;
  /** Waits for a byte that fits. */
  listen(fits: (byte: number) => boolean, ms: number): Promise<Answer>;
  /** Ends the connection; what was written still goes out. */
  close(): void;
}

export type Written = 'written' | 'stalled' | 'closed';
export type Answer = number | 'silent' | 'closed';

// Small enough that a printer which stops taking bytes is noticed by the chunk, not by the job.
const chunkBytes = 4_096;
const closeMs = 1_000;

/** Null when the printer does not take the connection. */
export function openTcpTransport(
  address: PrinterAddress,
  timer: Timer,
  connectMs: number,
): Promise<TcpTransport | null> {
  return new Promise((resolve) => {
    const socket = connect({ host: address.host, port: address.port, noDelay: true });
    const refuse = (): void => {
      callOff();
      socket.destroy();
      resolve(null);
    };
    const callOff = timer.after(connectMs, refuse);
    socket.on('error', refuse);
    socket.once('connect', () => {
      callOff();
      socket.off('error', refuse);
      resolve(transportOn(socket, timer));
    });
  });
}

function transportOn(socket: Socket, timer: Timer): TcpTransport {
  const inbox = createPrinterInbox();
  const events = createWaiting(timer);
  let closed = false;
  const end = (): void => {
    closed = true;
    events.happened();
  };
  // A reset is followed by `close`; there is nothing to add to it.
  socket.on('error', () => {});
  socket.on('end', end);
  socket.on('close', end);
  socket.on('data', (bytes) => {
    inbox.put(bytes);
    events.happened();
  });

  const listen = (fits: (byte: number) => boolean, ms: number): Promise<Answer> =>
    events.until<Answer>(() => inbox.take(fits) ?? (closed ? 'closed' : null), ms, 'silent');

  function writeChunk(chunk: Uint8Array, stallMs: number): Promise<Written> {
    let written = false;
    socket.write(chunk, (error) => {
      written = error === null || error === undefined;
      events.happened();
    });
    return events.until<Written>(() => (written ? 'written' : closed ? 'closed' : null), stallMs, 'stalled');
  }

  return {
    listen,
    write: async (bytes, stallMs) => {
      inbox.clear();
      for (let at = 0; at < bytes.length; at += chunkBytes) {
        const result = closed ? 'closed' : await writeChunk(bytes.subarray(at, at + chunkBytes), stallMs);
        if (result !== 'written') return result;
      }
      return 'written';
    },
    ask: (question, fits, ms) => {
      inbox.drop(fits);
      if (!closed) socket.write(question);
      return listen(fits, ms);
    },
    close: () => {
      if (socket.destroyed) return;
      const callOff = timer.after(closeMs, () => socket.destroy());
      socket.once('close', callOff);
      socket.end();
    },
  };
}

interface Waiting {
  happened(): void;
  /** Looks now and at each event until there is something to see, or the time is over. */
  until<T>(look: () => T | null, ms: number, late: T): Promise<T>;
}

function createWaiting(timer: Timer): Waiting {
  const wakes = new Set<() => void>();
  return {
    happened: () => {
      for (const wake of wakes) wake();
    },
    until: (look, ms, late) =>
      new Promise((resolve) => {
        const settle = (value: typeof late): void => {
          callOff();
          wakes.delete(wake);
          resolve(value);
        };
        const wake = (): void => {
          const value = look();
          if (value !== null) settle(value);
        };
        const callOff = timer.after(ms, () => settle(late));
        wakes.add(wake);
        wake();
      }),
  };
}
