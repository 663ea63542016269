// FakeHq behind a real socket.io server on loopback: the wire as the till meets it, without the server's own code.
// A test may also make it say things that no protocol knows.
import { createServer } from 'node:http';
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import type { Problem } from '../../core/base/problem.ts';
import { feedRequestSchema, syncEvents, syncPaths } from '../../core/protocol/sync.ts';
import type { FakeHq } from './fake-hq.ts';

export interface FakeHqSocket {
  readonly url: string;
  readonly connections: () => number;
  /** Instead of the right thing, for the events named. */
  garbage: Partial<Record<keyof typeof syncEvents, unknown>>;
  readonly poke: () => void;
  /** Ends the connections; the server goes on. */
  readonly cut: () => void;
  /** Says why, and ends the connections. */
  readonly hangUp: (why: Problem) => void;
  readonly stop: () => Promise<void>;
}

type Reply = (answer: unknown) => void;

export async function startFakeHqSocket(hq: FakeHq, port = 0, prefix = ''): Promise<FakeHqSocket> {
  const http = createServer();
  const io = new Server(http, {
    path: `${prefix}${syncPaths.socket}`,
    transports: ['websocket'],
    perMessageDeflate: false,
  });
  const garbage: FakeHqSocket['garbage'] = {};
  io.on('connection', (socket) => {
    const challenge = hq.challenge(randomBytes(32));
    const answer = (event: keyof typeof syncEvents, right: () => unknown): unknown =>
      event in garbage ? garbage[event] : right();
    socket.emit(
      syncEvents.challenge,
      answer('challenge', () => challenge),
    );
    socket.on(syncEvents.hello, (raw: unknown, reply: Reply) =>
      reply(answer('hello', () => hq.welcome(challenge, raw))),
    );
    socket.on(syncEvents.push, (raw: unknown, reply: Reply) => reply(answer('push', () => hq.push(raw))));
    socket.on(syncEvents.feed, (raw: unknown, reply: Reply) =>
      reply(answer('feed', () => hq.feed(feedRequestSchema.parse(raw)))),
    );
  });
  await new Promise<void>((done) => http.listen(port, '127.0.0.1', done));
  const { port: found } = http.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${found}${prefix}`,
    connections: () => io.sockets.sockets.size,
    garbage,
    poke: () => io.volatile.emit(syncEvents.poke, 'poke' in garbage ? garbage.poke : { to: hq.feedLog.length }),
    cut: () => io.disconnectSockets(true),
    hangUp: (why) => {
      io.emit(syncEvents.problem, why);
      io.disconnectSockets(true);
    },
    stop: () => io.close(),
  };
}
