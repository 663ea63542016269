// A price as a cashier types it: digits alone count in the smallest unit, as on any register (250 is 2.50); with a comma or a
// point it is read as written. Anything else is no price.
import type { Currency } from '../../core/programme/programme.ts';

/** Minor units, or null. Never negative. */
export function parseAmount(typed: string, currency: Currency): number | null {
  const text = typed.trim();
  if (/^\d{1,10}$/.test(text)) return Number(text);
  const parts = /^(\d{1,8})[.,](\d*)$/.exec(text);
  if (!parts) return null;
  const [, whole = '', fraction = ''] = parts;
  if (fraction.length > currency.decimals) return null;
  return Number(whole + fraction.padEnd(currency.decimals, '0'));
}
