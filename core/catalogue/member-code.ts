// Our member code: short enough to type, safe to read aloud, and never mistaken for a product or a payment card.
// `M` and nine characters of 31 (no I, L, O, Q, U), the last a check. 31 is prime, so a weighted sum with distinct
// weights catches every single wrong character and every swap of two (Verhoeff, Error Detecting Decimal Codes, 1969).
import { passesLuhn } from './check-digit.ts';
import { assert } from '../base/assert.ts';

const alphabet = '0123456789ABCDEFGHJKMNPRSTVWXYZ';
const shape = /^M[0-9A-HJKMNPR-TV-Z]{9}$/;

/** A code from eight random bytes (uniform enough: 256 mod 31 favours eight characters by under 4 %). */
export function memberCodeOf(random: Uint8Array): string {
  assert(random.length === 8, 'a member code is made of 8 bytes');
  for (let turn = 0; ; turn += 1) {
    const data = Array.from(random, (byte, at) => (byte + (at === 7 ? turn : 0)) % alphabet.length);
    const code = `M${data.map((value) => alphabet.charAt(value)).join('')}${alphabet.charAt(checkOf(data))}`;
    if (isSafe(code)) return code;
  }
}

/** Upper-cased and without the spaces and hyphens people type; null when it is not a whole, right code. */
export function parseMemberCode(text: string): string | null {
  const code = text.toUpperCase().replace(/[\s-]/g, '');
  if (!looksLikeMemberCode(code)) return null;
  const values = Array.from(code.slice(1), (character) => alphabet.indexOf(character));
  return checkOf(values.slice(0, 8)) === values[8] && isSafe(code) ? code : null;
}

export function looksLikeMemberCode(text: string): boolean {
  return shape.test(text.toUpperCase().replace(/[\s-]/g, ''));
}

// A code that is all digits behind its letter must fail the check of payment cards, whatever swallows the letter.
function isSafe(code: string): boolean {
  const digits = code.slice(1);
  return !/^\d+$/.test(digits) || !passesLuhn(digits);
}

function checkOf(values: readonly number[]): number {
  const sum = values.reduce((total, value, at) => total + value * (at + 2), 0);
  return (alphabet.length - (sum % alphabet.length)) % alphabet.length;
}
