// What a durable commit costs here without us: one row of the same bytes into a table of the same columns, better-sqlite3
// alone, one insert a transaction, synced. The comparator of the checkout bench.
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';

export interface BareInsert {
  /** Milliseconds for the insert alone. */
  insert(body: Uint8Array, hash: Uint8Array): number;
  close(): void;
}

// Word for word those of a journal (agent/storage/open-database.ts).
const pragmas = [
  'journal_mode = WAL',
  'synchronous = FULL',
  'fullfsync = ON',
  'checkpoint_fullfsync = ON',
  'journal_size_limit = 16777216',
  'foreign_keys = ON',
  'trusted_schema = OFF',
  'cell_size_check = ON',
  'mmap_size = 0',
  'recursive_triggers = ON',
];

export function openBareInsert(folder: string): BareInsert {
  const db = new BetterSqlite(join(folder, 'bare.db'));
  for (const pragma of pragmas) db.pragma(pragma);
  db.exec(
    'CREATE TABLE record (seq INTEGER PRIMARY KEY, body BLOB NOT NULL, hash BLOB NOT NULL, priv BLOB, print INTEGER) STRICT',
  );
  const statement = db.prepare('INSERT INTO record (seq, body, hash, priv, print) VALUES (?, ?, ?, NULL, ?)');
  let seq = 0;
  return {
    insert(body, hash) {
      seq += 1;
      const startMs = performance.now();
      statement.run(seq, body, hash, seq);
      return performance.now() - startMs;
    },
    close: () => void db.close(),
  };
}
