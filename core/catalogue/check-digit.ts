// GS1 check digits (GS1 General Specifications, section 7.9: modulo 10, weights 3 and 1 from the right).

/** The check digit that belongs behind the given digits. */
export function gs1CheckDigit(digits: string): number {
  let sum = 0;
  for (let at = digits.length - 1, weight = 3; at >= 0; at -= 1, weight = 4 - weight) {
    sum += (digits.charCodeAt(at) - 48) * weight;
  }
  return (10 - (sum % 10)) % 10;
}

/** True for a whole number of digits whose last is the right check digit. */
export function hasGs1CheckDigit(code: string): boolean {
  return /^\d{2,18}$/.test(code) && gs1CheckDigit(code.slice(0, -1)) === code.charCodeAt(code.length - 1) - 48;
}

/** ISO/IEC 7812-1 annex B, the check of payment cards: our own codes must fail it. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = digits.length - 1, double = false; at >= 0; at -= 1, double = !double) {
    const digit = digits.charCodeAt(at) - 48;
    const weighed = double ? digit * 2 : digit;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return digits.length > 0 && sum % 10 === 0;
}

/**
 * A zero-suppressed UPC-E (8 digits with number system and check) as its 12-digit UPC-A.
 * Source: GS1 General Specifications, section 5.2.2.4.2 (figure on zero suppression).
 */
export function expandUpcE(code: string): string | null {
  const parts = /^([01])(\d)(\d)(\d)(\d)(\d)(\d)(\d)$/.exec(code);
  if (!parts) return null;
  const [, system = '', a = '', b = '', c = '', d = '', e = '', last = '', check = ''] = parts;
  const body = upcEBody([a, b, c, d, e], last);
  const full = system + body + check;
  return hasGs1CheckDigit(full) ? full : null;
}

function upcEBody([a, b, c, d, e]: [string, string, string, string, string], last: string): string {
  if (last <= '2') return `${a}${b}${last}0000${c}${d}${e}`;
  if (last === '3') return `${a}${b}${c}00000${d}${e}`;
  if (last === '4') return `${a}${b}${c}${d}00000${e}`;
  return `${a}${b}${c}${d}${e}0000${last}`;
}
