// Shapes of time, and civil date arithmetic on plain text dates. No clock here: time always comes in as a value.
// The day arithmetic is Howard Hinnant's "chrono-compatible low-level date algorithms" (days_from_civil).
import { z } from 'zod';
import { assert } from './assert.ts';

/**
 * `YYYY-MM-DD`: the day a sale belongs to; it begins at the store's cut-over hour, not at midnight. Years 1000 to 8999: what
 * is counted from such a date, forward or back, still has a year of four digits.
 */
export const businessDateSchema = z.string().regex(/^[1-8]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
export type BusinessDate = z.infer<typeof businessDateSchema>;

/** What the store's zone makes of an instant. The engine knows no zones: the agent or server hands this in. */
export const momentSchema = z.object({
  /** Milliseconds since 1970-01-01T00:00Z. */
  instantMs: z.int().nonnegative(),
  biz: businessDateSchema,
  /** ISO 8601: 1 is Monday, of the business date. */
  weekday: z.int().min(1).max(7),
  /** Minute of the wall-clock day in the store's zone, 0 to 1439. */
  minute: z.int().min(0).max(1439),
  /** The date on the wall, where it is not the business date: between midnight and the cut-over. */
  date: businessDateSchema.optional(),
});
export type Moment = z.infer<typeof momentSchema>;

export function daysOfDate(date: BusinessDate): number {
  const [y, m, d] = partsOf(date);
  const year = m <= 2 ? y - 1 : y;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + d - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export function dateOfDays(days: number): BusinessDate {
  const z0 = days + 719_468;
  const era = Math.floor(z0 / 146_097);
  const dayOfEra = z0 - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const mp = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * mp + 2) / 5) + 1;
  const month = mp < 10 ? mp + 3 : mp - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

export function addDays(date: BusinessDate, days: number): BusinessDate {
  return dateOfDays(daysOfDate(date) + days);
}

/** ISO weekday, 1 is Monday. 1970-01-01 was a Thursday. */
export function weekdayOf(date: BusinessDate): number {
  return ((((daysOfDate(date) + 3) % 7) + 7) % 7) + 1;
}

/** `YYYY-MM` of a date. */
export function monthOf(date: BusinessDate): string {
  return date.slice(0, 7);
}

export function addMonths(month: string, months: number): string {
  const total = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + months;
  return `${pad(Math.floor(total / 12), 4)}-${pad((((total % 12) + 12) % 12) + 1, 2)}`;
}

function partsOf(date: BusinessDate): [number, number, number] {
  assert(date.length === 10, 'a date is YYYY-MM-DD');
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}

function pad(n: number, width: number): string {
  return String(n).padStart(width, '0');
}
