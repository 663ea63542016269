// Opens headquarters' store in a folder: one writing connection, one reading, and a lock so that no second server writes.
// A reader alone opens what a writer has made (the sockets' thread reads, the writer's thread writes).
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ok } from '../../../core/base/result.ts';
import type { Result } from '../../../core/base/result.ts';
import { valueSchema } from './rows-schema.ts';
import type { ServerReader, ServerWriter } from '../server-store.ts';
import { openDatabase } from './open-database.ts';
import type { SqlDatabase } from './open-database.ts';
import { sqliteReader } from './reader.ts';
import { sqliteTransaction } from './transaction.ts';

export interface SqliteWriterStore {
  readonly writer: ServerWriter;
  close(): void;
}

export interface SqliteReaderStore {
  readonly reader: ServerReader;
  close(): void;
}

/** Makes the file if there is none; `newSrv` becomes its incarnation then. */
export function openSqliteWriter(folder: string, newSrv: string): Result<SqliteWriterStore> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const opened = openDatabase(fileOf(folder), 'writer');
  if (!opened.ok) return opened;
  const db = opened.value;
  if (db.one(valueSchema, `SELECT value FROM meta WHERE name = 'srv'`) === null) {
    db.run(`INSERT INTO meta VALUES ('srv', ?)`, newSrv);
  }
  return ok({ writer: writerOn(db), close: () => db.close() });
}

export function openSqliteReader(folder: string): Result<SqliteReaderStore> {
  const opened = openDatabase(fileOf(folder), 'reader');
  if (!opened.ok) return opened;
  const db = opened.value;
  return ok({ reader: sqliteReader(db), close: () => db.close() });
}

function fileOf(folder: string): string {
  return join(folder, 'server.db');
}

/** Transactions queue: work that waits between its statements never shares the connection with another's. */
function writerOn(db: SqlDatabase): ServerWriter {
  const transaction = sqliteTransaction(db);
  let last: Promise<unknown> = Promise.resolve();
  return {
    transaction: async (work) => {
      const run = last.then(async () => {
        db.execute('BEGIN IMMEDIATE');
        try {
          const value = await work(transaction);
          db.execute('COMMIT');
          return value;
        } catch (error) {
          if (db.inTransaction()) db.execute('ROLLBACK');
          throw error;
        }
      });
      last = run.catch(() => undefined);
      return run;
    },
  };
}
