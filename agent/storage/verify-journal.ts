// Reads a whole journal and says that it is whole, or at which record it breaks and why: the file itself, gaps, the chain
// from its beginning, private blobs against their hashes, and what was derived against the records. Changes nothing, and
// believes nothing that it has not computed.
import { existsSync } from 'node:fs';
import { hexOf, sameBytes } from '../../core/base/bytes.ts';
import type { Sha256 } from '../../core/base/digest.ts';
import type { Epoch, TillId } from '../../core/base/id.ts';
import { problem } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import { chainHash, journalMark } from '../../core/journal/chain.ts';
import type { JournalRecord } from '../../core/journal/record.ts';
import { createEntryCheck } from './check-entries.ts';
import type { EntryCheck } from './check-entries.ts';
import { entryOf } from './journal-entry.ts';
import { parseRecord } from './journal-reader.ts';
import { journalFile } from './journal-store.ts';
import { isKeyOf, readStream } from './journal-stream.ts';
import type { JournalStream } from './journal-stream.ts';
import { journalMigrations, versionOf } from './migrations.ts';
import { nodeSha256 } from './node-sha256.ts';
import { isCorrupt, openDatabase } from './open-database.ts';
import type { Database } from './open-database.ts';

export interface JournalReport {
  readonly till: TillId;
  readonly epoch: Epoch;
  readonly records: number;
  /** The first and the last record that are here; 0 and 0 in an empty journal. */
  readonly first: number;
  readonly head: number;
  /** Hex of the last hash; of the genesis in an empty journal. */
  readonly hash: string;
  /** As printed on the last receipt. */
  readonly mark: string;
  readonly acked: number;
  /** Private blobs that erasure has blanked. */
  readonly erased: number;
}

/** `path`: the file. Problems: JournalBroken (with the record), StoreTooNew, SqliteTooOld. */
export function verifyJournal(path: string, sha256: Sha256 = nodeSha256): Result<JournalReport> {
  if (!existsSync(path)) return broken(0, `there is no file ${path}`);
  let db: Database | null = null;
  let reached = 0;
  try {
    const opened = openDatabase(path, 'journal-reader');
    if (!opened.ok) return opened;
    db = opened.value;
    // One state of the file, whatever its agent writes meanwhile.
    db.prepare('BEGIN').run();
    const stream = openStream(db, sha256);
    if (!stream.ok) return stream;
    reached = stream.value.pruneUpto;
    const entries = createEntryCheck(db);
    try {
      return walk(db, stream.value, entries, sha256, (seq) => {
        reached = seq;
      });
    } finally {
      entries.close();
    }
  } catch (error) {
    if (isCorrupt(error)) return broken(reached + 1, 'the file is damaged there');
    throw error;
  } finally {
    db?.close();
  }
}

function openStream(db: Database, sha256: Sha256): Result<JournalStream> {
  const found = versionOf(db);
  const known = journalMigrations.length;
  if (found > known) return fail(problem('StoreTooNew', { file: journalFile, found, known }));
  const tables = db
    .prepare(`SELECT name FROM sqlite_schema WHERE name IN ('stream', 'record', 'entry', 'effect')`)
    .all();
  if (found < known || tables.length < 4)
    return broken(0, 'the file is no journal, or of a version that must be opened by its agent first');
  const stream = readStream(db, sha256);
  if (!stream) return broken(0, 'the stream has no beginning');
  if (!isKeyOf(sha256, stream.till, stream.tillKey)) return broken(0, 'the key is not that of the till');
  return ok(stream);
}

interface RecordRow {
  readonly seq: number;
  readonly body: Uint8Array;
  readonly hash: Uint8Array;
  readonly priv: Uint8Array | null;
  readonly print: number | null;
}

function walk(
  db: Database,
  stream: JournalStream,
  entries: EntryCheck,
  sha256: Sha256,
  reach: (seq: number) => void,
): Result<JournalReport> {
  const rows = db.prepare<unknown[], RecordRow>('SELECT seq, body, hash, priv, print FROM record ORDER BY seq');
  const first = stream.pruneUpto + 1;
  let seq = stream.pruneUpto;
  let hash = stream.base;
  let erased = 0;
  for (const row of rows.iterate()) {
    if (row.seq !== seq + 1) return broken(seq + 1, `it is missing; the next one found is ${row.seq}`);
    seq = row.seq;
    const next = chainHash(sha256, hash, row.body);
    if (!sameBytes(next, row.hash)) return broken(seq, 'its bytes and its hash do not agree');
    const record = readRecord(row.body);
    const wrong =
      record === null
        ? 'it cannot be read'
        : (judgeRecord(record, row, stream, sha256) ?? entries.judge(entryOf(record)));
    if (record === null || wrong !== null) return broken(seq, wrong ?? 'it cannot be read');
    if ('priv' in record && record.priv !== undefined && row.priv === null) erased += 1;
    hash = next;
    reach(seq);
  }
  if (seq < stream.acked) return broken(seq + 1, `it is missing; headquarters has records up to ${stream.acked}`);
  const beyond = entries.judgeRest(seq);
  if (beyond !== null) return broken(seq, beyond);
  const damage = String(db.pragma('integrity_check(1)', { simple: true }));
  if (damage !== 'ok') return broken(seq, damage);
  const { till, epoch, acked } = stream;
  const records = seq - stream.pruneUpto;
  const report = {
    till,
    epoch,
    records,
    first: records === 0 ? 0 : first,
    head: seq,
    hash: hexOf(hash),
    acked,
    erased,
  };
  return ok({ ...report, mark: journalMark(hash) });
}

/** A record is of this stream, at its place, and its blob is the one it names. */
function judgeRecord(record: JournalRecord, row: RecordRow, stream: JournalStream, sha256: Sha256): string | null {
  if (record.seq !== row.seq || record.ter !== stream.till || record.ep !== stream.epoch)
    return 'it is of another stream';
  if (row.priv === null) return null;
  const named = 'priv' in record ? record.priv : undefined;
  return named === hexOf(sha256(row.priv)) ? null : 'its private blob is not the one it names';
}

function readRecord(body: Uint8Array): JournalRecord | null {
  try {
    return parseRecord(body);
  } catch {
    return null;
  }
}

function broken<T>(seq: number, detail: string): Result<T> {
  return fail(problem('JournalBroken', { seq, detail }));
}
