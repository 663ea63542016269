// A whole server in this process, and what talks to it: a person of headquarters over HTTP, a till over its socket by the
// agent's own transport, and a stranger who writes raw frames. Every answer is parsed with the published schemas.
import { rmSync } from 'node:fs';
import { hexOf } from '../../core/base/bytes.ts';
import { problemSchema } from '../../core/base/problem.ts';
import type { Problem } from '../../core/base/problem.ts';
import type { Result } from '../../core/base/result.ts';
import { enrolCodeAnswerSchema, loginAnswerSchema } from '../../core/protocol/hq.ts';
import { enrolProofBytes, helloProofBytes } from '../../core/protocol/proofs.ts';
import { enrolmentSchema, syncPaths } from '../../core/protocol/sync.ts';
import type { Challenge, Enrolment, FeedAnswer, Hello, PushAnswer, WelcomeAnswer } from '../../core/protocol/sync.ts';
import { createSyncClient } from '../../agent/sync/sync-client.ts';
import type { Answered, Connection } from '../../agent/sync/transport.ts';
import type { ServerConfig } from '../../sync-server/config.ts';
import { startServer } from '../../sync-server/main/start-server.ts';
import type { RunningServer } from '../../sync-server/main/start-server.ts';
import { nodeSha256 } from '../../sync-server/store/node-sha256.ts';
import { system } from '../../sync-server/system.ts';
import type { System } from '../../sync-server/system.ts';
import { keptLog, mitte, newFolder, nord } from './server-folder.ts';
import type { LogLine } from './server-folder.ts';
import { bytesOf } from './server-till.ts';
import type { ServerTill } from './server-till.ts';

export const password = 'correct horse battery';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export interface TestServer {
  readonly config: ServerConfig;
  readonly url: string;
  readonly running: RunningServer;
  readonly lines: LogLine[];
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<HttpAnswer>;
  close(keep?: boolean): Promise<void>;
}

export interface TestServerOptions {
  readonly folder?: string;
  readonly system?: System;
  readonly writer?: 'inline' | 'thread';
  readonly screens?: string | null;
}

export function configIn(folder: string): ServerConfig {
  return {
    folder,
    port: 0,
    host: '127.0.0.1',
    chain: { id: 'kornblume', name: 'Kornblume', callingCode: 'DE' },
    stores: [mitte, nord],
    programme: 'fixtures/programmes/kornblume.json',
    assortment: 'fixtures/assortments/kornblume.json',
  };
}

export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const lines: LogLine[] = [];
  const folder = options.folder ?? newFolder();
  const config = configIn(folder);
  const started = await startServer(config, options.system ?? system, {
    log: keptLog(lines),
    writer: options.writer ?? 'inline',
    screens: options.screens ?? null,
  });
  if (!started.ok) throw new Error(`the server did not start: ${started.problem.code}`);
  const running = started.value;
  return {
    config,
    url: running.url,
    running,
    lines,
    ask: async (method, path, body, headers = {}) => askHttp(running.url, method, path, body, headers),
    close: async (keep = false) => {
      await running.close();
      if (!keep) rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function askHttp(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<HttpAnswer> {
  const json = body === undefined ? {} : { 'content-type': 'application/json' };
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: { ...json, ...headers },
    ...(text === undefined ? {} : { body: text }),
  });
  const said = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json') === true;
  return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(said) : said };
}

export function problemIn({ body }: HttpAnswer): Problem {
  return problemSchema.parse(body);
}

/** Sets headquarters up, and gives the headers of who is signed in. */
export async function signInFirst(server: TestServer, name = 'Eva'): Promise<Record<string, string>> {
  const token = server.running.setupLink?.split('#setup=')[1];
  const answer = await server.ask('POST', '/hq/v1/setup', { token, name, password });
  return { authorization: `Bearer ${loginAnswerSchema.parse(answer.body).token}` };
}

/** Enrols a till as it happens in life: a code from headquarters, a key of the till, one request. */
export async function enrolTill(
  server: TestServer,
  till: ServerTill,
  person: Record<string, string>,
  store = 'mitte',
): Promise<Enrolment> {
  const made = await server.ask('POST', '/hq/v1/enrol-codes', { store, lane: 'lane-1' }, person);
  const { code } = enrolCodeAnswerSchema.parse(made.body);
  const answer = await server.ask('POST', syncPaths.enrol, enrolRequest(till, code));
  return enrolmentSchema.parse(answer.body);
}

export function enrolRequest(till: ServerTill, code: string) {
  const proof = till.sign(enrolProofBytes(nodeSha256, code));
  return { code, publicKey: hexOf(till.publicKey), app: 'test/1', proof };
}

export function helloOf(till: ServerTill, challenge: Challenge, change: Partial<Hello> = {}): Hello {
  const body: Omit<Hello, 'proof'> = {
    proto: [1, 1],
    app: 'test/1',
    ter: till.ter,
    nonce: hexOf(bytesOf(`hello ${till.name}`, 32)),
    streams: [{ ep: till.ep, head: till.head, hash: hexOf(till.hashAt(till.head)), acked: 0 }],
    cache: { srv: null, pos: 0, schema: 1 },
    clock: { wall: 1, mono: 1, boot: '0'.repeat(16) },
    diskFreeMb: 1000,
    programme: 0,
    ...change,
  };
  return { ...body, proof: change.proof ?? till.sign(helloProofBytes(nodeSha256, challenge, body)) };
}

export interface ConnectedTill {
  readonly challenge: Challenge;
  readonly pokes: () => number;
  /** Why the connection ended, or null. */
  readonly ended: () => Problem | null;
  hello(hello?: Hello): Promise<Result<WelcomeAnswer>>;
  push(from?: number, to?: number): Promise<Result<PushAnswer>>;
  feed(srv: string | null, pos: number): Promise<Result<FeedAnswer>>;
  close(): void;
}

/** By the agent's own transport. Resolves with the challenge; rejects when the connection is refused before it. */
export async function connectTill(url: string, till: ServerTill): Promise<ConnectedTill> {
  let pokes = 0;
  let ended: Problem | null = null;
  let connection: Connection | null = null;
  const challenge = await new Promise<Challenge>((resolve, reject) => {
    connection = createSyncClient(url).connect({
      challenge: resolve,
      poke: () => void (pokes += 1),
      closed: (problem) => {
        ended = problem;
        reject(new Error(problem.code));
      },
    });
  });
  const wire = (): Connection => {
    if (!connection) throw new Error('not connected');
    return connection;
  };
  const asked = async <T>(ask: (answered: Answered<T>) => void): Promise<Result<T>> =>
    new Promise((resolve) => ask(resolve));
  return {
    challenge,
    pokes: () => pokes,
    ended: () => ended,
    hello: async (hello = helloOf(till, challenge)) => asked((answered) => wire().hello(hello, answered)),
    push: async (from, to) => asked((answered) => wire().push(till.push(from, to), answered)),
    feed: async (srv, pos) => asked((answered) => wire().feed({ srv, pos, ep: till.ep }, answered)),
    close: () => wire().close(),
  };
}

export interface RawSocket {
  readonly frames: string[];
  readonly closed: () => boolean;
  send(frame: string | Uint8Array<ArrayBuffer>): void;
  close(): void;
}

/** Frames of engine.io and socket.io by hand, as a stranger or a broken program would send them. */
export async function openRawSocket(url: string, path: string = syncPaths.socket): Promise<RawSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}${path}/?EIO=4&transport=websocket`);
  const frames: string[] = [];
  let closed = false;
  socket.addEventListener('message', ({ data }) => frames.push(String(data)));
  socket.addEventListener('close', () => {
    closed = true;
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error('refused')));
  });
  return {
    frames,
    closed: () => closed,
    send: (frame) => socket.send(frame),
    close: () => socket.close(),
  };
}
