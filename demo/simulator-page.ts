// The page on which the demo is played: products and cards to scan, a scanner to unplug, a printer to spoil, the cable to
// pull. Served by the launcher on loopback; only its own page may press (another site's page is refused by host and origin).
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';
import { demoCards } from './demo-cards.ts';
import { root } from './demo-layout.ts';
import { pressDevices } from './press-devices.ts';
import type { Demo } from './run-demo.ts';
import { screenLink } from './screen-link.ts';

export interface SimulatorPage {
  readonly url: string;
  close(): Promise<void>;
}

const till = z.int().min(0).max(1);
const actionSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('press'), till, text: z.string().min(1).max(20_000) }),
  z.strictObject({ do: z.literal('plug'), till, plugged: z.boolean() }),
  z.strictObject({
    do: z.literal('printer'),
    till,
    condition: z.enum(['well', 'paper-out', 'cover-open', 'offline', 'silent']),
  }),
  z.strictObject({ do: z.literal('screen'), till, route: z.enum(['/', '/manager']) }),
  z.strictObject({ do: z.literal('cable'), pulled: z.boolean() }),
  z.strictObject({ do: z.literal('server'), running: z.boolean() }),
]);
type Action = z.infer<typeof actionSchema>;

const policy =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; connect-src 'self'";
const bodyMax = 100_000;

export async function openSimulatorPage(demo: Demo): Promise<SimulatorPage> {
  const port = demo.layout.pagePort;
  const server = createServer((request, response) => {
    answer(demo, request, response).catch((error: unknown) => {
      sendJson(response, 500, { sentence: error instanceof Error ? error.message : String(error) });
    });
  });
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', done);
  });
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function answer(demo: Demo, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const hosts = ['127.0.0.1', 'localhost'].map((name) => `${name}:${demo.layout.pagePort}`);
  const { host = '', origin } = request.headers;
  if (!hosts.includes(host) || (origin !== undefined && origin !== `http://${host}`)) {
    sendJson(response, 403, { sentence: 'Only the simulator page itself may press.' });
    return;
  }
  if (request.method === 'POST') await act(demo, request, response);
  else if (request.url === '/state') sendJson(response, 200, await stateOf(demo));
  else if (request.url === '/shelf') sendJson(response, 200, { products: shelf(), cards: demoCards(demo.layout) });
  else {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy });
    response.end(readFileSync(join(import.meta.dirname, 'simulator-page.html')));
  }
}

async function act(demo: Demo, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const action = actionSchema.safeParse(await jsonOf(request));
  if (!action.success) sendJson(response, 400, { sentence: 'This was not understood.' });
  else sendJson(response, 200, await carryOut(demo, action.data));
}

async function carryOut(demo: Demo, action: Action): Promise<object> {
  switch (action.do) {
    case 'press': {
      const state = await press(demo, action.till, { press: action.text });
      return { ok: state?.pressed ?? false };
    }
    case 'plug':
      return { ok: (await press(demo, action.till, { plugged: action.plugged })) !== null };
    case 'printer':
      return { ok: (await press(demo, action.till, { printer: action.condition })) !== null };
    case 'screen':
      return { ok: true, url: await screenLink(demo.layout.tills[action.till === 0 ? 0 : 1].folder, action.route) };
    case 'cable':
      if (action.pulled) demo.cable.pull();
      else demo.cable.plug();
      return { ok: true };
    case 'server':
      await (action.running ? demo.startServer() : demo.killServer());
      return { ok: true };
  }
}

function press(demo: Demo, at: number, order: Parameters<typeof pressDevices>[2]): ReturnType<typeof pressDevices> {
  return pressDevices(demo.layout.tills[at === 0 ? 0 : 1].controlPort, demo.token, order);
}

async function stateOf(demo: Demo): Promise<object> {
  const tills = await Promise.all(
    demo.layout.tills.map(async ({ store, lane }, at) => ({
      name: store.name,
      lane,
      devices: await press(demo, at, null),
    })),
  );
  return {
    tills,
    cablePulled: demo.cable.pulled,
    serverRuns: demo.serverRuns(),
    headquarters: await headquartersLink(demo),
    history: demo.history.progress,
  };
}

const doorSchema = z.object({ setUp: z.boolean() });

/** The set-up link while nobody has used it. */
async function headquartersLink({ layout, setupLink }: Demo): Promise<string> {
  const plain = `http://127.0.0.1:${layout.serverPort}/`;
  if (setupLink === null) return plain;
  try {
    const door = await fetch(`${plain}hq/v1/door`);
    return doorSchema.parse(await door.json()).setUp ? setupLink : plain;
  } catch {
    return plain;
  }
}

const shelfSchema = z.object({
  products: z.array(z.object({ gtin: z.string(), name: z.string(), price: z.int(), categories: z.array(z.string()) })),
});

function shelf(): object[] {
  const text = readFileSync(join(root, 'fixtures', 'assortments', 'kornblume.json'), 'utf8');
  return shelfSchema.parse(JSON.parse(text)).products.map(({ gtin, ...rest }) => ({ ...rest, code: gtin.slice(1) }));
}

async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of request) {
    if (!(part instanceof Uint8Array) || (length += part.length) > bodyMax) return null;
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    return null;
  }
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
