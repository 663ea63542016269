// Where everything of the demo lies and listens: one chain, two stores, a till in each, and for each store a till of the back
// office through which its past is written. Configuration files are written from here and read by server and agents.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { DemoOptions } from './demo-options.ts';

export const root = join(import.meta.dirname, '..');

export interface DemoStore {
  readonly id: string;
  readonly name: string;
  readonly address: readonly string[];
}

export const zone = 'Europe/Berlin';
export const stores: readonly [DemoStore, DemoStore] = [
  { id: 'markt', name: 'Kornblume am Markt', address: ['Marktplatz 3', '12345 Lindenau'] },
  { id: 'bahnhof', name: 'Kornblume im Bahnhof', address: ['Bahnhofstraße 1', '12345 Lindenau'] },
];

/** A till of the demo: the one a cashier stands at, or the one in the office that knows the past. */
export interface DemoTill {
  readonly store: DemoStore;
  readonly lane: string;
  readonly folder: string;
  readonly config: string;
  readonly port: number;
  readonly controlPort: number;
}

export interface DemoLayout {
  readonly folder: string;
  readonly serverFolder: string;
  readonly serverConfig: string;
  readonly serverPort: number;
  /** Tills reach the server through here, so that the cable can be pulled. */
  readonly cablePort: number;
  readonly pagePort: number;
  readonly tills: readonly [DemoTill, DemoTill];
  readonly offices: readonly [DemoTill, DemoTill];
}

export function demoLayout(folder: string, portBase: number): DemoLayout {
  const till = (store: DemoStore, lane: string, name: string, at: number): DemoTill => ({
    store,
    lane,
    folder: join(folder, name),
    config: join(folder, `${name}.json`),
    port: portBase + 10 + at,
    controlPort: portBase + 20 + at,
  });
  return {
    folder,
    serverFolder: join(folder, 'server'),
    serverConfig: join(folder, 'server.json'),
    serverPort: portBase,
    cablePort: portBase + 1,
    pagePort: portBase + 10,
    tills: [till(stores[0], 'Kasse 1', 'till-1', 1), till(stores[1], 'Kasse 1', 'till-2', 2)],
    offices: [till(stores[0], 'Büro', 'office-1', 3), till(stores[1], 'Büro', 'office-2', 4)],
  };
}

/** All the ports that must be free before anything starts, with what wants them. */
export function portsOf(layout: DemoLayout): readonly (readonly [number, string])[] {
  return [
    [layout.serverPort, 'the server'],
    [layout.cablePort, 'the cable'],
    [layout.pagePort, 'the simulator page'],
    ...layout.tills.map((till) => [till.port, `the till of ${till.store.name}`] as const),
    ...layout.tills.map((till) => [till.controlPort, `the simulated devices of ${till.store.name}`] as const),
  ];
}

export function writeServerConfig(layout: DemoLayout): void {
  const fixture = (path: string): string => relative(layout.folder, join(root, 'fixtures', path));
  writeJson(layout.serverConfig, {
    folder: relative(layout.folder, layout.serverFolder),
    port: layout.serverPort,
    log: 'server.log',
    chain: { id: 'kornblume', name: 'Kornblume', callingCode: 'DE' },
    stores: stores.map((store) => ({ ...store, zone, cutoverHour: 3, language: 'de' })),
    programme: fixture('programmes/kornblume.json'),
    assortment: fixture('assortments/kornblume.json'),
  });
}

/** `real`: the parts that somebody plugged into this till, instead of simulated ones. */
export function writeTillConfig(till: DemoTill, token: string, real: Pick<DemoOptions, 'scanner' | 'printer'>): void {
  writeJson(till.config, {
    folder: relative(join(till.config, '..'), till.folder),
    port: till.port,
    scanner: real.scanner === null ? { kind: 'simulated' } : { kind: 'serial', path: real.scanner },
    printer: real.printer === null ? { kind: 'simulated', columns: 42 } : { kind: 'tcp', ...real.printer },
    simulator: { port: till.controlPort, token },
    log: { file: relative(join(till.config, '..'), `${till.folder}.log`) },
  });
}

function writeJson(path: string, value: object): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}
