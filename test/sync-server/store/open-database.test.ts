import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { firstTables } from '../../../sync-server/store/sqlite/migrations/0001-first-tables.ts';
import { lockFile, openDatabase } from '../../../sync-server/store/sqlite/open-database.ts';
import type { SqlDatabase } from '../../../sync-server/store/sqlite/open-database.ts';
import { openSqliteWriter } from '../../../sync-server/store/sqlite/store.ts';
import { openServerFolder } from '../../support/server-folder.ts';
import { ServerTill } from '../../support/server-till.ts';

describe('the database of headquarters', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'regulars-db-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const open = (role: 'writer' | 'reader' = 'writer'): SqlDatabase => {
    const opened = openDatabase(join(folder, 'server.db'), role);
    if (!opened.ok) throw new Error(opened.problem.code);
    return opened.value;
  };

  it('syncs every commit to the disk', () => {
    const db = open();
    const pragma = (name: string): unknown => db.one(z.record(z.string(), z.unknown()), `PRAGMA ${name}`);
    expect(pragma('journal_mode')).toEqual({ journal_mode: 'wal' });
    expect(pragma('synchronous')).toEqual({ synchronous: 2 });
    expect(pragma('foreign_keys')).toEqual({ foreign_keys: 1 });
    expect(pragma('trusted_schema')).toEqual({ trusted_schema: 0 });
    db.close();
  });

  it('refuses a file of a newer version and leaves it as it is', () => {
    open().close();
    const db = open();
    db.execute('PRAGMA user_version = 99');
    db.close();
    const again = openDatabase(join(folder, 'server.db'), 'writer');
    expect(again).toMatchObject({ ok: false, problem: { code: 'StoreTooNew', params: { found: 99 } } });
  });

  it('a reader can change nothing', () => {
    open().close();
    const reader = open('reader');
    expect(() => reader.run(`INSERT INTO meta VALUES ('x', 'y')`)).toThrow(/readonly/);
    reader.close();
  });

  it('what a till sent can neither be changed nor deleted, but its private part can be blanked', async () => {
    const server = await openServerFolder('inline', folder);
    const till = new ServerTill('a');
    await server.join(till);
    till.sale();
    await server.writes.push(till.push());
    await server.close(true);
    const db = open();
    expect(() => db.run('UPDATE record SET body = ?', new Uint8Array(1))).toThrow(/never changed/);
    expect(() => db.run('DELETE FROM record')).toThrow(/never deleted/);
    db.run('UPDATE record SET priv = NULL');
    db.close();
  });

  it('the lock is held by one at a time', () => {
    const file = join(folder, 'lock.db');
    const first = lockFile(file);
    expect(lockFile(file)).toBeNull();
    first?.release();
    const again = lockFile(file);
    expect(again).not.toBeNull();
    again?.release();
  });

  it('the incarnation is made once', () => {
    const first = openSqliteWriter(folder, '11111111-1111-4111-8111-111111111111');
    const second = openSqliteWriter(folder, '22222222-2222-4222-8222-222222222222');
    if (!first.ok || !second.ok) throw new Error('it does not open');
    second.value.close();
    first.value.close();
    const db = open('reader');
    expect(db.one(z.object({ value: z.string() }), `SELECT value FROM meta WHERE name = 'srv'`)?.value).toMatch(
      /^1{8}/,
    );
    db.close();
  });

  it('migrations that were shipped stay as they are', () => {
    const hash = createHash('sha256').update(firstTables).digest('hex').slice(0, 16);
    const frozen = readFileSync(new URL('./frozen-migrations.txt', import.meta.url), 'utf8');
    expect(frozen).toContain(`0001-first-tables ${hash}`);
  });
});
