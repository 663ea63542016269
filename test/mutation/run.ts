// `npm run mutation`: changes the rules in thousands of small ways, one at a time, and says which changes no test noticed. Words
// after `--` narrow it: `npm run mutation -- core/rules/nudges.ts core/programme`; `--static` tries what runs only once, on load.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../house/step.ts';

const home = import.meta.dirname;
const installed = join(home, 'node_modules', '@stryker-mutator', 'core', 'package.json');

const words = process.argv.slice(2);
install();
process.exit(mutate(words));

/** The tools lie in a package of their own, and come when they are first needed or their version has changed. */
function install(): void {
  if (existsSync(installed) && versionOf(installed) === wantedVersion()) return;
  const npm = process.env['npm_execpath'];
  if (npm === undefined) throw new Error('its tools are not installed yet: start it as `npm run mutation`');
  console.log('Installing the tools of test/mutation …');
  const ended = spawnSync(process.execPath, [npm, 'ci', '--prefix', home, '--no-audit', '--no-fund'], {
    cwd: home,
    stdio: 'inherit',
    // What the outer npm hands down (its prefix among it) would speak of the repository, not of this package.
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name))),
  });
  if (ended.status !== 0) throw new Error('npm ci failed in test/mutation');
}

/** Few property runs and one seed, so that the same code has the same score; what was set outside wins. */
function mutate(asked: readonly string[]): number {
  const places = asked.filter((word) => !word.startsWith('--')).map(asPattern);
  const options = [
    ...(places.length === 0 ? [] : ['--mutate', places.join(',')]),
    ...(asked.includes('--static') ? [] : ['--ignoreStatic']),
  ];
  const program = join(home, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
  const ended = spawnSync(process.execPath, [program, 'run', 'test/mutation/stryker.config.json', ...options], {
    cwd: repositoryRoot,
    stdio: 'inherit',
    env: { REGULARS_RUNS_MAX: '20', REGULARS_SEED: '1', ...process.env },
  });
  return ended.status ?? 1;
}

/** A folder stands for all its files; a file and a pattern for themselves. */
function asPattern(word: string): string {
  return /\.ts$|\*/.test(word) ? word : `${word.replace(/\/$/, '')}/**/*.ts`;
}

function wantedVersion(): unknown {
  const { devDependencies } = readJson(join(home, 'package.json'));
  return (devDependencies as Record<string, unknown>)['@stryker-mutator/core'];
}

function versionOf(manifest: string): unknown {
  return readJson(manifest)['version'];
}

function readJson(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
}
