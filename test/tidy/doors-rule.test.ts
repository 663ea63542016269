import { describe, expect, it } from 'vitest';
import { doorsRule } from './doors-rule.ts';
import { judge } from './tree-of.ts';

describe('doors: bad', () => {
  it.each([
    ['the database in the till', 'agent/till/a.ts', "import Database from 'better-sqlite3';"],
    ['only its type', 'agent/sync/a.ts', "import type Database from 'better-sqlite3';"],
    ['the database in the demo', 'demo/a.ts', "import 'better-sqlite3';"],
    ['socket.io in the till', 'agent/till/a.ts', "import { Server } from 'socket.io';"],
    ['electron outside the shell', 'agent/entry.ts', "const e = await import('electron');"],
    ['serialport outside devices', 'agent/cli/a.ts', "import { SerialPort } from 'serialport';"],
    ['fastify in the store', 'sync-server/store/a.ts', "import fastify from 'fastify';"],
    ['a part of a package', 'core/base/a.ts', "import 'libphonenumber-js/min';"],
    ['a child process in the server', 'sync-server/jobs/a.ts', "import { spawn } from 'node:child_process';"],
    ['Node in the core', 'core/base/a.ts', "import { readFileSync } from 'node:fs';"],
    ['Node in the screens', 'ui/parts/a.ts', "import { join } from 'node:path';"],
    ['timers by the back door', 'agent/sync/a.ts', "import { setTimeout as wait } from 'node:timers/promises';"],
    ['a browser outside tests', 'demo/a.ts', "import { chromium } from 'playwright-core';"],
    ['an unknown package', 'test/a.ts', "import pad from 'left-pad';"],
    ['an unknown package of a scope', 'core/base/a.ts', "import '@noble/ciphers';"],
  ])('%s', (_, path, text) => {
    expect(judge(doorsRule, { [path]: text })).toHaveLength(1);
  });

  it('two doors where there is to be one', () => {
    const files = {
      'agent/storage/a.ts': "import 'better-sqlite3';",
      'agent/storage/b.ts': "import 'better-sqlite3';",
    };
    expect(judge(doorsRule, files)).toEqual([
      'agent/storage/b.ts:1 is a second door to better-sqlite3; the first is agent/storage/a.ts',
    ]);
  });
});

describe('doors: good', () => {
  it.each([
    ['agent/storage/open-database.ts', "import Database from 'better-sqlite3';"],
    ['sync-server/store/open-database.ts', "import Database from 'better-sqlite3';"],
    ['core/base/a.ts', "import { z } from 'zod'; import { sha256 } from '@noble/hashes/sha2.js';"],
    ['ui/cashier/a.tsx', "import { Button } from '@mantine/core'; import 'react/jsx-runtime';"],
    ['agent/api/a.ts', "import serve from '@fastify/static'; import { join } from 'node:path';"],
    ['demo/a.ts', "import { spawn } from 'node:child_process';"],
  ])('%s: %s', (path, text) => {
    expect(judge(doorsRule, { [path]: text })).toEqual([]);
  });
});
