// Bytes as text and back, for ids, hashes and the mark on the receipt. No Buffer and no TextEncoder: core runs anywhere.
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { assert } from './assert.ts';

export { bytesToHex as hexOf, concatBytes as concat, hexToBytes as bytesOfHex, utf8ToBytes as bytesOfText };

// RFC 4648 base32: no 0, 1, 8, 9, so what a customer reads aloud from paper is not mistaken.
const base32Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648 §6 base32 without padding; the length must be a multiple of five bytes (so no padding is due). */
export function base32Of(bytes: Uint8Array): string {
  assert(bytes.length % 5 === 0, 'base32 of whole groups of five bytes');
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += base32Alphabet.charAt((value >>> bits) & 31);
    }
    value &= (1 << bits) - 1;
  }
  return text;
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false;
  return true;
}
