// Opens a local API for one test: on a free port, over a till in memory, with a folder of screens, closed at the end of
// the test by itself. Also the raw request, for what no well-behaved client would send.
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { OutgoingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startApi } from '../../agent/api/start-api.ts';
import type { Api, ApiOptions } from '../../agent/api/start-api.ts';
import { system } from '../../agent/system.ts';
import { assert } from '../../core/base/assert.ts';
import type { Log, LogFacts } from '../../core/base/log.ts';
import { makeFakeTill } from './fake-till.ts';
import type { FakeTill } from './fake-till.ts';
import { openTillClient } from './till-client.ts';
import type { TillClient } from './till-client.ts';

export const launchToken = 'launch-token-of-the-test';

export interface TestApi {
  readonly api: Api;
  readonly till: FakeTill;
  readonly port: number;
  /** All that was logged, as text. */
  readonly logged: string[];
  readonly faults: unknown[];
  readonly client: () => Promise<TillClient>;
  readonly raw: (path: string, options?: RawOptions) => Promise<RawAnswer>;
}

export interface RawOptions {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Buffer;
  readonly address?: string;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
  /** The code of the problem, or null where it was none. */
  readonly code: string | null;
}

export async function openTestApi(options: Partial<ApiOptions> = {}): Promise<TestApi> {
  const till = makeFakeTill();
  const logged: string[] = [];
  const faults: unknown[] = [];
  const started = await startApi({
    till,
    port: 0,
    staticFolder: null,
    launchToken,
    system,
    log: logInto(logged),
    onFault: (fault) => faults.push(fault),
    ...options,
  });
  assert(started.ok, 'the API of a test starts');
  const api = started.value;
  onTestFinished(() => api.close());
  const port = Number(new URL(api.url).port);
  const raw = (path: string, more: RawOptions = {}): Promise<RawAnswer> => rawRequest(port, path, more);
  return { api, till, port, logged, faults, client: () => openTillClient(api.url, api.mintKey()), raw };
}

/** A folder with a page, a script and a secret beside it that must never be served. */
export function screensFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'regulars-screens-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'ui', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'the secret beside the screens');
  writeFileSync(join(folder, 'ui', '.hidden'), 'the secret with a dot');
  writeFileSync(join(folder, 'ui', 'index.html'), '<!doctype html><title>Regulars</title>');
  writeFileSync(join(folder, 'ui', 'assets', 'app-1a2b.js'), 'export {};');
  return join(folder, 'ui');
}

export function logInto(lines: string[]): Log {
  const write = (event: string, facts: LogFacts = {}): void => void lines.push(`${event} ${JSON.stringify(facts)}`);
  return { debug: write, info: write, warn: write, error: write };
}

/** The bytes that come back for bytes sent as they are; resolves when the other side closes. */
export function rawBytes(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' });
    let text = '';
    socket.on('data', (part: Buffer) => (text += part.toString('latin1')));
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
    socket.write(bytes);
  });
}

function rawRequest(port: number, path: string, options: RawOptions): Promise<RawAnswer> {
  const { method = 'GET', headers = {}, body, address = '127.0.0.1' } = options;
  return new Promise((resolve, reject) => {
    const sent = request({ port, path, method, headers, host: address, agent: false }, (answer) => {
      let text = '';
      answer.on('data', (part: Buffer) => (text += part.toString('utf8')));
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, code: codeOf(text) });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function codeOf(text: string): string | null {
  return /"code":"(\w+)"/.exec(text)?.[1] ?? null;
}
