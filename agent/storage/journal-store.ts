// Opens the journal of a till: the file is whole or it is not opened. A new file begins a new epoch. The records since the
// last batch are indexed again, so that what is answered after a crash is what was answered before it.
import { join } from 'node:path';
import type { Sha256 } from '../../core/base/digest.ts';
import type { TillId } from '../../core/base/id.ts';
import { limits } from '../../core/base/limits.ts';
import { problem } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import { sameBytes } from '../../core/base/bytes.ts';
import { checkChain } from '../../core/journal/chain.ts';
import type { ChainedRow } from '../../core/journal/chain.ts';
import type { Journal, Random } from '../till/ports.ts';
import { openBallast } from './ballast.ts';
import type { Ballast } from './ballast.ts';
import { EnrolledMembers } from './enrolled-members.ts';
import { entryOf } from './journal-entry.ts';
import { JournalIndex } from './journal-index.ts';
import { createJournalReader, parseRecord } from './journal-reader.ts';
import type { JournalParts } from './journal-reader.ts';
import { isKeyOf, mintStream, readStream } from './journal-stream.ts';
import type { JournalStream } from './journal-stream.ts';
import { createJournalWriter } from './journal-writer.ts';
import { journalMigrations, migrate } from './migrations.ts';
import { nodeSha256 } from './node-sha256.ts';
import { isCorrupt, openDatabase } from './open-database.ts';
import type { Database, OpenDatabase } from './open-database.ts';
import { PrintJobs } from './print-jobs.ts';

export interface JournalOptions {
  readonly tillId: TillId;
  /** The till's raw Ed25519 public key, 32 bytes. */
  readonly tillKey: Uint8Array;
  readonly random: Random;
  readonly sha256?: Sha256;
  /** 0 keeps none. */
  readonly ballastBytes?: number;
  readonly ballast?: Ballast;
  /** Newest records whose chain is checked. */
  readonly checkRecords?: number;
  /** A disk that fails on purpose. */
  readonly open?: OpenDatabase;
}

export interface OpenedJournal extends Journal {
  /** Writes what waits, and lets go of the file. */
  close(): void;
}

export const journalFile = 'journal.db';

/** Problems: SqliteTooOld, StoreTooNew, JournalBroken. */
export function openJournal(folder: string, options: JournalOptions): Result<OpenedJournal> {
  const open = options.open ?? openDatabase;
  let db: Database | null = null;
  try {
    const opened = open(join(folder, journalFile), 'journal');
    if (!opened.ok) return opened;
    db = opened.value;
    const result = openStream(db, folder, options);
    if (!result.ok) db.close();
    return result;
  } catch (error) {
    db?.close();
    if (!isCorrupt(error)) throw error;
    return broken(0, 'the file is damaged');
  }
}

function openStream(db: Database, folder: string, options: JournalOptions): Result<OpenedJournal> {
  const { tillId, tillKey, random, sha256 = nodeSha256 } = options;
  const migrated = migrate(db, journalFile, journalMigrations);
  if (!migrated.ok) return migrated;
  const damage = String(db.pragma('integrity_check(1)', { simple: true }));
  if (damage !== 'ok') return broken(0, damage);
  if (!readStream(db, sha256)) mintStream(db, tillId, tillKey, random);
  const stream = readStream(db, sha256);
  if (!stream || stream.till !== tillId || !sameBytes(stream.tillKey, tillKey) || !isKeyOf(sha256, tillId, tillKey)) {
    return broken(0, 'it belongs to another till');
  }
  const head = checkTail(db, stream, sha256, options.checkRecords ?? limits.journalCheckRecords);
  if (!head.ok) return head;
  const ballast =
    options.ballast ?? openBallast(join(folder, 'ballast'), options.ballastBytes ?? limits.ballastBytes, random);
  const { epoch, acked } = stream;
  const parts: JournalParts = {
    db,
    index: new JournalIndex(db),
    jobs: new PrintJobs(db),
    enrolled: new EnrolledMembers(db),
    head: { epoch, acked, ...head.value },
    salesWaiting: 0,
    last: null,
  };
  indexTail(parts);
  void ballast.restore();
  const writer = createJournalWriter(parts, { till: tillId, sha256, ballast });
  return ok({
    ...createJournalReader(parts),
    ...writer,
    close() {
      ballast.close();
      try {
        writer.settle();
      } finally {
        db.close();
      }
    },
  });
}

/** The chain over the newest records; all of it is `verifyJournal`. */
function checkTail(
  db: Database,
  stream: JournalStream,
  sha256: Sha256,
  checkRecords: number,
): Result<{ seq: number; hash: Uint8Array }> {
  const last = db.prepare<unknown[], number | null>('SELECT max(seq) FROM record').pluck().get() ?? stream.pruneUpto;
  const before = Math.max(stream.pruneUpto, last - checkRecords);
  const previous =
    before === stream.pruneUpto
      ? stream.base
      : db.prepare<unknown[], Uint8Array>('SELECT hash FROM record WHERE seq = ?').pluck().get(before);
  if (!previous) return broken(before, 'the record is missing');
  const rows = db.prepare<unknown[], ChainedRow>('SELECT seq, body, hash FROM record WHERE seq > ? ORDER BY seq');
  const check = checkChain(sha256, previous, before + 1, rows.iterate(before));
  if (!check.whole) {
    return broken(
      check.seq,
      check.why === 'gap' ? `the next one found is ${check.found}` : 'its bytes and its hash do not agree',
    );
  }
  if (check.seq < stream.acked) return broken(check.seq + 1, `headquarters has records up to ${stream.acked}`);
  return ok({ seq: check.seq, hash: check.head });
}

function indexTail(parts: JournalParts): void {
  const { db, index, jobs, head } = parts;
  const rows = db
    .prepare<unknown[], { seq: number; body: Uint8Array; print: number | null }>(
      'SELECT seq, body, print FROM record WHERE seq > ? ORDER BY seq',
    )
    .all(index.upto());
  for (const { seq, body, print } of rows) {
    index.add(entryOf(parseRecord(body)));
    if (print !== null) jobs.recoverSlip(print, seq);
  }
  parts.salesWaiting = index.salesAfter(head.acked);
}

function broken<T>(seq: number, detail: string): Result<T> {
  return fail(problem('JournalBroken', { seq, detail }));
}
