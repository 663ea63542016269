// When a rule is in force. Minutes are of the clock on the store's wall and may cross midnight: then the hours after it
// belong to the day on which the window began. Without minutes a window counts business days, which end at the cut-over.
import { z } from 'zod';
import { addDays, businessDateSchema, weekdayOf } from '../base/time.ts';
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
  return day !== null && isOpenOn(window, day);
}

function isOpenOn({ from, to, weekdays }: Window, day: BusinessDate): boolean {
  if (from !== undefined && day < from) return false;
  if (to !== undefined && day > to) return false;
  return weekdays === undefined || weekdays.includes(weekdayOf(day));
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
  // Minutes are of the wall: after midnight it is a day ahead, and a window that crossed it began a day before.
  const days = window.minutes ? [addDays(biz, -1), biz, addDays(biz, 1)] : [biz];
  return days.some((day) => isOpenOn(window, day));
}
