// A raw scan → what it is. Every source (serial, wedge, camera, typed, POS) yields the same Scan, and only this file
// decides what it means. First widening of the full model in till.md: retail symbologies and our member code.
import { z } from 'zod';
import { problem } from '../base/problem.ts';
import type { Problem } from '../base/problem.ts';
import { limits } from '../base/limits.ts';
import { expandUpcE, hasGs1CheckDigit } from './check-digit.ts';
import { looksLikeMemberCode, parseMemberCode } from './member-code.ts';

export const scanSourceSchema = z.enum(['serial', 'wedge', 'camera', 'magstripe', 'rfid', 'typed', 'api']);

/** One scan, one shape. `text` is latin1 of the raw bytes without their terminator; 0x1D inside is data. */
export const scanSchema = z.object({
  text: z.string().max(limits.scanBytesMax),
  source: scanSourceSchema,
  device: z.string().max(limits.nameLengthMax),
  /** AIM symbology identifier such as `]E0`, where the scanner sends one apart from the data. */
  aim: z
    .string()
    .regex(/^\][A-Za-z]\d$/)
    .optional(),
});
export type Scan = z.infer<typeof scanSchema>;

export type Classified =
  | { readonly kind: 'product'; readonly gtin: string; readonly code: string }
  | { readonly kind: 'member'; readonly code: string }
  | { readonly kind: 'problem'; readonly problem: Problem };

const retailAims = new Set([']E0', ']E4', ']E3', ']X0']);

export function classifyScan(scan: Scan): Classified {
  const { aim, text } = withoutAim(scan);
  if (text.length === 0 || text.length > limits.scanBytesMax || hasControls(text)) return refuse('ScanUnreadable');
  if (looksLikeMemberCode(text)) return memberOf(text);
  if (/^\d+$/.test(text)) return productOf(text, aim);
  return refuse('ScanUnknown');
}

function withoutAim(scan: Scan): { aim: string | undefined; text: string } {
  const text = scan.text.trim();
  const prefix = /^\][A-Za-z]\d/.exec(text)?.[0];
  if (!prefix) return { aim: scan.aim, text };
  return { aim: prefix, text: text.slice(prefix.length).trim() };
}

// 0x1D is the separator of GS1 element strings (their parser comes with its own issue); other controls are noise.
function hasControls(text: string): boolean {
  return Array.from(text).some((character) => {
    const code = character.charCodeAt(0);
    return (code < 32 && code !== 0x1d) || (code > 126 && code < 160);
  });
}

function memberOf(text: string): Classified {
  const code = parseMemberCode(text);
  return code ? { kind: 'member', code } : refuse('CheckDigitWrong', { code: shown(text) });
}

function productOf(digits: string, aim: string | undefined): Classified {
  if (![8, 12, 13, 14].includes(digits.length)) {
    return aim && retailAims.has(aim) ? refuse('ScanUnreadable') : refuse('ScanUnknown');
  }
  const whole = digits.length === 8 && !hasGs1CheckDigit(digits) ? expandUpcE(digits) : digits;
  if (!whole || !hasGs1CheckDigit(whole)) return refuse('CheckDigitWrong', { code: shown(digits) });
  return { kind: 'product', gtin: whole.padStart(14, '0'), code: digits };
}

// A code in a sentence is cut: it may be a card number that came by a wrong way.
function shown(code: string): string {
  return code.length > 8 ? `…${code.slice(-4)}` : code;
}

function refuse(
  code: 'ScanUnreadable' | 'ScanUnknown' | 'CheckDigitWrong',
  params: Record<string, string> = {},
): Classified {
  return { kind: 'problem', problem: problem(code, params) };
}
