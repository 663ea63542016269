// Secrets that we hand out and keep only as hashes: bearer tokens, the set-up token, enrolment codes. They are random and
// long, so one SHA-256 is enough; a copied database opens no door.
import { bytesOfText } from '../../core/base/bytes.ts';
import { nodeSha256 } from '../store/node-sha256.ts';
import type { Random } from '../system.ts';
import { sameSecret } from './passwords.ts';

/** 256 bits, as a URL takes them. */
export function newToken(random: Random): string {
  return Buffer.from(random.bytes(32)).toString('base64url');
}

// Crockford's base32 without look-alikes: read aloud over a telephone and typed once.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 60 bits as `XXXX-XXXX-XXXX`: good once, for an hour, behind a limit of attempts. */
export function newEnrolCode(random: Random): string {
  const letters = Array.from(random.bytes(12), (byte) => alphabet.charAt(byte % alphabet.length));
  return [0, 4, 8].map((at) => letters.slice(at, at + 4).join('')).join('-');
}

/** The same for any way of typing the code. */
export function hashOfCode(typed: string): Uint8Array {
  const plain = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return hashOfSecret(plain);
}

export function hashOfSecret(secret: string): Uint8Array {
  return Uint8Array.from(nodeSha256(bytesOfText(secret)));
}

export function isSecret(given: string, hash: Uint8Array): boolean {
  return sameSecret(hashOfSecret(given), hash);
}

/** The token of an `Authorization: Bearer …`, or null. */
export function bearerOf(header: string | undefined): string | null {
  return /^Bearer ([A-Za-z0-9_-]{16,200})$/.exec(header ?? '')?.[1] ?? null;
}
