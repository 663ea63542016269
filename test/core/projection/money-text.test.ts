// How paper writes money, quantities and dates in each language.
import { expect, test } from 'vitest';
import { moneyText, momentText, quantityText } from '../../../core/projection/money-text.ts';

const euro = { code: 'EUR', decimals: 2, cashStep: 1 };
const forint = { code: 'HUF', decimals: 0, cashStep: 5 };
const dinar = { code: 'KWD', decimals: 3, cashStep: 1 };

test.each([
  [1250, euro, 'de', '12,50'],
  [1250, euro, 'en', '12.50'],
  [-5, euro, 'en', '-0.05'],
  [0, euro, 'de', '0,00'],
  [1250, forint, 'hu', '1250'],
  [1250, dinar, 'ar', '1.250'],
] as const)('%i of %o in %s is %s', (minor, currency, language, text) => {
  expect(moneyText(minor, currency, language)).toBe(text);
});

test.each([
  [2000, '2'],
  [1234, '1,234'],
  [500, '0,5'],
  [-1500, '-1,5'],
])('%i thousandths are %s', (thousandths, text) => {
  expect(quantityText(thousandths, 'de')).toBe(text);
});

test('half past midnight of a day that begins at four carries the date on the wall', () => {
  const moment = { instantMs: 0, biz: '2026-12-31', weekday: 4, minute: 30 };
  expect(momentText({ ...moment, date: '2027-01-01' }, 'de')).toBe('01.01.2027 00:30');
  expect(momentText({ ...moment, minute: 600 }, 'en')).toBe('2026-12-31 10:00');
});
