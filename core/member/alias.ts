// An identifier becomes an alias: HMAC-SHA-256 under the chain's key, cut to 16 bytes. A copied file alone tells nobody
// a phone number; a thief of the whole till, who has the key too, can test guesses (sync.md 7.5 says so plainly).
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesOfText, hexOf } from '../base/bytes.ts';
import type { Alias } from '../base/id.ts';
import type { IdentifierKind } from './member-row.ts';

/** `canonical`: E.164 for a phone, the upper-case code for a member code, the digits of a card. */
export function aliasOf(chainKey: Uint8Array, kind: IdentifierKind, canonical: string): Alias {
  return hexOf(hmac(sha256, chainKey, bytesOfText(`${kind}:${canonical}`)).subarray(0, 16)) as Alias;
}
