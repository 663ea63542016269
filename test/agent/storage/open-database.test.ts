import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  isCorrupt,
  isNoRoom,
  isVersionAtLeast,
  openDatabase,
  transaction,
} from '../../../agent/storage/open-database.ts';
import { must } from '../../support/journal-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'regulars-db-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const shared = { foreign_keys: 1, trusted_schema: 0, cell_size_check: 1, mmap_size: 0, recursive_triggers: 1 };

describe('every connection has its pragmas', () => {
  it.each([
    [
      'journal',
      {
        ...shared,
        journal_mode: 'wal',
        synchronous: 2,
        fullfsync: 1,
        checkpoint_fullfsync: 1,
        journal_size_limit: 16_777_216,
        busy_timeout: 5000,
      },
    ],
    [
      'cache',
      {
        ...shared,
        journal_mode: 'wal',
        synchronous: 1,
        journal_size_limit: 16_777_216,
        busy_timeout: 5000,
      },
    ],
    ['journal-reader', { ...shared, query_only: 1, busy_timeout: 5000 }],
    ['cache-reader', { ...shared, query_only: 1, cache_size: -65_536 }],
    ['lock', { busy_timeout: 0 }],
  ] as const)('%s', (kind, expected) => {
    const path = join(folder, 'a.db');
    if (kind.endsWith('-reader')) {
      const maker = must(openDatabase(path, 'journal'));
      maker.exec('CREATE TABLE t (a)');
      maker.close();
    }
    const db = must(openDatabase(path, kind));
    const found = Object.keys(expected).map((name) => [name, db.pragma(name, { simple: true })]);
    db.close();
    expect(Object.fromEntries(found)).toEqual(expected);
  });
});

it('tells a file that is no database from a full disk', () => {
  const path = join(folder, 'a.db');
  writeFileSync(path, 'no database at all '.repeat(50));
  const error = caught(() => openDatabase(path, 'journal'));
  expect([isCorrupt(error), isNoRoom(error)]).toEqual([true, false]);
});

it('tells a full disk from a damaged file, and leaves no transaction open', () => {
  const db = must(openDatabase(join(folder, 'a.db'), 'journal'));
  db.exec('CREATE TABLE t (a)');
  db.pragma('max_page_count = 2');
  const write = transaction(db, () => void db.prepare('INSERT INTO t VALUES (zeroblob(100000))').run());
  const error = caught(write);
  expect([isCorrupt(error), isNoRoom(error)]).toEqual([false, true]);
  expect(db.inTransaction).toBe(false);
  db.close();
});

function caught(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

it.each([
  ['3.51.3', true],
  ['3.51.2', false],
  ['3.54.1', true],
  ['3.9.0', false],
  ['4.0', true],
  ['3.51', false],
])('SQLite %s is new enough: %s', (found, enough) => {
  expect(isVersionAtLeast(found, '3.51.3')).toBe(enough);
});
