// When units can be used and when they expire.
import { describe, expect, test } from 'vitest';
import { bucketFor, unitSchema, usableFrom } from '../../../core/programme/unit.ts';
import type { Unit } from '../../../core/programme/unit.ts';

const unit = (more: object): Unit =>
  unitSchema.parse({
    id: 'points',
    name: { en: 'points' },
    value: { units: 1, minor: 1 },
    expiry: { kind: 'never' },
    ...more,
  });

describe('the bucket', () => {
  test.each<[string, object, string, string]>([
    ['never', { kind: 'never' }, '2026-11-22', 'never'],
    ['twelve months on', { kind: 'months', months: 12 }, '2026-11-02', '2027-11'],
    ['one month, over the year', { kind: 'months', months: 1 }, '2026-12-31', '2027-01'],
    ['March, in November: next year', { kind: 'calendar', month: 3 }, '2026-11-22', '2027-03'],
    ['March, in March: this one', { kind: 'calendar', month: 3 }, '2026-03-31', '2026-03'],
    ['March, in April: next year', { kind: 'calendar', month: 3 }, '2026-04-01', '2027-03'],
    ['December, in November: this year', { kind: 'calendar', month: 12 }, '2026-11-22', '2026-12'],
  ])('%s', (_, expiry, biz, bucket) => {
    expect(bucketFor(unit({ expiry }), biz)).toBe(bucket);
  });
});

test('usable at once, or after its days', () => {
  expect(usableFrom(unit({}), '2026-11-22')).toBe('2026-11-22');
  expect(usableFrom(unit({ pendingDays: 14 }), '2026-11-22')).toBe('2026-12-06');
});

test('what a unit is unless it says otherwise', () => {
  expect(unit({})).toMatchObject({
    redeemable: true,
    step: 1,
    settleAs: 'tender',
    rounding: 'down',
    earnOn: 'as-priced',
    pendingDays: 0,
  });
});

test.each<[string, object]>([
  ['worth a part of nothing', { value: { units: 0, minor: 1 } }],
  ['worth less than nothing', { value: { units: 1, minor: -1 } }],
  ['in steps of nothing', { step: 0 }],
  ['pending for ever', { pendingDays: 366 }],
  ['expiring in a 13th month', { expiry: { kind: 'calendar', month: 13 } }],
  ['expiring in no month', { expiry: { kind: 'months', months: 0 } }],
  ['expiring some day', { expiry: { kind: 'inactivity' } }],
])('refuses a unit %s', (_, more) => {
  expect(() => unit(more)).toThrow(Object.keys(more)[0]);
});
