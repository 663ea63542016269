// The wire itself: the only file of the agent that says socket.io-client. Websocket only, one socket an attempt, no
// reconnecting, buffering, retrying or recovery by the library: all of that is ours (sync.md 1.1). What comes in is parsed
// here; what does not parse is dropped or answered as a problem, and never an exception.
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import type { z } from 'zod';
import { limits } from '../../core/base/limits.ts';
import { detailOf, problem, wireProblemSchema } from '../../core/base/problem.ts';
import type { Problem } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import {
  challengeSchema,
  feedAnswerSchema,
  pokeSchema,
  pushAnswerSchema,
  syncEvents,
  syncPaths,
  welcomeAnswerSchema,
} from '../../core/protocol/sync.ts';
import type { Answered, Connection, ConnectionListener, Transport } from './transport.ts';

/** `url`: checked before (server-url.ts). */
export function createSyncClient(url: string): Transport {
  return {
    connect(listener) {
      const { origin, pathname } = new URL(url);
      const socket = io(origin, {
        // A path in front of ours belongs to the proxy; to the library it would be a namespace.
        path: `${pathname.replace(/\/$/, '')}${syncPaths.socket}`,
        transports: ['websocket'],
        // A manager of its own, so that nothing of an old attempt lives on in a new one.
        forceNew: true,
        reconnection: false,
        autoConnect: false,
        timeout: limits.syncConnectMs,
      });
      listen(socket, listener);
      socket.connect();
      return connectionOf(socket);
    },
  };
}

function listen(socket: Socket, listener: ConnectionListener): void {
  const end = (reason: Problem): void => {
    shut(socket);
    listener.closed(reason);
  };
  let said = problem('ServerUnreachable');
  socket.on('connect_error', () => end(said));
  socket.on('disconnect', () => end(said));
  // Why the server is about to hang up.
  socket.on(syncEvents.problem, (raw: unknown) => {
    const why = wireProblemSchema.safeParse(raw);
    if (why.success) said = why.data;
  });
  socket.on(syncEvents.challenge, (raw: unknown) => {
    const challenge = challengeSchema.safeParse(raw);
    if (challenge.success) listener.challenge(challenge.data);
    else end(problem('MessageInvalid', detailOf(challenge.error)));
  });
  socket.on(syncEvents.poke, (raw: unknown) => {
    if (pokeSchema.safeParse(raw).success) listener.poke();
  });
}

function connectionOf(socket: Socket): Connection {
  return {
    hello: (hello, answered) => ask(socket, syncEvents.hello, hello, welcomeAnswerSchema, answered),
    push: (push, answered) => ask(socket, syncEvents.push, push, pushAnswerSchema, answered),
    feed: (request, answered) => ask(socket, syncEvents.feed, request, feedAnswerSchema, answered),
    close: () => shut(socket),
  };
}

function ask<T>(socket: Socket, event: string, message: object, schema: z.ZodType<T>, answered: Answered<T>): void {
  // An emit on a closed socket would lie in the library's buffer; here it is simply not sent, and `closed` is on its way.
  if (!socket.connected) return;
  socket.emit(event, message, (raw: unknown) => {
    const answer = schema.safeParse(raw);
    answered(answer.success ? ok(answer.data) : fail(problem('MessageInvalid', detailOf(answer.error))));
  });
}

// Without listeners first: after it, this connection says nothing more to anybody.
function shut(socket: Socket): void {
  socket.removeAllListeners();
  socket.disconnect();
}
