// How records lie in a push before it is zipped: for each, body length (u32 big-endian), body, private length, private.
// Bodies travel as the stored bytes; nothing is serialised again on the way.
import { assert } from '../base/assert.ts';
import { concat } from '../base/bytes.ts';
import { limits } from '../base/limits.ts';

export interface Frame {
  readonly body: Uint8Array;
  /** `nonce ‖ blob`, or empty where the record has none or it was erased. */
  readonly priv: Uint8Array;
}

export function packFrames(frames: readonly Frame[]): Uint8Array {
  return concat(...frames.flatMap(({ body, priv }) => [lengthOf(body), body, lengthOf(priv), priv]));
}

/** Null when the bytes are not exactly `n` whole frames within the limits. */
export function unpackFrames(bytes: Uint8Array, n: number): Frame[] | null {
  const frames: Frame[] = [];
  let at = 0;
  const part = (): Uint8Array | null => {
    if (at + 4 > bytes.length) return null;
    const length = new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0);
    if (length > limits.recordBytesMax || at + 4 + length > bytes.length) return null;
    at += 4 + length;
    return bytes.subarray(at - length, at);
  };
  while (frames.length < n) {
    const body = part();
    const priv = body && part();
    if (!body || !priv || body.length === 0) return null;
    frames.push({ body, priv });
  }
  return at === bytes.length ? frames : null;
}

function lengthOf(part: Uint8Array): Uint8Array {
  assert(part.length <= limits.recordBytesMax, 'a frame is within its limit');
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, part.length);
  return length;
}
