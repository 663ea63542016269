// A UUID from random bytes that are handed in (RFC 9562, version 4): the name of a server's incarnation.
import { assert } from '../../core/base/assert.ts';
import { hexOf } from '../../core/base/bytes.ts';

export function uuidOf(random: Uint8Array): string {
  assert(random.length === 16, 'a UUID is 16 bytes');
  const bytes = Uint8Array.from(random);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return hexOf(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
