// Why a rule does not run now, from its window and the moment of the sale: before it starts, after it ended, on another day
// of the week, at another time of the day.
import { weekdayOf } from '../base/time.ts';
import type { BusinessDate, Moment } from '../base/time.ts';
import { dayOf } from '../programme/window.ts';
import type { Window } from '../programme/window.ts';
import type { Words, WordsLanguage } from '../programme/words.ts';
import { joined } from './explain-gave.ts';
import type { ExplainText } from './explain-text.ts';

export function windowText(
  rule: string,
  window: Window | undefined,
  moment: Moment,
  words: Words,
  text: ExplainText,
): string {
  const { from, to, weekdays, minutes } = window ?? {};
  const counted = dayOf(window ?? {}, moment);
  const day = counted ?? moment.date ?? moment.biz;
  if (from !== undefined && day < from) return text.starts(rule, dateText(from, words.language));
  if (to !== undefined && day > to) return text.ended(rule, dateText(to, words.language));
  if (minutes && counted === null && (weekdays === undefined || weekdays.includes(weekdayOf(day)))) {
    return text.atTimes(rule, clockText(minutes.from), clockText(minutes.to));
  }
  return weekdays
    ? text.onDays(rule, joined(weekdays.toSorted((a, b) => a - b).map(words.weekday), text))
    : text.otherTime(rule);
}

/** As receipts write dates. */
export function dateText(date: BusinessDate, language: WordsLanguage): string {
  return language === 'de' ? date.split('-').toReversed().join('.') : date;
}

function clockText(minute: number): string {
  const rest = minute % 60;
  return `${two((minute - rest) / 60)}:${two(rest)}`;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
