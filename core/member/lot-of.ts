// The lot that decides hold-outs: a keyed hash of the member, so that every till of the chain draws the same one, offline too.
// Says nothing of the member to who has not the chain's key.
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesOfText, hexOf } from '../base/bytes.ts';
import type { MemberId } from '../base/id.ts';

/** 16 hex digits: HMAC-SHA-256 under the chain's key, cut to 8 bytes. No identifier begins so: a lot is never an alias. */
export function lotOf(chainKey: Uint8Array, member: MemberId): string {
  return hexOf(hmac(sha256, chainKey, bytesOfText(`lot:${member}`)).subarray(0, 8));
}
