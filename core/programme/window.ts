// When a rule is in force. Minutes are of the clock on the store's wall and may cross midnight: then the hours after it
// belong to the day on which the window began. Without minutes a window counts business days, which end at the cut-over.
import { z } from 'zod';
import { addDays, businessDateSchema, dateOfDays, daysOfDate, weekdayOf } from '../base/time.ts';
import type { BusinessDate, Moment } from '../base/time.ts';

const minuteOfDay = z.int().min(0).max(1440);

export const windowSchema = z
  .strictObject({
    from: businessDateSchema.optional(),
    /** The last day, itself included. */
    to: businessDateSchema.optional(),
    /** ISO 8601: 1 is Monday. */
    weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).optional(),
    /** From the first minute to before the last; `to` before `from` crosses midnight. */
    minutes: z
      .strictObject({ from: minuteOfDay.max(1439), to: minuteOfDay })
      .refine(({ from, to }) => from !== to, 'the window is empty: it ends in the minute it begins')
      .optional(),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    error: 'the window ends before it begins',
    path: ['to'],
  });
export type Window = z.infer<typeof windowSchema>;

export function isOpen(window: Window | undefined, moment: Moment): boolean {
  if (!window) return true;
  const day = dayOf(window, moment);
  if (day === null) return false;
  if (window.from !== undefined && day < window.from) return false;
  if (window.to !== undefined && day > window.to) return false;
  return window.weekdays === undefined || window.weekdays.includes(weekdayOf(day));
}

/** The day to which a window counts this moment; null outside its minutes. */
export function dayOf({ minutes }: Window, { biz, date = biz, minute }: Moment): BusinessDate | null {
  if (!minutes) return biz;
  if (minutes.from < minutes.to) return minute >= minutes.from && minute < minutes.to ? date : null;
  if (minute >= minutes.from) return date;
  return minute < minutes.to ? addDays(date, -1) : null;
}

/** Whether a window could be open at any minute of a business day: what the index of a day may leave out. */
export function mayOpenOn(window: Window | undefined, biz: BusinessDate): boolean {
  if (!window) return true;
  if (window.from !== undefined && addDays(biz, 1) < window.from) return false;
  return window.to === undefined || addDays(biz, -1) <= window.to;
}

/** Whether the calendar lacks a day that is written as one: 31 February. */
export function dateMissing(date: BusinessDate): boolean {
  return dateOfDays(daysOfDate(date)) !== date;
}
