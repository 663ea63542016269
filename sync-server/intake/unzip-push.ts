// The bytes of a push → its records and the chain over them. Bounded before anything is unpacked: a small message that
// unfolds into gigabytes is refused, not survived.
import { gunzipSync } from 'node:zlib';
import { bytesOfHex, sameBytes } from '../../core/base/bytes.ts';
import { limits } from '../../core/base/limits.ts';
import { chainHash } from '../../core/journal/chain.ts';
import { unpackFrames } from '../../core/protocol/push-frame.ts';
import type { Push } from '../../core/protocol/sync.ts';
import { nodeSha256 } from '../store/node-sha256.ts';

export interface PushedRecord {
  readonly seq: number;
  readonly body: Uint8Array;
  readonly priv: Uint8Array | null;
  /** Chain hash of this record, when the one before `from` is the push's `prevHash`. */
  readonly hash: Uint8Array;
}

/** `TOO_BIG`: cut smaller batches. `PROTO`: the bytes are not what the push says of them. */
export function unzipPush(push: Push): PushedRecord[] | 'TOO_BIG' | 'PROTO' {
  const bytes = unzip(push.bin);
  if (typeof bytes === 'string') return bytes;
  const frames = unpackFrames(bytes, push.n);
  if (!frames) return 'PROTO';
  let head: Uint8Array = bytesOfHex(push.prevHash);
  const records = frames.map(({ body, priv }, at) => {
    head = chainHash(nodeSha256, head, body);
    return { seq: push.from + at, body, priv: priv.length === 0 ? null : priv, hash: head };
  });
  return sameBytes(head, bytesOfHex(push.headHash)) ? records : 'PROTO';
}

function unzip(bin: Uint8Array): Uint8Array | 'TOO_BIG' | 'PROTO' {
  try {
    return gunzipSync(bin, { maxOutputLength: limits.pushUnzippedBytesMax });
  } catch (error) {
    const tooBig = error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return tooBig ? 'TOO_BIG' : 'PROTO';
  }
}
