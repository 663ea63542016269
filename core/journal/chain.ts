// The chain over stored bytes: hash = SHA-256("regulars/1" ‖ previous hash ‖ body). Flip, delete, insert or swap anything
// and it breaks at that record. Cutting the unsent tail is caught by the acknowledged head and the mark on the receipt.
import { assert } from '../base/assert.ts';
import { base32Of, bytesOfHex, bytesOfText, concat, sameBytes } from '../base/bytes.ts';
import type { Sha256 } from '../base/digest.ts';
import type { Epoch } from '../base/id.ts';

export interface ChainedRow {
  readonly seq: number;
  readonly body: Uint8Array;
  readonly hash: Uint8Array;
}

const label = bytesOfText('regulars/1');
const genesisLabel = bytesOfText('regulars/1/genesis');

/** What stands before the first record of a stream. `tillKey`: the till's raw Ed25519 public key, 32 bytes. */
export function genesisHash(sha256: Sha256, tillKey: Uint8Array, epoch: Epoch): Uint8Array {
  assert(tillKey.length === 32, 'a till key is 32 bytes');
  return sha256(concat(genesisLabel, tillKey, bytesOfHex(epoch)));
}

export function chainHash(sha256: Sha256, previous: Uint8Array, body: Uint8Array): Uint8Array {
  return sha256(concat(label, previous, body));
}

export type ChainCheck =
  | { readonly whole: true; readonly head: Uint8Array; readonly seq: number }
  | { readonly whole: false; readonly seq: number; readonly why: 'gap' | 'hash'; readonly found: number };

/** Walks rows that should follow `previous` at `from`, and says where they stop doing so. */
export function checkChain(sha256: Sha256, previous: Uint8Array, from: number, rows: Iterable<ChainedRow>): ChainCheck {
  let head = previous;
  let next = from;
  for (const row of rows) {
    if (row.seq !== next) return { whole: false, seq: next, why: 'gap', found: row.seq };
    const hash = chainHash(sha256, head, row.body);
    if (!sameBytes(hash, row.hash)) return { whole: false, seq: next, why: 'hash', found: row.seq };
    head = hash;
    next += 1;
  }
  return { whole: true, head, seq: next - 1 };
}

/** The mark on the receipt: first five bytes of the head as eight base32 letters. It pins the tail in customers' hands. */
export function journalMark(hash: Uint8Array): string {
  return base32Of(hash.subarray(0, 5));
}
