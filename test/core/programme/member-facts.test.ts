// What a programme reads of a member, and what it takes him for when a till says no more.
import { expect, test } from 'vitest';
import { memberFactsSchema } from '../../../core/programme/member-facts.ts';

test('a new member of whom nothing is known', () => {
  expect(memberFactsSchema.parse({ right: 'earn', spendable: [] })).toEqual({
    right: 'earn',
    spendable: [],
    lot: null,
    tier: null,
    memberships: [],
    segments: [],
    birthday: null,
    visits: 0,
    lastVisit: null,
  });
});

test.each<[string, object]>([
  ['a lot that is no hash', { lot: 'abc' }],
  ['a lot in capitals', { lot: 'ABCDEF0123456789' }],
  ['a thirteenth month', { birthday: { month: 13, day: 1, knownSince: '2026-01-01' } }],
  ['a 32nd day', { birthday: { month: 1, day: 32, knownSince: '2026-01-01' } }],
  ['fewer visits than none', { visits: -1 }],
  ['half a point', { spendable: [{ unit: 'points', n: 0.5, held: 1 }] }],
])('refuses %s', (_, more) => {
  expect(memberFactsSchema.safeParse({ right: 'spend', spendable: [], ...more }).success).toBe(false);
});
