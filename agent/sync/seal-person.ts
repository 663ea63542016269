// Name and phone sealed to headquarters, so that a till can write them down and nobody but headquarters can read them.
// Layout and constants are core/protocol/sealed.ts; RFC 7748 (X25519), RFC 5869 (HKDF), NIST SP 800-38D (GCM).
import { createCipheriv, diffieHellman, hkdfSync } from 'node:crypto';
import { sealedPersonSchema } from '../../core/journal/private-blob.ts';
import type { SealedPerson } from '../../core/journal/private-blob.ts';
import { sealed } from '../../core/protocol/sealed.ts';
import type { Random } from '../till/ports.ts';
import { privateCurveKey, publicCurveKey, rawPublicKey } from './curve-keys.ts';

/** Base64. `sealKey`: headquarters' raw X25519 public key. Every call draws a new ephemeral key and nonce. */
export function sealPerson(sealKey: Uint8Array, person: SealedPerson, random: Random): string {
  const ephemeral = privateCurveKey('agree', random.bytes(32));
  const nonce = random.bytes(sealed.nonceBytes);
  const shared = diffieHellman({ privateKey: ephemeral, publicKey: publicCurveKey('agree', sealKey) });
  const key = new Uint8Array(hkdfSync('sha256', shared, new Uint8Array(0), sealed.info, 32));
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const text = JSON.stringify(sealedPersonSchema.parse(person));
  const parts = [rawPublicKey(ephemeral), nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat(parts).toString('base64');
}
