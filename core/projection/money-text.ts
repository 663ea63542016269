// Money and dates as a receipt prints them. Own small tables, not Intl: two machines must print the same bytes.
import type { Currency } from '../programme/programme.ts';
import type { Language } from '../programme/text.ts';
import type { Moment } from '../base/time.ts';

const decimalMark: Record<Language, string> = { en: '.', de: ',', hu: ',', ru: ',', ar: '.' };

/** `-12.50`, without the currency's sign: a receipt names its currency once, at the total. */
export function moneyText(minor: number, currency: Currency, language: Language): string {
  const digits = String(Math.abs(minor)).padStart(currency.decimals + 1, '0');
  const at = digits.length - currency.decimals;
  const whole = digits.slice(0, at);
  const text = currency.decimals === 0 ? whole : `${whole}${decimalMark[language]}${digits.slice(at)}`;
  return minor < 0 ? `-${text}` : text;
}

/** Thousandths as a person writes them: 2, 1.234. */
export function quantityText(thousandths: number, language: Language): string {
  const whole = Math.trunc(thousandths / 1000);
  const rest = String(Math.abs(thousandths % 1000))
    .padStart(3, '0')
    .replace(/0+$/, '');
  return rest === '' ? String(whole) : `${whole}${decimalMark[language]}${rest}`;
}

/** The wall-clock date and time of a moment; before the cut-over hour the calendar is a day ahead of the business day. */
export function momentText({ biz, date = biz, minute }: Moment, language: Language): string {
  const [year, month, day] = date.split('-');
  const time = `${two(Math.trunc(minute / 60))}:${two(minute % 60)}`;
  if (language === 'de' || language === 'ru') return `${day}.${month}.${year} ${time}`;
  if (language === 'hu') return `${year}. ${month}. ${day}. ${time}`;
  return `${date} ${time}`;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
