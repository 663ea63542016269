// Passwords of headquarters' people: argon2id with a salt each (RFC 9106; memory and passes as OWASP's minimum), compared
// in constant time. One at a time and few waiting: each costs 19 MiB and tens of milliseconds.
import { argon2, timingSafeEqual } from 'node:crypto';

const parameters = { parallelism: 1, tagLength: 32, memory: 19_456, passes: 2 } as const;
export const saltBytes = 16;
const waitingMax = 20;

let last: Promise<unknown> = Promise.resolve();
let waiting = 0;

/** Null when too many wait: come back. */
export async function hashPassword(password: string, salt: Uint8Array): Promise<Uint8Array | null> {
  if (waiting >= waitingMax) return null;
  waiting += 1;
  const hashed = last.then(async () => derive(password.normalize('NFC'), salt));
  last = hashed.catch(() => undefined);
  try {
    return await hashed;
  } finally {
    waiting -= 1;
  }
}

export function sameSecret(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

async function derive(password: string, salt: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    argon2('argon2id', { message: password, nonce: salt, ...parameters }, (error, key) => {
      if (error) reject(error);
      else resolve(Uint8Array.from(key));
    });
  });
}
