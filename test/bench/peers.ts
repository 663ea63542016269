// The engines that we are compared with, out of their own package in peers/: fetched when they are missing or their version has
// changed, with no install script run, and loaded from there, so that who uses or builds Regulars never installs them.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const home = join(import.meta.dirname, 'peers');

/** As much of their interfaces as we use. */
export interface Peers {
  readonly Engine: new (
    rules: readonly unknown[],
    options: {
      allowUndefinedFacts: boolean;
      pathResolver: (value: Readonly<Record<string, unknown>>, path: string) => unknown;
    },
  ) => {
    addRule(rule: unknown): unknown;
    run(facts: Readonly<Record<string, unknown>>): Promise<{ events: { params: { rank: number } }[] }>;
  };
  readonly LogicEngine: new () => { build(rule: unknown): (data: unknown) => unknown };
}

export async function loadPeers(tell: (progress: string) => void): Promise<Peers> {
  install(tell);
  const { Engine } = (await load('json-rules-engine/dist/index.js')) as Pick<Peers, 'Engine'>;
  const { LogicEngine } = (await load('json-logic-engine/dist/esm/index.js')) as Pick<Peers, 'LogicEngine'>;
  return { Engine, LogicEngine };
}

async function load(path: string): Promise<unknown> {
  return (await import(pathToFileURL(join(home, 'node_modules', path)).href)) as unknown;
}

function install(tell: (progress: string) => void): void {
  const wanted = readJson(join(home, 'package.json'))['devDependencies'] as Readonly<Record<string, string>>;
  if (Object.entries(wanted).every(([name, version]) => isInstalled(name, version))) return;
  tell('installing json-rules-engine and json-logic-engine in test/bench/peers');
  const npm = process.env['npm_execpath'];
  if (npm === undefined) throw new Error('the peers are not installed yet: start it as `npm run bench -- rules`');
  const args = [npm, 'ci', '--ignore-scripts', '--prefix', home, '--no-audit', '--no-fund'];
  const ended = spawnSync(process.execPath, args, {
    cwd: home,
    stdio: ['ignore', 'ignore', 'inherit'],
    // What the outer npm hands down (its prefix among it) would speak of the repository, not of this package.
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name))),
  });
  if (ended.status !== 0) throw new Error('npm ci failed in test/bench/peers');
}

function isInstalled(name: string, version: string): boolean {
  const manifest = join(home, 'node_modules', name, 'package.json');
  return existsSync(manifest) && readJson(manifest)['version'] === version;
}

function readJson(path: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, unknown>>;
}
