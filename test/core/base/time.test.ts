// Civil dates without a clock, held against the platform's own calendar; and what a store's wall shows at the awkward hours.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, addMonths, dateOfDays, daysOfDate, weekdayOf } from '../../../core/base/time.ts';
import { isZone, momentAt } from '../../../core/base/zone.ts';
import { runs } from '../../support/runs.ts';

test('every day from 1900 to 2200 is the day the platform says', () => {
  fc.assert(
    fc.property(fc.integer({ min: -25_567, max: 84_000 }), (days) => {
      const twin = new Date(days * 86_400_000);
      expect(dateOfDays(days)).toBe(twin.toISOString().slice(0, 10));
      expect(daysOfDate(dateOfDays(days))).toBe(days);
      expect(weekdayOf(dateOfDays(days)) % 7).toBe(twin.getUTCDay());
    }),
    runs(2000),
  );
});

test('days and months add over the ends of years', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(addMonths('2026-11', 12)).toBe('2027-11');
  expect(addMonths('2026-01', -1)).toBe('2025-12');
});

test.each([
  // 30 minutes past midnight still belongs to Saturday where the day begins at four.
  ['2026-11-21T23:30:00Z', 'Europe/Berlin', 4, { biz: '2026-11-21', weekday: 6, minute: 30 }],
  ['2026-11-22T03:00:00Z', 'Europe/Berlin', 4, { biz: '2026-11-22', weekday: 7, minute: 240 }],
  // The hour that comes twice when summer time ends.
  ['2026-10-25T00:30:00Z', 'Europe/Budapest', 0, { biz: '2026-10-25', weekday: 7, minute: 150 }],
  ['2026-10-25T01:30:00Z', 'Europe/Budapest', 0, { biz: '2026-10-25', weekday: 7, minute: 150 }],
  ['2026-11-22T00:00:00Z', 'Asia/Kathmandu', 0, { biz: '2026-11-22', weekday: 7, minute: 345 }],
])('%s in %s, day from %i o’clock', (instant, zone, cutover, expected) => {
  expect(momentAt(Date.parse(instant), zone, cutover)).toMatchObject(expected);
});

test('a zone nobody knows is told apart', () => {
  expect(isZone('Europe/Vienna')).toBe(true);
  expect(isZone('Europe/Atlantis')).toBe(false);
});
