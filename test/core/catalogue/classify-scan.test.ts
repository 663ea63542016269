// What a scanner brings and what it is: the table of a shop floor, and noise that must never become a product.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classifyScan } from '../../../core/catalogue/classify-scan.ts';
import { expandUpcE, gs1CheckDigit, hasGs1CheckDigit, passesLuhn } from '../../../core/catalogue/check-digit.ts';
import { memberCodeOf, parseMemberCode } from '../../../core/catalogue/member-code.ts';
import { limits } from '../../../core/base/limits.ts';
import { runs } from '../../support/runs.ts';

const scan = (text: string, aim?: string) =>
  classifyScan({ text, source: 'serial', device: 'till', ...(aim === undefined ? {} : { aim }) });

describe('products', () => {
  test.each([
    ['EAN-13', '4006381333931', '04006381333931'],
    ['EAN-13 with its AIM id', ']E04006381333931', '04006381333931'],
    ['EAN-8', '96385074', '00000096385074'],
    ['UPC-A', '036000291452', '00036000291452'],
    ['UPC-E, expanded', '04252614', '00042100005264'],
    ['GTIN-14', '10614141000415', '10614141000415'],
  ])('%s', (_, text, gtin) => {
    expect(scan(text)).toMatchObject({ kind: 'product', gtin });
  });

  test.each([
    ['a wrong check digit', '4006381333932', 'CheckDigitWrong'],
    ['a letter', 'ABC', 'ScanUnknown'],
    ['nothing', '', 'ScanUnreadable'],
    ['a control character', '40063\x0081333931', 'ScanUnreadable'],
    ['nine digits', '123456789', 'ScanUnknown'],
    ['ten thousand bytes', '7'.repeat(10_000), 'ScanUnreadable'],
  ])('%s is a problem, not a product', (_, text, code) => {
    expect(scan(text)).toMatchObject({ kind: 'problem', problem: { code } });
  });

  test('a long wrong code is cut in the sentence: it may be a card number', () => {
    expect(JSON.stringify(scan('5500005555555559'.slice(0, 13)))).not.toContain('5500005555555');
  });

  test('the bound of a scan, at it and past it', () => {
    expect(scan('A'.repeat(limits.scanBytesMax))).toMatchObject({ problem: { code: 'ScanUnknown' } });
    expect(scan('A'.repeat(limits.scanBytesMax + 1))).toMatchObject({ problem: { code: 'ScanUnreadable' } });
  });
});

describe('member codes', () => {
  const random = fc.uint8Array({ minLength: 8, maxLength: 8 });

  test('are read back, however they were typed', () => {
    fc.assert(
      fc.property(random, (bytes) => {
        const code = memberCodeOf(bytes);
        expect(parseMemberCode(`${code.slice(0, 4).toLowerCase()} ${code.slice(4, 7)}-${code.slice(7)}`)).toBe(code);
        expect(scan(code)).toEqual({ kind: 'member', code });
      }),
      runs(100),
    );
  });

  test('with one wrong character or two swapped are never another member', () => {
    const alphabet = '0123456789ABCDEFGHJKMNPRSTVWXYZ';
    fc.assert(
      fc.property(
        random,
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(...Array.from(alphabet)),
        (bytes, at, other) => {
          const code = memberCodeOf(bytes);
          const changed = code.slice(0, at) + other + code.slice(at + 1);
          if (changed !== code) expect(parseMemberCode(changed)).toBeNull();
          if (at < 9) {
            const swapped = code.slice(0, at) + code.charAt(at + 1) + code.charAt(at) + code.slice(at + 2);
            if (swapped !== code) expect(parseMemberCode(swapped)).toBeNull();
          }
        },
      ),
      runs(1000),
    );
  });

  test('fail the check of payment cards when they are all digits', () => {
    fc.assert(
      fc.property(random, (bytes) => {
        const digits = memberCodeOf(bytes.map((byte) => byte % 10)).slice(1);
        if (/^\d+$/.test(digits)) expect(passesLuhn(digits)).toBe(false);
      }),
      runs(100),
    );
  });
});

describe('check digits', () => {
  test('catch every wrong digit', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^\d{12}$/),
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 1, max: 9 }),
        (body, at, add) => {
          const code = body + gs1CheckDigit(body);
          expect(hasGs1CheckDigit(code)).toBe(true);
          const wrong = code.slice(0, at) + ((Number(code.charAt(at)) + add) % 10) + code.slice(at + 1);
          expect(hasGs1CheckDigit(wrong)).toBe(false);
        },
      ),
      runs(100),
    );
  });

  test.each([
    ['01234505', '012000003455'],
    ['01234531', '012300000451'],
    ['01234543', '012340000053'],
  ])('UPC-E %s stands for %s', (short, long) => {
    const full = expandUpcE(short.slice(0, 7) + gs1CheckDigit(long.slice(0, 11)));
    expect(full).toBe(long.slice(0, 11) + gs1CheckDigit(long.slice(0, 11)));
  });
});

test('no noise makes it throw, and no letter makes a product', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const read = scan(text);
      if (read.kind === 'product') expect(read.code).toMatch(/^\d+$/);
    }),
    runs(2000),
  );
});
