import { cpSync, globSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repositoryRoot, runStep, type StepResult } from './step.ts';

// A small house with the real tsconfigs: one good file in each room, then all bad files at once, each to be refused by name.
const GOOD = {
  'core/base/money.ts':
    "import { z } from 'zod';\nimport { sha256 } from '@noble/hashes/sha2.js';\nexport const cents = z.number();\nexport const hash = (bytes: Uint8Array): Uint8Array => sha256(bytes);\n",
  'agent/till/till.ts':
    "import { cents } from '../../core/base/money.ts';\nexport const pid: number = cents.parse(process.pid);\n",
  'agent/electron/shell.ts': "import { app } from 'electron';\nexport const name: string = app.name;\n",
  'sync-server/main.ts': 'export const home: string | undefined = process.env["HOME"];\n',
  'ui/title.tsx':
    "import { cents } from '../core/base/money.ts';\nexport const Title = () => <b>{cents.parse(document.title.length)}</b>;\n",
  'demo/start.ts': "import { pid } from '../agent/till/till.ts';\nexport const twice: number = pid * 2;\n",
  'test/all.ts':
    "import { pid } from '../agent/till/till.ts';\nimport { name } from '../agent/electron/shell.ts';\nimport { Title } from '../ui/title.tsx';\nexport const all = [pid, name, Title];\n",
};

const BAD: readonly (readonly [string, string, string])[] = [
  ['core knows the agent', 'core/bad-room.ts', "import { pid } from '../agent/till/till.ts';\nexport const a = pid;"],
  [
    'core knows a type of the server',
    'core/bad-type.ts',
    "export type A = typeof import('../sync-server/main.ts').home;",
  ],
  ['core reads a file', 'core/bad-file.ts', "import { readFileSync } from 'node:fs';\nexport const a = readFileSync;"],
  ['core reads the environment', 'core/bad-environment.ts', "export const a = process.env['HOME'];"],
  ['core sees a page', 'core/bad-page.ts', 'export const a = document.title;'],
  ['core sets a timer', 'core/bad-timer.ts', 'setTimeout(() => undefined, 1);'],
  ['core fetches', 'core/bad-fetch.ts', "export const a = fetch('http://localhost');"],
  ['core logs', 'core/bad-log.ts', "console.log('x');"],
  [
    'the agent knows the server',
    'agent/bad-room.ts',
    "import { home } from '../sync-server/main.ts';\nexport const a = home;",
  ],
  ['the agent sees a page', 'agent/bad-page.ts', 'export const a = document.title;'],
  [
    'the shell knows the agent',
    'agent/electron/bad-room.ts',
    "import { pid } from '../till/till.ts';\nexport const a = pid;",
  ],
  [
    'the server knows the agent',
    'sync-server/bad-room.ts',
    "import { pid } from '../agent/till/till.ts';\nexport const a = pid;",
  ],
  [
    'the screens know the agent',
    'ui/bad-room.ts',
    "import { pid } from '../agent/till/till.ts';\nexport const a = pid;",
  ],
  ['the screens know Node', 'ui/bad-node.ts', 'export const a = process.pid;'],
  ['the demo knows the tests', 'demo/bad-room.ts', "import { all } from '../test/all.ts';\nexport const a = all;"],
  ['an enum, which cannot be erased', 'core/bad-enum.ts', 'export enum A { B }'],
  [
    'a type imported as a value',
    'agent/bad-import.ts',
    "import { Server } from 'node:http';\nexport type A = Server;\nimport { AddressInfo } from 'node:net';\nexport type B = AddressInfo;",
  ],
  ['an array read without asking', 'core/bad-index.ts', 'export const a: number = [1].slice()[0];'],
  ['an optional that is undefined', 'core/bad-optional.ts', 'export const a: { b?: number } = { b: undefined };'],
  ['an override not said', 'core/bad-override.ts', 'class A { f() {} }\nexport class B extends A { f() {} }'],
  ['an implicit any', 'core/bad-any.ts', 'export const a = (b) => b;'],
  ['an import without its ending', 'agent/bad-ending.ts', "import { pid } from './till/till';\nexport const a = pid;"],
];

describe('the compiler as a wall', () => {
  const house = mkdtempSync(join(tmpdir(), 'regulars-house-'));
  let good: StepResult;
  let bad: StepResult;

  beforeAll(async () => {
    for (const path of globSync('{tsconfig*.json,*/tsconfig.json,agent/electron/tsconfig.json}', {
      cwd: repositoryRoot,
    })) {
      if (!path.startsWith('out')) cpSync(join(repositoryRoot, path), join(house, path));
    }
    cpSync(join(repositoryRoot, 'package.json'), join(house, 'package.json'));
    symlinkSync(join(repositoryRoot, 'node_modules'), join(house, 'node_modules'), 'junction');
    for (const [path, text] of Object.entries(GOOD)) put(path, text);
    good = await compile();
    for (const [, path, text] of BAD) put(path, text);
    bad = await compile();
  }, 120_000);

  afterAll(() => {
    rmSync(house, { recursive: true, force: true });
  });

  it('lets a house through in which everybody keeps to their room', () => {
    expect(good.output).toBe('');
    expect(good.ok).toBe(true);
  });

  it.each(BAD)('refuses: %s', (_, path) => {
    expect(bad.ok).toBe(false);
    expect(bad.output.replaceAll('\\', '/')).toMatch(new RegExp(`^(\\S*/)?${path}\\(\\d+,\\d+\\): error`, 'm'));
  });

  function put(path: string, text: string): void {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), text);
  }

  function compile(): Promise<StepResult> {
    return runStep('types', 'node_modules/typescript/bin/tsc', ['-b', house, '--pretty', 'false']);
  }
});
