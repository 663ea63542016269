// When a rule is in force, minute by minute; a twin that opens and closes the shop's windows on a calendar of a week.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, weekdayOf } from '../../../core/base/time.ts';
import type { Moment } from '../../../core/base/time.ts';
import { isOpen, mayOpenOn, windowSchema } from '../../../core/programme/window.ts';
import type { Window } from '../../../core/programme/window.ts';
import { runs } from '../../support/runs.ts';
import { windows } from '../rules/programme-arbitraries.ts';

// Sunday, 22 November 2026.
const at = (biz: string, minute: number, date?: string): Moment => ({
  instantMs: 0,
  biz,
  weekday: weekdayOf(biz),
  minute,
  ...(date === undefined ? {} : { date }),
});
const sunday = (minute: number): Moment => at('2026-11-22', minute);

describe('is open', () => {
  const happy = { minutes: { from: 1080, to: 1200 } };
  const night = { minutes: { from: 1320, to: 120 } };
  test.each<[string, Window | undefined, Moment, boolean]>([
    ['without a window', undefined, sunday(0), true],
    ['with an empty one', {}, sunday(0), true],
    ['on its first day', { from: '2026-11-22' }, sunday(0), true],
    ['not the day before', { from: '2026-11-23' }, sunday(1439), false],
    ['on its last day', { to: '2026-11-22' }, sunday(1439), true],
    ['not the day after', { to: '2026-11-21' }, sunday(0), false],
    ['on its weekday', { weekdays: [1, 7] }, sunday(600), true],
    ['not on another', { weekdays: [1, 6] }, sunday(600), false],
    ['in its first minute', happy, sunday(1080), true],
    ['not in the one before', happy, sunday(1079), false],
    ['in its last minute', happy, sunday(1199), true],
    ['not in the one it ends', happy, sunday(1200), false],
    ['until midnight', { minutes: { from: 1080, to: 1440 } }, sunday(1439), true],
    ['over midnight: before', night, sunday(1320), true],
    ['over midnight: not before it begins', night, sunday(1319), false],
    ['over midnight: after', night, sunday(119), true],
    ['over midnight: not when it ends', night, sunday(120), false],
    ['after midnight it is still Saturday’s', { ...night, weekdays: [6] }, sunday(60), true],
    ['and not Sunday’s', { ...night, weekdays: [7] }, sunday(60), false],
    ['the last night ends on the day after', { ...night, to: '2026-11-21' }, sunday(60), true],
    ['the first night does not begin before it', { ...night, from: '2026-11-22' }, sunday(60), false],
    ['without minutes the day is the business day', { weekdays: [6] }, at('2026-11-21', 60, '2026-11-22'), true],
    ['with minutes it is the one on the wall', { ...happy, weekdays: [6] }, at('2026-11-21', 1100), true],
    [
      'at one in the morning of Sunday, Sunday’s window',
      { minutes: { from: 30, to: 90 }, weekdays: [7] },
      at('2026-11-21', 60, '2026-11-22'),
      true,
    ],
    ['and Saturday’s over midnight', { ...night, weekdays: [6] }, at('2026-11-21', 60, '2026-11-22'), true],
  ])('%s', (_, window, moment, open) => {
    expect(isOpen(window, moment)).toBe(open);
  });
});

describe('may open on a business day', () => {
  test.each<[string, Window | undefined, boolean]>([
    ['without a window', undefined, true],
    [
      'that begins the day after: its morning may belong to this day',
      { from: '2026-11-23', minutes: { from: 0, to: 60 } },
      true,
    ],
    ['that begins the day after, without minutes', { from: '2026-11-23' }, false],
    ['not one that begins later', { from: '2026-11-24' }, false],
    [
      'that ended the day before: its night may reach into this day',
      { to: '2026-11-21', minutes: { from: 1320, to: 60 } },
      true,
    ],
    ['that ended the day before, without minutes', { to: '2026-11-21' }, false],
    ['of another weekday', { weekdays: [5] }, false],
    ['of the night before', { weekdays: [6], minutes: { from: 1320, to: 60 } }, true],
    ['of its weekday', { weekdays: [7] }, true],
    ['not one that ended earlier', { to: '2026-11-20' }, false],
    ['around it', { from: '2026-11-01', to: '2026-11-30' }, true],
  ])('%s', (_, window, open) => {
    expect(mayOpenOn(window, '2026-11-22')).toBe(open);
  });
});

test.each<[string, object]>([
  ['it ends before it begins', { from: '2026-11-22', to: '2026-11-21' }],
  ['no weekdays', { weekdays: [] }],
  ['an eighth day', { weekdays: [8] }],
  ['a day before Monday', { weekdays: [0] }],
  ['it ends in the minute it begins', { minutes: { from: 60, to: 60 } }],
  ['it begins at midnight of tomorrow', { minutes: { from: 1440, to: 60 } }],
  ['it ends after that', { minutes: { from: 60, to: 1441 } }],
  ['a month that is none', { from: '2026-13-01' }],
  ['a year nobody can count from', { from: '0999-12-31' }],
])('refuses a window: %s', (_, window) => {
  expect(windowSchema.safeParse(window).success).toBe(false);
});

test('a window of one day is one', () => {
  expect(windowSchema.safeParse({ from: '2026-11-22', to: '2026-11-22' }).success).toBe(true);
});

const cutOver = 240;
const week = Array.from({ length: 9 }, (_, day) => addDays('2026-11-18', day));

/** Minutes since the first day's midnight in which the window is open: laid down night by night. */
function naive({ from, to, weekdays, minutes }: Window): Set<number> {
  const open = new Set<number>();
  for (const [day, date] of week.entries()) {
    if (from !== undefined && date < from) continue;
    if (to !== undefined && date > to) continue;
    if (weekdays && !weekdays.includes(weekdayOf(date))) continue;
    const begins = minutes ? minutes.from : cutOver;
    const ends = minutes ? minutes.to + (minutes.to < minutes.from ? 1440 : 0) : cutOver + 1440;
    for (let minute = begins; minute < ends; minute += 1) open.add(day * 1440 + minute);
  }
  return open;
}

test('as on a calendar, minute by minute', () => {
  fc.assert(
    fc.property(windows, (written) => {
      const window = windowSchema.parse(written);
      const open = naive(window);
      for (let minute = 1440 + cutOver; minute < 8 * 1440; minute += 1) {
        const date = week[Math.floor(minute / 1440)] ?? '';
        const wall = minute % 1440;
        const biz = wall < cutOver ? addDays(date, -1) : date;
        const moment = at(biz, wall, biz === date ? undefined : date);
        if (isOpen(window, moment) !== open.has(minute)) throw new Error(`${date} ${wall}`);
        if (open.has(minute) && !mayOpenOn(window, biz)) throw new Error(`not on ${biz}`);
      }
    }),
    runs(30),
  );
});
