// What a cause is called on screen and paper.
import { expect, test } from 'vitest';
import { nameOf } from '../../../core/programme/name-of.ts';
import { textIn } from '../../../core/programme/text.ts';
import { compiled } from '../../support/shop.ts';

const cafe = compiled({
  coupons: [{ id: 'ten', name: { en: 'Ten off' }, effects: [{ kind: 'amountOff', amount: 10 }] }],
});

test.each([
  ['campaign', 'pastry-tenth', '10 % off pastry'],
  ['reward', 'free-coffee', '2.50 off a drink'],
  ['coupon', 'ten', 'Ten off'],
  ['payment', 'points', 'points'],
  // An older record under a newer programme.
  ['campaign', 'long-gone', 'long-gone'],
  ['reward', 'pastry-tenth', 'pastry-tenth'],
  ['coupon', 'pastry-tenth', 'pastry-tenth'],
  ['payment', 'stars', 'stars'],
] as const)('%s %s is called %s', (kind, id, name) => {
  expect(nameOf(cafe, { kind, id }).en).toBe(name);
});

test('in the language asked for, else in English', () => {
  const name = nameOf(cafe, { kind: 'campaign', id: 'pastry-tenth' });
  expect([textIn(name, 'de'), textIn(name, 'hu')]).toEqual(['10 % auf Gebäck', '10 % off pastry']);
});
