// "In the week of the birthday": counts if it was known 30 days before, so that nobody gives one at the till to get a
// cake; 29 February is the 28th in other years. Once in 12 months is a limit of the campaign.
import { z } from 'zod';
import { addDays, dateOfDays, daysOfDate } from '../../base/time.ts';
import { limits } from '../../base/limits.ts';
import { met, unmet } from '../facts.ts';
import { conditionKind } from './condition-kind.ts';

export const birthdayCondition = conditionKind({
  schema: z.strictObject({
    kind: z.literal('birthday'),
    daysBefore: z.int().min(0).max(60).default(0),
    daysAfter: z.int().min(0).max(60).default(0),
  }),
  gap: null,
  ofMember: true,
  test: ({ daysBefore, daysAfter }, { member, moment: { biz } }) => {
    const born = member?.birthday;
    if (!born) return unmet;
    const year = Number(biz.slice(0, 4));
    return [year - 1, year, year + 1].some((each) => {
      const day = dayIn(each, born.month, born.day);
      const away = daysOfDate(biz) - daysOfDate(day);
      return away >= -daysBefore && away <= daysAfter && born.knownSince <= addDays(day, -limits.birthdayKnownDays);
    })
      ? met
      : unmet;
  },
  says: {
    en: ({ daysBefore, daysAfter }) =>
      `${daysBefore + daysAfter === 0 ? 'a birthday today' : 'a birthday about now'}, known for ${limits.birthdayKnownDays} days`,
    de: ({ daysBefore, daysAfter }) =>
      `${daysBefore + daysAfter === 0 ? 'ein Geburtstag heute' : 'ein Geburtstag in diesen Tagen'}, seit ${limits.birthdayKnownDays} Tagen bekannt`,
  },
});

/** The day of that year on which somebody born on month and day celebrates: what does not exist is the month's last. */
function dayIn(year: number, month: number, day: number): string {
  const text = (d: number): string =>
    `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
  let real = day;
  while (dateOfDays(daysOfDate(text(real))) !== text(real)) real -= 1;
  return text(real);
}
