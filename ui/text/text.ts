// What a screen says, in one language: words with their plurals, problems as sentences, money, numbers, dates and ages.
// Pure: catalogue, language and zone in, strings out. Money shows the programme's decimals, never Intl's own idea of them.
import { createInstance } from 'i18next';
import type { Problem } from '../../core/base/problem.ts';
import type { BusinessDate } from '../../core/base/time.ts';
import type { Currency } from '../../core/programme/programme.ts';
import type { Language, LocalText } from '../../core/programme/text.ts';
import { textIn } from '../../core/programme/text.ts';
import type { Catalogue, ParamsOf, PlainKey, TextKey } from './catalogue.ts';
import { directionOf } from './languages.ts';

export interface Say {
  (key: PlainKey): string;
  <K extends TextKey>(key: K, params: ParamsOf<K>): string;
}

export interface Text {
  readonly language: Language;
  readonly direction: 'ltr' | 'rtl';
  readonly say: Say;
  readonly problem: (problem: Problem) => string;
  /** A text that the programme brings: in this language where it has it. */
  readonly own: (text: LocalText) => string;
  /** With a capital, where a word begins a line. */
  readonly capital: (word: string) => string;
  readonly money: (minor: number, currency: Currency) => string;
  readonly number: (n: number) => string;
  /** Thousandths, as a quantity is kept: 1234 → 1.234. */
  readonly thousandths: (n: number) => string;
  /** A part of a whole, as a percentage; a dash where the whole is nothing. */
  readonly share: (part: number, whole: number) => string;
  readonly time: (ms: number) => string;
  /** The time, with its date where that is not the day of `now`. */
  readonly moment: (ms: number, now: number) => string;
  readonly date: (date: BusinessDate) => string;
  readonly ago: (ms: number, now: number) => string;
}

export function makeText<L extends Language>(language: L, catalogue: Catalogue<L>, zone?: string): Text {
  const flat = flatten(catalogue);
  const engine = createInstance({
    lng: language,
    resources: { [language]: { translation: flat } },
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false, prefix: '{', suffix: '}', skipOnVariables: true },
  });
  void engine.init();
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 3 });
  const shown = (value: string | number): string => (typeof value === 'number' ? number.format(value) : value);
  const fill = (key: string, params: Record<string, string | number> = {}): string => {
    const filled = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, shown(value)]));
    return engine.t(key, { ...filled, ...(typeof params['n'] === 'number' ? { count: params['n'] } : null) });
  };
  const value = (param: string | number): string | number => flat[`value.${param}`] ?? param;
  return {
    language,
    direction: directionOf(language),
    say: fill,
    problem: ({ code, params }) =>
      fill(`problem.${code}`, Object.fromEntries(Object.entries(params).map(([name, each]) => [name, value(each)]))),
    own: (text) => textIn(text, language),
    capital: (word) => word.slice(0, 1).toLocaleUpperCase(language) + word.slice(1),
    number: (n) => number.format(n),
    thousandths: (n) => number.format(n / 1000),
    ...momentsIn(language, zone),
    ...amountsIn(language),
  };
}

function amountsIn(language: Language): Pick<Text, 'money' | 'share'> {
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const formats = new Map<string, Intl.NumberFormat>();
  const formatOf = ({ code, decimals }: Currency): Intl.NumberFormat => {
    const known = formats.get(`${code}${decimals}`);
    if (known) return known;
    const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    const made = new Intl.NumberFormat(language, { style: 'currency', currency: code, ...digits });
    formats.set(`${code}${decimals}`, made);
    return made;
  };
  return {
    money: (minor, currency) => formatOf(currency).format(minor / 10 ** currency.decimals),
    share: (part, whole) => (whole === 0 ? '–' : percent.format(part / whole)),
  };
}

function momentsIn(language: Language, zone: string | undefined): Pick<Text, 'time' | 'moment' | 'date' | 'ago'> {
  const at = zone === undefined ? {} : { timeZone: zone };
  const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...at });
  const dated = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...at,
  });
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'short', ...at });
  const date = new Intl.DateTimeFormat(language, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
  return {
    time: (ms) => time.format(ms),
    moment: (ms, now) => (day.format(ms) === day.format(now) ? time : dated).format(ms),
    date: (each) => date.format(Date.parse(`${each}T00:00:00Z`)),
    ago: (ms, now) => {
      const seconds = Math.max(0, Math.round((now - ms) / 1000));
      if (seconds < 60) return relative.format(0, 'second');
      if (seconds < 3600) return relative.format(-Math.floor(seconds / 60), 'minute');
      if (seconds < 86_400) return relative.format(-Math.floor(seconds / 3600), 'hour');
      return relative.format(-Math.floor(seconds / 86_400), 'day');
    },
  };
}

/** Nested keys joined by dots; a plural `{ one, other }` becomes `key_one`, `key_other`, as i18next reads them. */
function flatten(tree: object, path = ''): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [key, value] of Object.entries<unknown>({ ...tree })) {
    if (typeof value === 'object' && value !== null) Object.assign(flat, flatten(value, `${path}${key}.`));
    else if (typeof value === 'string') flat[`${path}${key}`] = value;
  }
  for (const key of Object.keys(flat)) {
    const plural = /^(.+)\.(zero|one|two|few|many|other)$/.exec(key);
    if (plural && flat[`${plural[1]}.other`] !== undefined) flat[`${plural[1]}_${plural[2]}`] = flat[key] ?? '';
  }
  return flat;
}
