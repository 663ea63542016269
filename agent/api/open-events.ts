// The socket of the local API: sends the whole view on connection and on each change, and listens to nothing but the token
// in the handshake. WebSocket only. Refused: a token without the scope, a client that talks, one that does not keep up.
import { Server as HttpServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server } from 'socket.io';
import type { Socket } from 'socket.io';
import { z } from 'zod';
import { limits } from '../../core/base/limits.ts';
import type { Log } from '../../core/base/log.ts';
import { problem } from '../../core/base/problem.ts';
import type { Problem } from '../../core/base/problem.ts';
import { tillSocket, tillViewSchema } from '../../core/protocol/till.ts';
import type { TillView } from '../../core/protocol/till.ts';
import type { TillActions } from '../till/till-actions.ts';
import type { OnFault } from './answer-errors.ts';
import type { Clients } from './clients.ts';
import { problemDocument } from './problem-answer.ts';

export interface Events {
  /** Takes over an upgrade that the guards of the HTTP side have let pass. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Null: one more may listen. */
  refusal(request: IncomingMessage): Problem | null;
  close(): Promise<void>;
}

const authSchema = z.object({ token: z.string().max(200) });

export function openEvents(till: TillActions, clients: Clients, log: Log, onFault: OnFault): Events {
  // socket.io wants a server to hang on. This one never listens, so nothing reaches socket.io but what we hand over.
  const hook = new HttpServer();
  const io = new Server(hook, {
    path: tillSocket.path,
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: limits.apiListenerBytesMax,
    connectTimeout: limits.apiRequestMs,
  });
  io.use((socket, next) => {
    const refused = refusalOf(socket, clients);
    next(refused ? Object.assign(new Error(refused.code), { data: problemDocument(refused) }) : undefined);
  });
  io.on('connection', (socket) => {
    socket.onAny(() => socket.disconnect(true));
    send(socket, till.view());
  });
  const stop = till.onView((view) => {
    for (const socket of io.sockets.sockets.values()) send(socket, view);
  });

  function send(socket: Socket, view: TillView): void {
    const parsed = tillViewSchema.safeParse(view);
    if (!parsed.success) {
      log.error('fault in the local API', { call: tillSocket.view, kind: 'ViewNotAsDeclared' });
      onFault(parsed.error);
      return;
    }
    if (lagOf(socket) <= limits.apiListenerLagMax) {
      socket.emit(tillSocket.view, parsed.data);
      return;
    }
    log.warn('a listener lags behind and is let go');
    socket.disconnect(true);
    // At once, and what waits for it is thrown away: it would never be read.
    socket.conn.close(true);
  }
  return {
    upgrade: (request, socket, head) => hook.emit('upgrade', request, socket, head),
    refusal: (request) => {
      const path = (request.url ?? '').split('?')[0]?.replace(/\/$/, '');
      if (path !== tillSocket.path) return problem('NotFound');
      return io.engine.clientsCount < limits.apiListenersMax ? null : problem('TooManyAttempts', { seconds: 5 });
    },
    close: async () => {
      stop();
      await io.close();
    },
  };
}

function refusalOf(socket: Socket, clients: Clients): Problem | null {
  const auth = authSchema.safeParse(socket.handshake.auth);
  const client = auth.success ? clients.byToken(auth.data.token) : null;
  if (client === null) return problem('Unauthorised');
  return client.scopes.includes('sale') ? null : problem('Forbidden');
}

/** Messages that wait because the other side does not read. */
function lagOf(socket: Socket): number {
  const connection = z.object({ writeBuffer: z.array(z.unknown()) }).safeParse(socket.conn);
  return connection.success ? connection.data.writeBuffer.length : 0;
}
