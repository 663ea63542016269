// Raw 32-byte keys of Curve25519 as node:crypto wants them, and back. Keys are made from random bytes that are handed in.
// The prefixes are the DER of RFC 8410 (Ed25519 to sign, X25519 to agree); nothing else is read or written here.
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { assert } from '../../core/base/assert.ts';
import { bytesOfHex, hexOf } from '../../core/base/bytes.ts';

export type CurveUse = 'sign' | 'agree';

const algorithm: Record<CurveUse, string> = { sign: '70', agree: '6e' };
const keyBytes = 32;

/** A private key from 32 random bytes (the seed of RFC 8032, the scalar of RFC 7748). */
export function privateCurveKey(use: CurveUse, seed: Uint8Array): KeyObject {
  assert(seed.length === keyBytes, 'the seed of a key is 32 bytes');
  const prefix = bytesOfHex(`302e020100300506032b65${algorithm[use]}04220420`);
  return createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' });
}

export function publicCurveKey(use: CurveUse, raw: Uint8Array): KeyObject {
  assert(raw.length === keyBytes, 'a public key is 32 bytes');
  const prefix = bytesOfHex(`302a300506032b65${algorithm[use]}032100`);
  return createPublicKey({ key: Buffer.concat([prefix, raw]), format: 'der', type: 'spki' });
}

/** The raw public half, 32 bytes. */
export function rawPublicKey(key: KeyObject): Uint8Array {
  const half = key.type === 'private' ? createPublicKey(key) : key;
  return Uint8Array.from(half.export({ format: 'der', type: 'spki' }).subarray(-keyBytes));
}

/** Ed25519, in hex, as it travels. */
export function signedWith(privateKey: KeyObject, bytes: Uint8Array): string {
  return hexOf(Uint8Array.from(sign(null, bytes, privateKey)));
}

/** Anything that is not a signature is simply not valid. */
export function isSigned(publicKey: Uint8Array, bytes: Uint8Array, signature: string): boolean {
  return verify(null, bytes, publicCurveKey('sign', publicKey), Buffer.from(signature, 'hex'));
}
