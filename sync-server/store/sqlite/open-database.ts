// Opens headquarters' SQLite file with the settings that make a commit durable. The only file of the server that says
// better-sqlite3. A SQLite that can lose commits is refused (sync.md 1.2), so is a file of a newer version.
import Database from 'better-sqlite3';
import type { Database as Driver, Statement } from 'better-sqlite3';
import { z } from 'zod';
import { problem } from '../../../core/base/problem.ts';
import { fail, ok } from '../../../core/base/result.ts';
import type { Result } from '../../../core/base/result.ts';
import { firstTables } from './migrations/0001-first-tables.ts';

type Value = string | number | Uint8Array | null;

/** SQL in, rows out; every row is parsed on its way out. Statements are prepared once. */
export interface SqlDatabase {
  run(sql: string, ...values: Value[]): void;
  one<T>(schema: z.ZodType<T>, sql: string, ...values: Value[]): T | null;
  all<T>(schema: z.ZodType<T>, sql: string, ...values: Value[]): T[];
  execute(sql: string): void;
  /** False after SQLite itself gave a transaction up, as it does when the disk is full. */
  inTransaction(): boolean;
  close(): void;
}

const migrations: readonly string[] = [firstTables];
const sqliteNeeded = [3, 51, 3] as const;

/** `writer` makes and migrates the file; `reader` opens what is there and can change nothing. */
export function openDatabase(file: string, role: 'writer' | 'reader'): Result<SqlDatabase> {
  const driver = new Database(file, { readonly: role === 'reader' });
  const found = sqliteVersionOf(driver);
  if (isOlder(found)) {
    driver.close();
    return fail(problem('SqliteTooOld', { found, needed: sqliteNeeded.join('.') }));
  }
  applySettings(driver, role);
  const known = migrations.length;
  const version = userVersionOf(driver);
  if (version > known) {
    driver.close();
    return fail(problem('StoreTooNew', { file, found: version, known }));
  }
  if (role === 'writer') migrate(driver, version);
  return ok(wrap(driver));
}

/** Holds a lock file for the life of the process, so that no second server works in the folder. Null when it is held. */
export function lockFile(file: string): { release(): void } | null {
  const driver = new Database(file, { timeout: 0 });
  try {
    driver.exec('BEGIN EXCLUSIVE');
    return { release: () => void driver.close() };
  } catch (error) {
    driver.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
}

function applySettings(driver: Driver, role: 'writer' | 'reader'): void {
  // A commit is on the disk before anybody hears of it: one sync of the WAL each.
  if (role === 'writer') driver.pragma('journal_mode = WAL');
  driver.pragma('synchronous = FULL');
  // macOS only: fsync alone does not reach the platter there.
  driver.pragma('fullfsync = ON');
  driver.pragma('checkpoint_fullfsync = ON');
  driver.pragma('foreign_keys = ON');
  // The schema of a file we did not write must not run code of its own.
  driver.pragma('trusted_schema = OFF');
  driver.pragma('cell_size_check = ON');
  driver.pragma('mmap_size = 0');
  driver.pragma('cache_size = -65536');
  driver.pragma(`journal_size_limit = ${64 * 1024 * 1024}`);
  driver.pragma('busy_timeout = 5000');
}

function migrate(driver: Driver, from: number): void {
  for (const [at, sql] of migrations.slice(from).entries()) {
    driver.transaction(() => {
      driver.exec(sql);
      driver.pragma(`user_version = ${from + at + 1}`);
    })();
  }
}

function wrap(driver: Driver): SqlDatabase {
  const prepared = new Map<string, Statement>();
  const statement = (sql: string): Statement => {
    const known = prepared.get(sql);
    if (known) return known;
    const made = driver.prepare(sql);
    prepared.set(sql, made);
    return made;
  };
  return {
    run: (sql, ...values) => void statement(sql).run(...values),
    one: (schema, sql, ...values) => {
      const row = statement(sql).get(...values);
      return row === undefined ? null : schema.parse(row);
    },
    all: (schema, sql, ...values) =>
      statement(sql)
        .all(...values)
        .map((row) => schema.parse(row)),
    execute: (sql) => void driver.exec(sql),
    inTransaction: () => driver.inTransaction,
    close: () => void driver.close(),
  };
}

function sqliteVersionOf(driver: Driver): string {
  return z.object({ v: z.string() }).parse(driver.prepare('SELECT sqlite_version() AS v').get()).v;
}

function userVersionOf(driver: Driver): number {
  return z.int().parse(driver.pragma('user_version', { simple: true }));
}

function isOlder(found: string): boolean {
  const parts = found.split('.').map(Number);
  const at = sqliteNeeded.findIndex((needed, place) => needed !== (parts[place] ?? 0));
  return at !== -1 && (parts[at] ?? 0) < (sqliteNeeded[at] ?? 0);
}
