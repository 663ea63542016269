// A day and a minute on a store's wall → the instant. The zone's tables only go the other way, so the answer is guessed and
// set right by what the wall then shows; in the hour that a clock change skips, it is the next one that exists.
import { daysOfDate } from '../core/base/time.ts';
import type { BusinessDate } from '../core/base/time.ts';
import { momentAt } from '../core/base/zone.ts';

const dayMs = 86_400_000;

export function instantOf(date: BusinessDate, minute: number, zone: string): number {
  const wanted = daysOfDate(date) * dayMs + minute * 60_000;
  let instant = wanted;
  for (let turn = 0; turn < 3; turn += 1) {
    const shown = momentAt(instant, zone, 0);
    const off = wanted - (daysOfDate(shown.biz) * dayMs + shown.minute * 60_000);
    if (off === 0) break;
    instant += off;
  }
  return instant;
}
