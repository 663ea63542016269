// A chain of shops as processes: one real server, real tills that joined it by a one-time code, all in a folder of their own.
// They can be killed and come back at the same address. `close` ends everything and forgets the folder.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { screenLink } from '../../demo/screen-link.ts';
import { findFreePort } from './free-port.ts';
import { logInToHq, readServerFile, setUpHq } from './hq-client.ts';
import type { HqClient } from './hq-client.ts';
import { openProcesses } from './processes.ts';
import type { Processes, TestProcess } from './processes.ts';
import { openTillClient, tillClient } from './till-client.ts';
import type { TillClient } from './till-client.ts';
import { readFixture } from './read-fixture.ts';

export interface ChainServer {
  readonly url: string;
  readonly port: number;
  readonly folder: string;
  /** Of the first start: by it the first person of headquarters signs in, once. */
  readonly setupLink: string;
  start(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** Sets headquarters up at the first call, then signs in. */
  hq(): Promise<HqClient>;
}

export interface ChainTill {
  readonly store: string;
  readonly lane: string;
  readonly folder: string;
  readonly config: string;
  readonly url: string;
  /** The real agent; resolves when it answers. */
  start(): Promise<void>;
  kill(): Promise<void>;
  /** SIGTERM, and the exit code must be 0. */
  end(): Promise<void>;
  /** Signed in once; its token outlives the process. */
  client(): Promise<TillClient>;
  /** A fresh address for a window, with its one-time key. */
  screen(): Promise<string>;
}

export interface ShopChain {
  readonly folder: string;
  readonly server: ChainServer;
  readonly tills: readonly ChainTill[];
  readonly processes: Processes;
  close(): Promise<void>;
}

export interface TillOptions {
  readonly store: string;
  readonly lane?: string;
  readonly language?: 'en' | 'de';
  /** Merged into the till's configuration: devices and their simulator. */
  readonly config?: object;
  /** How this till reaches the server, if not straight. */
  readonly through?: (serverPort: number) => Promise<number>;
}

export interface ShopChainOptions {
  readonly tills: readonly TillOptions[];
  /** Merged into the programme of fixtures. */
  readonly programme?: object;
}

const zone = 'Europe/Berlin';

export async function openShopChain(options: ShopChainOptions): Promise<ShopChain> {
  const folder = mkdtempSync(join(tmpdir(), 'regulars-chain-'));
  const processes = openProcesses();
  const close = async (): Promise<void> => {
    await processes.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const server = await openServer(folder, processes, options);
    await server.start();
    const tills = await Promise.all(
      options.tills.map(async (each, at) => openTill(folder, processes, server, each, at + 1)),
    );
    return { folder, server, tills, processes, close };
  } catch (error) {
    const words = processes.words();
    await close();
    throw new Error(`the chain did not open\n${words}`, { cause: error });
  }
}

async function openServer(folder: string, processes: Processes, options: ShopChainOptions): Promise<ChainServer> {
  const port = await findFreePort();
  const serverFolder = join(folder, 'server');
  const config = join(folder, 'server-config.json');
  const programme = join(folder, 'programme.json');
  writeJson(programme, { ...readFixture('programmes/kornblume.json'), ...options.programme });
  writeJson(config, {
    folder: 'server',
    port,
    chain: { id: 'kornblume', name: 'Kornblume', callingCode: 'DE' },
    stores: storesOf(options.tills),
    programme: 'programme.json',
    assortment: join(import.meta.dirname, '..', '..', 'fixtures', 'assortments', 'kornblume.json'),
  });
  let running: TestProcess | null = null;
  let setupLink = '';
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    port,
    folder: serverFolder,
    get setupLink() {
      return setupLink;
    },
    start: async () => {
      running = processes.start('server', 'sync-server/main.ts', ['--config', config]);
      await running.line(/^Headquarters listens/);
      const link = readServerFile(serverFolder).setupLink;
      if (link !== null) setupLink = link;
    },
    kill: async () => void (await running?.kill()),
    hq: async () => {
      if (readServerFile(serverFolder).setupLink !== null && setupLink !== 'used') {
        await setUpHq(setupLink);
        setupLink = 'used';
      }
      return logInToHq(url);
    },
  };
}

async function openTill(
  folder: string,
  processes: Processes,
  server: ChainServer,
  options: TillOptions,
  at: number,
): Promise<ChainTill> {
  const port = await findFreePort();
  const lane = options.lane ?? `Till ${at}`;
  const name = `till-${at}`;
  const config = join(folder, `${name}.json`);
  writeJson(config, { folder: name, port, ballastMb: 1, ...options.config });
  const code = await processes.run(`code for ${name}`, 'sync-server/main.ts', [
    'enrol-code',
    options.store,
    '--lane',
    lane,
    '--config',
    join(folder, 'server-config.json'),
  ]);
  const serverPort = (await options.through?.(server.port)) ?? server.port;
  const url = `http://127.0.0.1:${serverPort}`;
  await processes.run(`enrolling ${name}`, 'agent/entry.ts', ['--config', config, '--enrol', url, code.trim()]);
  return tillOf(processes, { store: options.store, lane, folder: join(folder, name), config, port, name });
}

interface OpenedTill {
  readonly store: string;
  readonly lane: string;
  readonly folder: string;
  readonly config: string;
  readonly port: number;
  readonly name: string;
}

function tillOf(processes: Processes, { port, name, ...till }: OpenedTill): ChainTill {
  const url = `http://127.0.0.1:${port}`;
  let running: TestProcess | null = null;
  let token = '';
  return {
    ...till,
    url,
    start: async () => {
      running = processes.start(name, 'agent/entry.ts', ['--config', till.config]);
      await running.line(/http:\S+#k=\S+/);
    },
    kill: async () => void (await running?.kill()),
    end: async () => {
      const exit = await running?.end();
      if (exit?.code !== 0)
        throw new Error(`${name} did not end in order: ${JSON.stringify(exit)}\n${running?.words()}`);
    },
    client: async () => {
      if (token === '') ({ token } = await openTillClient(url, await screenLink(till.folder, '/')));
      return tillClient(url, token);
    },
    screen: async () => screenLink(till.folder, '/'),
  };
}

/** Asks again and again until it is so; `what` is said when it does not come. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | null | false> | T | null | false,
  timeoutMs = 20_000,
): Promise<T> {
  const untilMs = performance.now() + timeoutMs;
  for (;;) {
    const found = await ask();
    if (found !== null && found !== false) return found;
    if (performance.now() > untilMs) throw new Error(`${what}: not within ${timeoutMs} ms`);
    await pause(25);
  }
}

function storesOf(tills: readonly TillOptions[]): object[] {
  const stores = new Map(
    tills.map(({ store, language = 'en' }) => [
      store,
      {
        id: store,
        name: `Kornblume ${store}`,
        zone,
        cutoverHour: 4,
        language,
        address: ['Marktplatz 3', '12345 Lindenau'],
      },
    ]),
  );
  return [...stores.values()];
}

function writeJson(file: string, value: object): void {
  writeFileSync(file, JSON.stringify(value, null, 2));
}
