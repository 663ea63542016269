import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hexOf } from '../../../core/base/bytes.ts';
import { sha256 } from '../../../core/base/digest.ts';
import { nodeSha256 } from '../../../agent/storage/node-sha256.ts';

it('is the digest of core, byte for byte', () => {
  // NIST FIPS 180-2, appendix B.1.
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(hexOf(nodeSha256(Buffer.from('abc')))).toBe(abc);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5_000 }), (bytes) => hexOf(nodeSha256(bytes)) === hexOf(sha256(bytes))),
  );
});
