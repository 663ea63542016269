// Opens what a till sealed to headquarters: a first name and a phone. Layout and constants are core/protocol/sealed.ts;
// RFC 7748 (X25519), RFC 5869 (HKDF), NIST SP 800-38D (GCM). Anything that does not open is null, never half opened.
import { createDecipheriv, diffieHellman, hkdfSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { sealedPersonSchema } from '../../core/journal/private-blob.ts';
import type { SealedPerson } from '../../core/journal/private-blob.ts';
import { sealed } from '../../core/protocol/sealed.ts';
import { publicCurveKey } from '../store/curve-keys.ts';

/** `text`: base64 as it stands in the private blob. */
export function unseal(sealKey: KeyObject, text: string): SealedPerson | null {
  const bytes = Buffer.from(text, 'base64');
  const textAt = sealed.publicKeyBytes + sealed.nonceBytes;
  const tagAt = bytes.length - sealed.tagBytes;
  if (tagAt < textAt) return null;
  try {
    const ephemeral = publicCurveKey('agree', bytes.subarray(0, sealed.publicKeyBytes));
    const shared = diffieHellman({ privateKey: sealKey, publicKey: ephemeral });
    const key = new Uint8Array(hkdfSync('sha256', shared, new Uint8Array(0), sealed.info, 32));
    const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(sealed.publicKeyBytes, textAt), {
      authTagLength: sealed.tagBytes,
    });
    cipher.setAuthTag(bytes.subarray(tagAt));
    const opened = Buffer.concat([cipher.update(bytes.subarray(textAt, tagAt)), cipher.final()]);
    const person = sealedPersonSchema.safeParse(JSON.parse(opened.toString('utf8')));
    return person.success ? person.data : null;
  } catch {
    return null;
  }
}
