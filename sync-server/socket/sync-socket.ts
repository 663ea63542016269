// The wire to the tills: the only file of the server that says socket.io. Websocket only, no compression of its own, no
// recovery: what must not be lost has our cursor (sync.md 1.1). Garbage gets a sentence, a line in the log and an end.
import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { Socket } from 'socket.io';
import { limits } from '../../core/base/limits.ts';
import type { Log } from '../../core/base/log.ts';
import { problem, sentenceOf } from '../../core/base/problem.ts';
import type { Problem } from '../../core/base/problem.ts';
import { syncEvents, syncPaths } from '../../core/protocol/sync.ts';
import { createGarbageGate } from './garbage-gate.ts';
import type { GarbageGate } from './garbage-gate.ts';
import { startTillSession } from './till-session.ts';
import type { Reply, SessionNeeds, TillSession } from './till-session.ts';

export interface SyncSocket {
  /** A hint to every till that has said hello; may be lost. */
  poke(to: number): void;
  close(): Promise<void>;
}

const greetedRoom = 'greeted';

export function startSyncSocket(http: HttpServer, needs: SessionNeeds): SyncSocket {
  const gate = createGarbageGate(needs.system.clock);
  const io = new Server(http, {
    path: syncPaths.socket,
    transports: ['websocket'],
    serveClient: false,
    // Batches come zipped; zlib state for each socket would cost more memory than all else (sync.md 1.1).
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: limits.syncMessageBytesMax,
    connectTimeout: limits.helloMs,
    allowRequest: (request, decide) => {
      // A page in a browser has an origin; a till has none.
      const isPage = request.headers.origin !== undefined;
      const isFull = io.engine.clientsCount >= limits.syncSocketsMax;
      const isShut = gate.isShut(request.socket.remoteAddress ?? '');
      decide(null, !isPage && !isFull && !isShut);
    },
  });
  // A socket for an address we do not have would otherwise stay open, and keep the server from ending.
  http.on('upgrade', (request, socket) => {
    if (request.url?.startsWith(syncPaths.socket) !== true) socket.destroy();
  });
  // The request that opened the socket holds buffers for as long as the socket lives; nobody reads it again.
  io.engine.on('connection', (raw: object) => void Object.assign(raw, { request: null }));
  io.on('connection', (socket) => startSession(io, socket, gate, needs));
  return {
    poke: (to) => void io.to(greetedRoom).volatile.emit(syncEvents.poke, { to }),
    close: async () => io.close(),
  };
}

function startSession(io: Server, socket: Socket, gate: GarbageGate, needs: SessionNeeds): void {
  const session = startTillSession(needs);
  const address = socket.handshake.address;
  const end = (why: Problem): void => endSession(socket, session, why, address, gate, needs);
  const disarm = needs.system.timer.after(limits.helloMs, () => {
    if (session.till() === null) end(problem('MessageInvalid', { detail: 'no hello' }));
  });
  listen(
    socket,
    syncEvents.hello,
    end,
    async (raw) => {
      const reply = await session.hello(raw);
      const till = session.till();
      if (till === null || reply.end) return reply;
      if (gate.isShut(till)) return { answer: null, end: problem('TooManyAttempts', { seconds: 60 }) };
      // A till has one connection: an older one is a line that broke without a word.
      io.to(till).disconnectSockets(true);
      await socket.join([greetedRoom, till]);
      return reply;
    },
    needs.log,
  );
  listen(socket, syncEvents.push, end, async (raw) => session.push(raw), needs.log);
  listen(socket, syncEvents.feed, end, async (raw) => session.feed(raw), needs.log);
  const known: ReadonlySet<string> = new Set([syncEvents.hello, syncEvents.push, syncEvents.feed]);
  socket.onAny((event: unknown) => {
    if (typeof event !== 'string' || !known.has(event)) {
      end(problem('MessageInvalid', { detail: 'an event of no name we know' }));
    }
  });
  // What the parser of the library could not read.
  socket.on('error', () => end(problem('MessageInvalid', { detail: 'bytes that are no message' })));
  socket.on('disconnect', () => {
    disarm();
    session.closed();
  });
  socket.emit(syncEvents.challenge, session.challenge);
}

/** A message with its answer. What does not have the form of a message and a callback is garbage. */
function listen<T>(
  socket: Socket,
  event: string,
  end: (why: Problem) => void,
  answer: (raw: unknown) => Promise<Reply<T>>,
  log: Log,
): void {
  socket.on(event, (...given: unknown[]) => {
    const [raw, acknowledge] = given;
    if (given.length !== 2 || typeof acknowledge !== 'function') {
      end(problem('MessageInvalid', { detail: `${event} without its callback` }));
      return;
    }
    answer(raw).then(
      (reply) => {
        if (reply.answer !== null) Reflect.apply(acknowledge, undefined, [reply.answer]);
        if (reply.end) end(reply.end);
      },
      (error: unknown) => {
        log.error('a fault while answering a till', { event, detail: String(error) });
        end(problem('Internal'));
      },
    );
  });
}

function endSession(
  socket: Socket,
  session: TillSession,
  why: Problem,
  address: string,
  gate: GarbageGate,
  { log }: SessionNeeds,
): void {
  if (!socket.connected) return;
  const till = session.till();
  const isGarbage = why.code === 'MessageInvalid' || why.code === 'NotEnrolled' || why.code === 'TooManyAttempts';
  const who = till ?? address;
  if (!isGarbage || !gate.isShut(who)) log.warn('hung up', { till: till ?? undefined, why: sentenceOf(why) });
  if (isGarbage && gate.offend(who))
    log.warn('too much garbage: the door is shut for a minute', { till: till ?? undefined });
  socket.emit(syncEvents.problem, why);
  socket.disconnect(true);
}
