// The idempotency key under which one thing of the past is journaled: seeding it twice is seeding it once.
import { createHash } from 'node:crypto';

export function seedKey(what: string): { key: string; hash: string } {
  return { key: `demo ${what}`, hash: createHash('sha256').update(what).digest('hex') };
}
