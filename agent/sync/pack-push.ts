// Records → one push: their stored bytes, framed and zipped, in order and within the server's limits, signed at the head.
// It takes as many as fit; of a single record it makes a push whatever its size, and the server says if it is too much.
import { gzipSync } from 'node:zlib';
import { hexOf } from '../../core/base/bytes.ts';
import type { Epoch } from '../../core/base/id.ts';
import { limits } from '../../core/base/limits.ts';
import { pushProofBytes } from '../../core/protocol/proofs.ts';
import { packFrames } from '../../core/protocol/push-frame.ts';
import type { Push } from '../../core/protocol/sync.ts';
import type { KeyStore, StoredRecord } from '../till/ports.ts';

/** `rows` follow one another without a gap and follow `prevHash`; there is at least one. */
export function packPush(
  keys: KeyStore,
  ep: Epoch,
  prevHash: string,
  rows: readonly StoredRecord[],
  bytesMax: number,
): Push {
  let count = countWithin(rows, limits.pushRawBytesMax);
  for (;;) {
    const part = rows.slice(0, count);
    const bin = gzipSync(packFrames(part.map(({ body, priv }) => ({ body, priv: priv ?? new Uint8Array(0) }))));
    if (bin.length <= bytesMax || count === 1) return pushOf(keys, ep, prevHash, part, bin);
    // Half of the room at most is left unused, and few sizes are tried.
    count = Math.max(1, Math.min(count - 1, Math.floor((count * bytesMax) / bin.length)));
  }
}

function pushOf(keys: KeyStore, ep: Epoch, prevHash: string, rows: readonly StoredRecord[], bin: Push['bin']): Push {
  const headHash = hexOf(rows.at(-1)?.hash ?? new Uint8Array(0));
  const sig = hexOf(keys.sign(pushProofBytes(ep, headHash)));
  const from = rows[0]?.seq ?? 0;
  return { ter: keys.till, ep, from, n: rows.length, prevHash, headHash, sig, enc: 'gzip', bin };
}

function countWithin(rows: readonly StoredRecord[], bytesMax: number): number {
  let bytes = 0;
  let count = 0;
  for (const row of rows) {
    bytes += row.body.length + (row.priv?.length ?? 0) + 8;
    if (bytes > bytesMax && count > 0) break;
    count += 1;
  }
  return count;
}
