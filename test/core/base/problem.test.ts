// The closed list of problems: each has a sentence that says what to do, and the net under the log lets nothing through.
import { expect, test } from 'vitest';
import { base32Of, sameBytes } from '../../../core/base/bytes.ts';
import { redact } from '../../../core/base/log.ts';
import { problem, problemCodes, problems, sentenceOf, wireProblemSchema } from '../../../core/base/problem.ts';

test.each(problemCodes)('%s is a sentence or more, begins large and ends with a stop', (code) => {
  expect(problems[code].en).toMatch(/^[A-Z{].*[.?!]$/);
  expect(problems[code].status).toBeGreaterThanOrEqual(400);
});

test('parameters stand in the sentence; a missing one shows as its name', () => {
  expect(sentenceOf(problem('PortInUse', { port: 4711 }))).toMatch(/^Port 4711 is in use/);
  expect(sentenceOf(problem('PortInUse'))).toMatch(/^Port port is in use/);
});

test.each([
  [{ phone: '0171 2345678' }, { phone: '[redacted]' }],
  [
    { token: 'abc', firstName: 'Anna' },
    { token: '[redacted]', firstName: '[redacted]' },
  ],
  [{ detail: 'call +49 171 2345678 now' }, { detail: 'call […78] now' }],
  [{ till: 'f978562d9d1d0f1234567828b29b9b1e' }, { till: 'f978562d9d1d0f1234567828b29b9b1e' }],
  [{ detail: 'card 5500-0055-5555-5559' }, { detail: 'card […59]' }],
  [
    { biz: '2026-11-22', n: 12345678, ok: true },
    { biz: '2026-11-22', n: 12345678, ok: true },
  ],
])('%o is logged as %o', (facts, logged) => {
  expect(redact(facts)).toEqual(logged);
});

test.each([
  ['', ''],
  ['fooba', 'MZXW6YTB'],
])('RFC 4648: base32 of "%s" is %s', (text, expected) => {
  expect(base32Of(new TextEncoder().encode(text))).toBe(expected);
});

test('bytes are the same only when all are', () => {
  expect(sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
  expect(sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
  expect(sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1))).toBe(false);
});

test('a problem of a newer version is a problem all the same', () => {
  const params = { till: 3 };
  expect(wireProblemSchema.parse({ code: 'ProtocolMismatch', params })).toEqual({ code: 'ProtocolMismatch', params });
  expect(wireProblemSchema.parse({ code: 'NotInventedYet', params })).toEqual({ code: 'Internal', params });
  expect(wireProblemSchema.safeParse({ code: 7, params }).success).toBe(false);
});
