// The one door to better-sqlite3: every connection of the agent is made here, with the pragmas of sync.md 2.3 and the
// reason of each. Refuses a SQLite that can lose commits. Whoever imports this must have checked Node's version before:
// the native module crashes below Node 22, and nothing after that can say a sentence.
import BetterSqlite from 'better-sqlite3';
import { problem } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';

export type Database = BetterSqlite.Database;
export type Statement<Row = unknown> = BetterSqlite.Statement<unknown[], Row>;

/** What is opened: the truth, the disposable copy, a reader of either that changes nothing, or the lock. */
export type DatabaseKind = 'journal' | 'cache' | 'journal-reader' | 'cache-reader' | 'lock';

/** A test or a simulated disk puts its own in front of this. */
export type OpenDatabase = (path: string, kind: DatabaseKind) => Result<Database>;

/** Below it, two connections to one file can lose commits (the WAL-reset bug, sync.md 1.2). */
const sqliteNeeded = '3.51.3';

/**
 * `busy_timeout`: another process (regulars verify) may hold a file for a moment; a sale waits rather than fails. The lock
 * does not wait: another agent is there or it is not.
 */
const busyMs = 5000;

// Both stores: a file from elsewhere must not bring code that runs (trusted_schema), a torn page must be noticed when it is
// read and not when it is used (cell_size_check), and a disk error must be an error code, not a signal (mmap_size).
const common = [
  'foreign_keys = ON',
  'trusted_schema = OFF',
  'cell_size_check = ON',
  'mmap_size = 0',
  // OR REPLACE deletes; only with this does it meet the trigger that forbids it.
  'recursive_triggers = ON',
];

const pragmas: Readonly<Record<DatabaseKind, readonly string[]>> = {
  journal: [
    // One sync a commit, a torn tail ends at the last whole frame, readers never wait.
    'journal_mode = WAL',
    // The driver's own default in WAL is NORMAL, which forgets the last sales in a power cut.
    'synchronous = FULL',
    // On macOS fsync returns before the disk has it; these ask the disk itself. Elsewhere they do nothing.
    'fullfsync = ON',
    'checkpoint_fullfsync = ON',
    // After a long day offline the log shrinks again instead of keeping its largest size for ever.
    'journal_size_limit = 16777216',
    ...common,
  ],
  cache: [
    'journal_mode = WAL',
    // It can be fetched again: consistent after a power cut is enough, the newest page need not survive.
    'synchronous = NORMAL',
    'journal_size_limit = 16777216',
    ...common,
  ],
  'journal-reader': ['query_only = ON', ...common],
  // 64 MiB, for the reader alone: a random card among a million members is found without the disk.
  'cache-reader': ['cache_size = -65536', 'query_only = ON', ...common],
  lock: [],
};

/** Readers expect the file; the others make it. Throws what SQLite throws about the file itself (`isCorrupt` tells). */
export const openDatabase: OpenDatabase = (path, kind) => {
  const readonly = kind.endsWith('-reader');
  const db = new BetterSqlite(path, { readonly, fileMustExist: readonly, timeout: kind === 'lock' ? 0 : busyMs });
  try {
    const found = String(db.prepare('SELECT sqlite_version()').pluck().get());
    if (!isVersionAtLeast(found, sqliteNeeded)) {
      db.close();
      return fail(problem('SqliteTooOld', { found, needed: sqliteNeeded }));
    }
    for (const pragma of pragmas[kind]) db.pragma(pragma);
    return ok(db);
  } catch (error) {
    db.close();
    throw error;
  }
};

/** `BEGIN IMMEDIATE` always: who will write takes the lock at once, and never finds half-way that it cannot. */
export function transaction<Args extends unknown[]>(
  db: Database,
  act: (...args: Args) => void,
): (...args: Args) => void {
  const run = db.transaction(act);
  return (...args) => run.immediate(...args);
}

/** Dotted numbers, compared as numbers. */
export function isVersionAtLeast(found: string, needed: string): boolean {
  const have = found.split('.').map(Number);
  const want = needed.split('.').map(Number);
  for (const [at, number] of want.entries()) {
    const difference = (have[at] ?? 0) - number;
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** The disk is full, or fails to take what we write: worth freeing the ballast for. */
export function isNoRoom(error: unknown): boolean {
  return codeOf(error) === 'SQLITE_FULL' || codeOf(error).startsWith('SQLITE_IOERR') || codeOf(error) === 'ENOSPC';
}

/** The file is damaged, or no database at all. */
export function isCorrupt(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_CORRUPT') || codeOf(error) === 'SQLITE_NOTADB';
}

/** Another connection holds it. */
export function isBusy(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY');
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
