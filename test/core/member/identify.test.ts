// Who somebody is, from what the directory found; and the hash that stands for a phone number.
import { expect, test } from 'vitest';
import type { MemberId } from '../../../core/base/id.ts';
import { aliasOf } from '../../../core/member/alias.ts';
import { identify } from '../../../core/member/identify.ts';
import type { MemberRow } from '../../../core/member/member-row.ts';

const key = new Uint8Array(32).fill(1);
const alias = aliasOf(key, 'phone', '+491712345678');

function row(id: string, more: Partial<MemberRow> = {}): MemberRow {
  return {
    id: id.repeat(32) as MemberId,
    ver: 1,
    firstName: 'Anna',
    last2: '78',
    identifiers: [{ alias, kind: 'phone', right: 'earn' }],
    balances: [],
    visits: 0,
    lastVisit: null,
    flags: [],
    ...more,
  };
}

test.each([
  ['nobody', [], 'MemberUnknown'],
  ['two', [row('a'), row('b')], 'MemberAmbiguous'],
  ['somebody who is blocked', [row('a', { flags: ['blocked'] })], 'MemberBlocked'],
  ['somebody whose identifier was taken away', [row('a', { identifiers: [] })], 'MemberUnknown'],
])('%s', (_, found, code) => {
  expect(identify(alias, found)).toMatchObject({ ok: false, problem: { code } });
});

test('one: known, by what and with what right', () => {
  expect(identify(alias, [row('a')])).toMatchObject({ ok: true, value: { by: 'phone', right: 'earn' } });
});

test('an alias is the same under the same key, and another under another key or kind', () => {
  expect(alias).toMatch(/^[0-9a-f]{32}$/);
  expect(aliasOf(key, 'phone', '+491712345678')).toBe(alias);
  expect(aliasOf(key, 'card', '+491712345678')).not.toBe(alias);
  expect(aliasOf(new Uint8Array(32).fill(2), 'phone', '+491712345678')).not.toBe(alias);
});
