// Serves the built screens as the agent does (its own API, headers and all) or as the server does, over whatever till or
// headquarters a test hands in.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { build } from 'vite';
import { startApi } from '../../agent/api/start-api.ts';
import { system } from '../../agent/system.ts';
import type { TillActions } from '../../agent/till/till-actions.ts';
import { problem, problems } from '../../core/base/problem.ts';
import type { Problem } from '../../core/base/problem.ts';

export interface Screens {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Builds into a folder of its own: a test never shows yesterday's screens. */
export async function buildScreens(): Promise<{ folder: string; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'regulars-screens-'));
  const root = join(import.meta.dirname, '..', '..', 'ui');
  // The runner of tests calls itself `test`, which would bundle React's slow, talkative half.
  const mode = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'error', build: { outDir: folder } });
  process.env['NODE_ENV'] = mode;
  if (readdirSync(folder).length === 0) throw new Error('nothing was built');
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** `url` opens the cashier's screen; its key is good once. */
export async function openTillScreens(
  till: TillActions,
  folder: string,
  port = 0,
): Promise<Screens & { readonly origin: string }> {
  const nothing = (): void => {};
  const api = await startApi({
    till,
    port,
    staticFolder: folder,
    launchToken: 'launch-token-of-the-test',
    system,
    log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
    clientsFile: join(folder, '.clients.json'),
  });
  if (!api.ok) throw new Error(JSON.stringify(api.problem));
  const { value } = api;
  return { origin: value.url, url: `${value.url}/#k=${value.mintKey()}`, close: () => value.close() };
}

export type HqAnswer = { readonly status?: number; readonly body: unknown } | Problem;
export type HqRoutes = Readonly<Record<string, (body: unknown, url: URL) => HqAnswer>>;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self'";

/** A headquarters of canned answers: `GET /hq/v1/door` → what it says. */
export async function openHqScreens(routes: HqRoutes, folder: string): Promise<Screens> {
  const server = createServer((request, response) => {
    void answer(request, response, routes, folder);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  routes: HqRoutes,
  folder: string,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  response.setHeader('content-security-policy', policy);
  const route = routes[`${request.method ?? ''} ${url.pathname}`];
  if (route) {
    const chunks: string[] = [];
    for await (const chunk of request.setEncoding('utf8')) chunks.push(String(chunk));
    const body: unknown = chunks.length === 0 ? null : JSON.parse(chunks.join(''));
    const said = route(body, url);
    const [status, answered] = 'code' in said ? [problems[said.code].status, said] : [said.status ?? 200, said.body];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answered));
    return;
  }
  const file = url.pathname === '/' ? 'index.html' : url.pathname.slice(1);
  try {
    const bytes = await readFile(join(folder, file));
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' }).end(bytes);
  } catch {
    response.writeHead(404, { 'content-type': 'application/json' }).end(JSON.stringify(problem('NotFound')));
  }
}
