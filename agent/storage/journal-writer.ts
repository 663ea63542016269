// Writing the journal. A record is durable when `append` returns: one transaction of one row (an enrolment: a few), synced.
// What is derived from it follows in batches. A full disk costs the ballast and one more try; then the sale is told that it
// was not recorded, and nothing of it is here.
import { assert } from '../../core/base/assert.ts';
import { hexOf } from '../../core/base/bytes.ts';
import type { Sha256 } from '../../core/base/digest.ts';
import { eventId } from '../../core/base/id.ts';
import type { TillId } from '../../core/base/id.ts';
import { limits } from '../../core/base/limits.ts';
import { problem } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import { chainHash } from '../../core/journal/chain.ts';
import type { JournalRecord } from '../../core/journal/record.ts';
import { bodyOf } from '../../core/journal/body-of.ts';
import type { MemberRow } from '../../core/member/member-row.ts';
import type { Append, JournalWriter } from '../till/ports.ts';
import type { Ballast } from './ballast.ts';
import { entryOf } from './journal-entry.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { JournalParts } from './journal-reader.ts';
import { isNoRoom, transaction } from './open-database.ts';

export interface WriterOptions {
  readonly till: TillId;
  readonly sha256: Sha256;
  readonly ballast: Ballast;
}

export interface SettlingWriter extends JournalWriter {
  /** Writes to the tables what waits in memory, if there is room; what is not written is derived again at the next start. */
  settle(): void;
}

export function createJournalWriter(parts: JournalParts, { till, sha256, ballast }: WriterOptions): SettlingWriter {
  const { index, jobs } = parts;
  const { store, settle, settleJobs } = prepareWrites(parts);

  /** Says whether it could be written; frees the ballast and tries once more before it says no. */
  const withRoom = (write: () => void): boolean => {
    if (isWritten(write)) return true;
    ballast.free();
    isWritten(() => parts.db.pragma('wal_checkpoint(TRUNCATE)'));
    return isWritten(write);
  };

  return {
    append(build) {
      const { epoch, seq: last, hash: previous } = parts.head;
      const seq = last + 1;
      const given = build({ seq, epoch });
      const entry = checkAppend(given, till, parts, sha256);
      const body = bodyOf(given.record);
      const hash = chainHash(sha256, previous, body);
      const printJob = given.print ? jobs.next : null;
      const row = [seq, body, hash, given.priv ?? null, printJob];
      if (!withRoom(() => store(row, seq, given.enrolled))) return fail(problem('NotRecorded'));

      parts.head = { ...parts.head, seq, hash };
      parts.last = { seq, record: given.record, hash };
      if (entry.t === 'sale') parts.salesWaiting += 1;
      index.add(entry);
      if (printJob !== null) jobs.addSlip(printJob, seq);
      if (index.waiting >= limits.journalTailMax) isWritten(() => settle(parts.head.acked));
      if (!ballast.held) void ballast.restore();
      return ok({ seq, hash, eventId: eventId(till, epoch, seq), printJob });
    },
    acknowledge(upto) {
      const acked = Math.min(upto, parts.head.seq);
      if (acked <= parts.head.acked) return;
      // Not written on a full disk: then a restart sends some records again, which harms nothing.
      withRoom(() => settle(acked));
      parts.head = { ...parts.head, acked };
      parts.salesWaiting = index.salesAfter(acked);
    },
    setPrintState(job, state) {
      jobs.setState(job, state);
      withRoom(settleJobs);
    },
    addPrintCopy(seq) {
      const job = jobs.addCopy(seq);
      withRoom(settleJobs);
      return job;
    },
    settle: () => void isWritten(() => settle(parts.head.acked)),
  };
}

function prepareWrites({ db, index, jobs, enrolled }: JournalParts) {
  const insert = db.prepare('INSERT INTO record (seq, body, hash, priv, print) VALUES (?, ?, ?, ?, ?)');
  const setAcked = db.prepare('UPDATE stream SET acked = ?');
  const storeEnrolment = transaction(db, (row: unknown[], seq: number, member: MemberRow) => {
    insert.run(...row);
    enrolled.add(seq, member);
  });
  const writeJobs = transaction(db, () => jobs.write());
  // Entries and slips go together: a slip is found again after a crash only while its entry waits.
  const writeAll = transaction(db, (acked: number) => {
    setAcked.run(acked);
    index.write();
    jobs.write();
  });
  return {
    // One statement is a transaction of its own, synced like any other, and spares the two around it.
    store: (row: unknown[], seq: number, member: Append['enrolled']): void => {
      if (member) storeEnrolment(row, seq, member);
      else insert.run(...row);
    },
    settle: (acked: number): void => {
      writeAll(acked);
      index.forget();
      jobs.forget();
    },
    settleJobs: (): void => {
      writeJobs();
      jobs.forget();
    },
  };
}

function isWritten(write: () => void): boolean {
  try {
    write();
    return true;
  } catch (error) {
    if (isNoRoom(error)) return false;
    throw error;
  }
}

/** What the till promises about a record before it becomes one: a broken promise stops us, never enters the chain. */
function checkAppend(given: Append, till: TillId, { head, index }: JournalParts, sha256: Sha256): JournalEntry {
  const { record, priv } = given;
  assert(
    record.ter === till && record.ep === head.epoch && record.seq === head.seq + 1,
    'the record is the next of this stream',
  );
  assert(privOf(record) === (priv ? hexOf(sha256(priv)) : undefined), 'the record names its private blob by hash');
  const entry = entryOf(record);
  assert(entry.key === null || index.byKey(entry.key) === null, 'a key is used once');
  assert(entry.sale === null || index.sale(entry.sale) === null, 'a sale is committed once');
  return entry;
}

function privOf(record: JournalRecord): string | undefined {
  return 'priv' in record ? record.priv : undefined;
}
