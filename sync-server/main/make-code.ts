// `npm run server -- enrol-code STORE`: a one-time code for a new till. A running server is asked by its port file; when
// none runs, the store is opened here for as long as it takes.
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { readFileSync } from 'node:fs';
import type { Log } from '../../core/base/log.ts';
import { problem, problemSchema } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import { enrolCodeAnswerSchema } from '../../core/protocol/hq.ts';
import type { ServerConfig } from '../config.ts';
import { makeEnrolCode } from '../http/enrol-tills.ts';
import type { EnrolCodeAnswer } from '../http/enrol-tills.ts';
import { lockFile } from '../store/sqlite/open-database.ts';
import { openServerKeys } from '../store/server-keys.ts';
import { startInlineWriter } from '../intake/writer.ts';
import { openSqliteReader } from '../store/sqlite/store.ts';
import type { System } from '../system.ts';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readPortFile } from './port-file.ts';
import { uuidOf } from './uuid.ts';

export interface Asked {
  readonly store: string;
  readonly lane: string;
}

export async function makeCode(
  config: ServerConfig,
  asked: Asked,
  system: System,
  log: Log,
): Promise<Result<EnrolCodeAnswer>> {
  const running = await askRunningServer(config, asked);
  return running ?? (await openAndMake(config, asked, system, log));
}

/** Null when no server answers. */
async function askRunningServer(config: ServerConfig, asked: Asked): Promise<Result<EnrolCodeAnswer> | null> {
  const file = readPortFile(config.folder);
  if (!file) return null;
  const answer = await postJson(`${file.url}/admin/v1/enrol-codes`, asked, file.token, config.tls?.certificate);
  const code = enrolCodeAnswerSchema.safeParse(answer);
  if (code.success) return ok(code.data);
  const refused = problemSchema.safeParse(answer);
  return refused.success ? fail(refused.data) : null;
}

async function openAndMake(
  config: ServerConfig,
  asked: Asked,
  system: System,
  log: Log,
): Promise<Result<EnrolCodeAnswer>> {
  const { folder } = config;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = lockFile(join(folder, 'server.lock.db'));
  if (!lock) return fail(problem('ServerRunning', { folder }));
  try {
    const keys = openServerKeys(folder, system.random);
    if (!keys.ok) return keys;
    const onFault = (error: unknown): void => {
      throw error;
    };
    const srv = uuidOf(system.random.bytes(16));
    const writer = startInlineWriter({ folder, srv, sealKey: keys.value.seal, log, system, onFault });
    if (!writer.ok) return writer;
    const reader = openSqliteReader(folder);
    if (!reader.ok) return reader;
    await writer.value.writes.putShops(config.stores);
    const made = await makeEnrolCode(asked, { reader: reader.value.reader, writes: writer.value.writes, system });
    reader.value.close();
    await writer.value.close();
    return made;
  } finally {
    lock.release();
  }
}

/** `certificate`: the file of our own certificate, the only one that is accepted then. Undefined when nobody answers. */
async function postJson(url: string, body: object, token: string, certificate: string | undefined): Promise<unknown> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const pinned =
    certificate === undefined ? {} : { ca: readFileSync(certificate), checkServerIdentity: () => undefined };
  const request = url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    const asked = request(url, { method: 'POST', headers, timeout: 10_000, ...pinned }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => (text += part));
      answer.on('end', () => resolve(jsonOf(text)));
    });
    asked.on('error', () => resolve(undefined));
    asked.on('timeout', () => asked.destroy());
    asked.end(JSON.stringify(body));
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
