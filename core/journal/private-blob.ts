// What may be forgotten lies outside the chained bytes: the record holds only the hash of this blob. Erasure blanks the
// blob, and the chain stays whole (sync.md 2.2, `priv`).
import { z } from 'zod';
import { concat, hexOf } from '../base/bytes.ts';
import type { Sha256 } from '../base/digest.ts';
import { identifierSchema } from '../member/member-row.ts';

/** Name and phone sealed to headquarters' public key (protocol/sealed.ts says how); aliases are keyed hashes. */
export const privateBlobSchema = z.object({
  identifiers: z.array(identifierSchema).max(20),
  sealed: z.string().regex(/^[A-Za-z0-9+/=]{0,2000}$/),
});
export type PrivateBlob = z.infer<typeof privateBlobSchema>;

/** What headquarters finds in `sealed` when it opens it: UTF-8 JSON of this. */
export const sealedPersonSchema = z.object({ firstName: z.string().max(80), phone: z.string().max(20) });
export type SealedPerson = z.infer<typeof sealedPersonSchema>;

export const privateNonceBytes = 16;

/** The `priv` of the record: SHA-256(nonce ‖ blob). The stored side column is `nonce ‖ blob`, blob being UTF-8 JSON. */
export function privateHash(sha256: Sha256, nonce: Uint8Array, blob: Uint8Array): string {
  return hexOf(sha256(concat(nonce, blob)));
}
