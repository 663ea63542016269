// A whole server in this process: opens the folder, publishes what the configuration names, listens, and gives back how to
// reach and how to end it. Everything it needs is handed in; what can go wrong is a problem with its sentence, and then
// nothing is left open.
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import type { Log } from '../../core/base/log.ts';
import { problem, sentenceOf } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import type { ServerConfig } from '../config.ts';
import { createFleet } from '../feed/fleet.ts';
import { startPoke } from '../feed/poke.ts';
import { createEnrolTills } from '../http/enrol-tills.ts';
import { openHttp } from '../http/open-http.ts';
import type { HttpDoor } from '../http/open-http.ts';
import { hashOfSecret, newToken } from '../http/secrets.ts';
import { createSignIn } from '../http/sign-in.ts';
import { startInlineWriter, startThreadWriter } from '../intake/writer.ts';
import type { RunningWriter } from '../intake/writer.ts';
import { publishDocument, watchDocuments } from '../jobs/publish-documents.ts';
import { startSyncSocket } from '../socket/sync-socket.ts';
import { openServerKeys } from '../store/server-keys.ts';
import type { ServerKeys } from '../store/server-keys.ts';
import type { ServerReader } from '../store/server-store.ts';
import { lockFile } from '../store/sqlite/open-database.ts';
import { openSqliteReader } from '../store/sqlite/store.ts';
import type { System } from '../system.ts';
import { removePortFile, writePortFile } from './port-file.ts';
import { uuidOf } from './uuid.ts';

export interface ServerOptions {
  readonly log: Log;
  /** The writer in a thread of its own (as in production), or inline for tests and simulation. */
  readonly writer?: 'thread' | 'inline';
  /** Folder of the built screens; null serves none. The repository's by default. */
  readonly screens?: string | null;
  /** The writer broke: nothing can be stored any more. Without it the fault is thrown. */
  readonly onFault?: (error: unknown) => void;
}

export interface RunningServer {
  readonly url: string;
  /** For the first person of headquarters; null when there is one. */
  readonly setupLink: string | null;
  /** Ends in order: no new work, what runs is finished, files closed. */
  close(): Promise<void>;
}

interface Opened {
  readonly keys: ServerKeys;
  readonly reader: ServerReader;
  readonly writer: RunningWriter;
  readonly undo: (() => Promise<void> | void)[];
}

export async function startServer(
  config: ServerConfig,
  system: System,
  options: ServerOptions,
): Promise<Result<RunningServer>> {
  const undo: Opened['undo'] = [];
  const unwind = async (): Promise<void> => {
    for (const close of undo.splice(0).toReversed()) await close();
  };
  try {
    const opened = await openFolder(config, system, options, undo);
    const running = opened.ok ? await listen(config, system, options, opened.value) : opened;
    if (!running.ok) await unwind();
    return running.ok ? ok({ ...running.value, close: unwind }) : running;
  } catch (error) {
    await unwind();
    throw error;
  }
}

async function openFolder(
  config: ServerConfig,
  system: System,
  options: ServerOptions,
  undo: Opened['undo'],
): Promise<Result<Opened>> {
  const { folder } = config;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = lockFile(join(folder, 'server.lock.db'));
  if (!lock) return fail(problem('ServerRunning', { folder }));
  undo.push(() => lock.release());
  const keys = openServerKeys(folder, system.random);
  if (!keys.ok) return keys;
  const start = options.writer === 'inline' ? startInlineWriter : startThreadWriter;
  const onFault = (error: unknown): void => {
    options.log.error('the writer broke', { detail: String(error) });
    if (!options.onFault) throw error;
    options.onFault(error);
  };
  const srv = uuidOf(system.random.bytes(16));
  const writer = start({ folder, srv, sealKey: keys.value.seal, log: options.log, system, onFault });
  if (!writer.ok) return writer;
  undo.push(async () => writer.value.close());
  const reader = openSqliteReader(folder);
  if (!reader.ok) return reader;
  undo.push(() => reader.value.close());
  await writer.value.writes.putShops(config.stores);
  return ok({ keys: keys.value, reader: reader.value.reader, writer: writer.value, undo });
}

async function listen(
  config: ServerConfig,
  system: System,
  options: ServerOptions,
  { keys, reader, writer, undo }: Opened,
): Promise<Result<Omit<RunningServer, 'close'>>> {
  const { log } = options;
  const { writes } = writer;
  let poke = (_to: number): void => undefined;
  const pokes = startPoke(reader, system, (to) => poke(to));
  undo.push(() => pokes.stop());
  const published = await publish(config, system, options, { keys, reader, writer, undo }, () => pokes.touched());
  if (!published.ok) return published;
  const setupToken = (await reader.people()) === 0 ? newToken(system.random) : null;
  const adminToken = newToken(system.random);
  const fleet = createFleet();
  const { callingCode, id, name } = config.chain;
  const app = await openHttp({
    host: config.host,
    tls: config.tls ?? null,
    screens: options.screens === undefined ? resolve(import.meta.dirname, '../../out/ui') : options.screens,
    signIn: createSignIn({ reader, writes, system, setupHash: setupToken === null ? null : hashOfSecret(setupToken) }),
    enrolTills: createEnrolTills({ reader, writes, keys, chain: { id, name, callingCode }, system, log }),
    adminHash: hashOfSecret(adminToken),
    log,
    reader,
    fleet,
    chain: name,
    nowMs: () => system.clock.wallMs(),
  });
  undo.push(async () => app.close());
  const sockets = startSyncSocket(app.server, {
    srv: await reader.srv(),
    reader,
    writes,
    serverKey: keys.server,
    system,
    fleet,
    log,
    online: () => fleet.online(),
    queue: { records: 0 },
    touched: () => pokes.touched(),
  });
  undo.push(async () => sockets.close());
  poke = (to) => sockets.poke(to);
  const url = await openPort(app, config);
  if (!url.ok) return url;
  const setupLink = setupToken === null ? null : `${url.value}/#setup=${setupToken}`;
  writePortFile(config.folder, { url: url.value, token: adminToken, pid: process.pid, setupLink });
  undo.push(() => removePortFile(config.folder));
  log.info('listening', { url: url.value });
  return ok({ url: url.value, setupLink });
}

/** Without a programme in force there is nothing a till could do; with one, a wrong file only means that it stays. */
async function publish(
  config: ServerConfig,
  system: System,
  { log }: ServerOptions,
  { keys, reader, writer, undo }: Opened,
  touched: () => void,
): Promise<Result<void>> {
  const put = async (document: Parameters<typeof writer.writes.putDocument>[0]): Promise<void> => {
    await writer.writes.putDocument(document);
    touched();
  };
  const needs = { reader, put, programmeKey: keys.programme, log, system };
  const files: (readonly ['programme' | 'assortment', string])[] = [['programme', config.programme]];
  if (config.assortment !== undefined) files.push(['assortment', config.assortment]);
  for (const [kind, file] of files) {
    const done = await publishDocument(kind, file, needs);
    if (done.ok) continue;
    if (kind === 'programme' && (await reader.document(kind)) === null) return done;
    log.warn('not published', { kind, sentence: sentenceOf(done.problem) });
  }
  undo.push(watchDocuments(files, needs));
  return ok(undefined);
}

async function openPort(app: HttpDoor, { host, port, tls }: ServerConfig): Promise<Result<string>> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (inUse) return fail(problem('PortInUse', { port }));
    throw error;
  }
  const address = app.server.address() as AddressInfo;
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return ok(`${tls ? 'https' : 'http'}://${name.includes(':') ? `[${name}]` : name}:${address.port}`);
}
