// A journal in a folder of its own, for tests: opened, ended and opened again; a disk that fills up when the test says so.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal } from '../../agent/storage/journal-store.ts';
import type { JournalOptions, OpenedJournal } from '../../agent/storage/journal-store.ts';
import { openDatabase } from '../../agent/storage/open-database.ts';
import type { Database, OpenDatabase } from '../../agent/storage/open-database.ts';
import { sentenceOf } from '../../core/base/problem.ts';
import type { Result } from '../../core/base/result.ts';
import { JournalRecords } from './journal-records.ts';

export interface JournalFolder {
  readonly folder: string;
  readonly path: string;
  readonly records: JournalRecords;
  /** Same till, same file; what was open before is not closed by this. */
  tryOpen(options?: Partial<JournalOptions>): Result<OpenedJournal>;
  open(options?: Partial<JournalOptions>): OpenedJournal;
  remove(): void;
}

export function makeJournalFolder(seed = 1, folder = mkdtempSync(join(tmpdir(), 'regulars-journal-'))): JournalFolder {
  const records = new JournalRecords(seed);
  const tryOpen: JournalFolder['tryOpen'] = (options = {}) =>
    openJournal(folder, {
      tillId: records.till,
      tillKey: records.tillKey,
      random: records.random,
      ballastBytes: 0,
      ...options,
    });
  return {
    folder,
    path: join(folder, 'journal.db'),
    records,
    tryOpen,
    open: (options) => must(tryOpen(options)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** SQLite in memory behind the same port: the second implementation of the journal's contract. */
export const openInMemory: OpenDatabase = (_path, kind) => openDatabase(':memory:', kind);

/** Keeps the connection, so that a test can make the disk full (`max_page_count`) or look inside. */
export function keepConnection(): { readonly open: OpenDatabase; readonly db: () => Database } {
  let kept: Database | null = null;
  return {
    open: (path, kind) => {
      const opened = openDatabase(path, kind);
      if (opened.ok) kept = opened.value;
      return opened;
    },
    db: () => {
      if (!kept) throw new Error('nothing was opened');
      return kept;
    },
  };
}

export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(sentenceOf(result.problem));
  return result.value;
}
