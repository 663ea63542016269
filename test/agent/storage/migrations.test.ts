import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { cacheMigrations, journalMigrations, migrate, versionOf } from '../../../agent/storage/migrations.ts';
import { openDatabase } from '../../../agent/storage/open-database.ts';
import { must } from '../../support/journal-folder.ts';

// A step that has shipped is frozen: shops have files of it. Add the next one instead.
const frozen = {
  journal: ['742a2134eea22808'],
  cache: ['82dbe057a8264f2e'],
};

const hashOf = (sql: string) => createHash('sha256').update(sql).digest('hex').slice(0, 16);

describe('migrations', () => {
  it('of the journal have not changed', () => expect(journalMigrations.map(hashOf)).toEqual(frozen.journal));
  it('of the cache have not changed', () => expect(cacheMigrations.map(hashOf)).toEqual(frozen.cache));

  it('take a file from any version to the newest, once', () => {
    const db = must(openDatabase(':memory:', 'journal'));
    const steps = ['CREATE TABLE a (x)', 'ALTER TABLE a ADD COLUMN y', 'INSERT INTO a VALUES (1, 2)'];
    must(migrate(db, 'a.db', steps.slice(0, 1)));
    expect(versionOf(db)).toBe(1);
    must(migrate(db, 'a.db', steps));
    must(migrate(db, 'a.db', steps));
    expect(versionOf(db)).toBe(3);
    expect(db.prepare('SELECT * FROM a').all()).toEqual([{ x: 1, y: 2 }]);
  });

  it('leave the file as it was when a step fails half-way', () => {
    const db = must(openDatabase(':memory:', 'journal'));
    expect(() => migrate(db, 'a.db', ['CREATE TABLE a (x); CREATE TABLE a (x)'])).toThrow(/already exists/);
    expect(versionOf(db)).toBe(0);
    expect(db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()).toEqual({ n: 0 });
  });

  it('refuse a file of a newer version', () => {
    const db = must(openDatabase(':memory:', 'journal'));
    db.pragma('user_version = 2');
    expect(migrate(db, 'journal.db', ['CREATE TABLE a (x)'])).toEqual({
      ok: false,
      problem: { code: 'StoreTooNew', params: { file: 'journal.db', found: 2, known: 1 } },
    });
  });
});
