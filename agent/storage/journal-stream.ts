// The one stream of a journal file: whose it is, its epoch, how far it goes and how far headquarters has it. The head is the
// last record's hash and needs no row of its own; in memory it is read once and moves with each record.
import { bytesOfHex } from '../../core/base/bytes.ts';
import type { Sha256 } from '../../core/base/digest.ts';
import { epochOf, epochSchema, tillIdSchema } from '../../core/base/id.ts';
import type { Epoch, TillId } from '../../core/base/id.ts';
import { genesisHash } from '../../core/journal/chain.ts';
import type { Random } from '../till/ports.ts';
import type { Database } from './open-database.ts';

export interface JournalStream {
  readonly till: TillId;
  readonly tillKey: Uint8Array;
  readonly epoch: Epoch;
  readonly acked: number;
  /** Where the records that are still here begin: after this seq, whose hash is `base`. */
  readonly pruneUpto: number;
  readonly base: Uint8Array;
}

interface StreamRow {
  readonly till: string;
  readonly tillKey: Uint8Array;
  readonly epoch: string;
  readonly acked: number;
  readonly pruneUpto: number;
  readonly pruneHash: Uint8Array | null;
}

/** Null in a file without a stream. */
export function readStream(db: Database, sha256: Sha256): JournalStream | null {
  const row = db
    .prepare<unknown[], StreamRow>(
      `SELECT till, till_key AS tillKey, epoch, acked, prune_upto AS pruneUpto, prune_hash AS pruneHash FROM stream`,
    )
    .get();
  if (!row) return null;
  const epoch = epochSchema.parse(row.epoch);
  const { tillKey, acked, pruneUpto } = row;
  const base = row.pruneHash ?? genesisHash(sha256, tillKey, epoch);
  return { till: tillIdSchema.parse(row.till), tillKey, epoch, acked, pruneUpto, base };
}

/** A new file begins a new epoch: what was in another file is another stream. */
export function mintStream(db: Database, till: TillId, tillKey: Uint8Array, random: Random): void {
  const epoch = epochOf(random.bytes(8));
  db.prepare('INSERT INTO stream (one, till, till_key, epoch) VALUES (1, ?, ?, ?)').run(till, tillKey, epoch);
}

/** `ter` is the first 16 bytes of SHA-256 of the till's public key. */
export function isKeyOf(sha256: Sha256, till: TillId, tillKey: Uint8Array): boolean {
  const id = bytesOfHex(till);
  return sha256(tillKey)
    .subarray(0, id.length)
    .every((byte, at) => byte === id[at]);
}
