// Reading the journal: records by number, and what the index derives from them. Changes nothing. Records are parsed when
// they are read back; one that no longer parses is a fault, for its bytes were checked before they were stored.
import type { Alias, MemberId, SaleId } from '../../core/base/id.ts';
import type { BusinessDate } from '../../core/base/time.ts';
import { envelopeSchema, recordSchema } from '../../core/journal/record.ts';
import type { JournalRecord } from '../../core/journal/record.ts';
import type { PrintState } from '../../core/protocol/till.ts';
import type { JournalReader, StoredRecord, StreamHead } from '../till/ports.ts';
import type { EnrolledMembers } from './enrolled-members.ts';
import type { JournalIndex } from './journal-index.ts';
import type { Database } from './open-database.ts';
import type { PrintJobs } from './print-jobs.ts';

/** What reader and writer of one open journal share. */
export interface JournalParts {
  readonly db: Database;
  readonly index: JournalIndex;
  readonly jobs: PrintJobs;
  readonly enrolled: EnrolledMembers;
  /** The record written last: the answer to a commit, the slip and the screen all ask for it at once. */
  last: { readonly seq: number; readonly record: JournalRecord; readonly hash: Uint8Array } | null;
  /** Moves with each record and each acknowledgement. */
  head: StreamHead;
  /** Sales among the records that are not acknowledged. */
  salesWaiting: number;
}

export function createJournalReader(parts: JournalParts): JournalReader {
  const { db, index, jobs, enrolled } = parts;
  const after = db.prepare<unknown[], StoredRecord>(
    'SELECT seq, body, hash, priv FROM record WHERE seq > ? ORDER BY seq LIMIT ?',
  );
  const one = db.prepare<unknown[], { body: Uint8Array; hash: Uint8Array }>(
    'SELECT body, hash FROM record WHERE seq = ?',
  );
  const oldestWaiting = rememberOldest((seq) => one.get(seq)?.body);

  function* recordsOf(seqs: readonly number[]): Iterable<JournalRecord> {
    for (const seq of seqs) {
      const row = one.get(seq);
      if (row) yield parseRecord(row.body);
    }
  }

  return {
    head: () => parts.head,
    after: (seq, limit) => after.all(seq, limit),
    record(seq) {
      if (parts.last?.seq === seq) return { record: parts.last.record, hash: parts.last.hash };
      const row = one.get(seq);
      return row ? { record: parseRecord(row.body), hash: row.hash } : null;
    },
    sale: (id: SaleId) => index.sale(id),
    byKey: (key) => index.byKey(key),
    effectsOn: (member: MemberId, seq) => index.effectsOn(member, seq),
    redeemedByFloor: (biz, unit, member) => index.redeemedByFloor(biz, unit, member),
    between: (from: BusinessDate, to: BusinessDate) => recordsOf(index.seqsBetween(from, to)),
    backlog: () => ({
      records: parts.head.seq - parts.head.acked,
      sales: parts.salesWaiting,
      oldestMs: parts.head.seq > parts.head.acked ? oldestWaiting(parts.head.acked + 1) : null,
    }),
    printJobs: (state: PrintState) => jobs.inState(state),
    lastPrintJob: (seq) => jobs.lastOf(seq),
    enrolledBy: (alias: Alias) => enrolled.byAlias(alias),
    enrolled: (member: MemberId) => enrolled.byId(member),
  };
}

export function parseRecord(body: Uint8Array): JournalRecord {
  return recordSchema.parse(JSON.parse(textOf(body)));
}

/** The wall clock of the oldest waiting record changes only with the acknowledgement, and is asked for at each view. */
function rememberOldest(bodyAt: (seq: number) => Uint8Array | undefined): (seq: number) => number | null {
  let known = { seq: 0, wallMs: 0 };
  return (seq) => {
    if (known.seq === seq) return known.wallMs;
    const body = bodyAt(seq);
    if (!body) return null;
    known = { seq, wallMs: envelopeSchema.parse(JSON.parse(textOf(body))).wall };
    return known.wallMs;
  };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function textOf(body: Uint8Array): string {
  return utf8.decode(body);
}
