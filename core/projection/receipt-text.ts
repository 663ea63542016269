// The words of a receipt in each language. A language is one entry; the compiler asks for every word.
import type { Language } from '../programme/text.ts';

export interface ReceiptWords {
  readonly copy: string;
  readonly voided: string;
  readonly total: string;
  readonly change: string;
  readonly rounding: string;
  readonly saved: string;
  readonly earned: (unit: string) => string;
  readonly spent: (unit: string) => string;
  readonly balance: (unit: string) => string;
  readonly asOf: (when: string) => string;
  readonly paidWith: (n: number, unit: string) => string;
  readonly coupon: (name: string) => string;
  readonly badge: (name: string) => string;
  /** A part of the sale that goes to a cause. */
  readonly share: (cause: string) => string;
  readonly membership: (name: string, months: number) => string;
  readonly tier: (name: string, days: number) => string;
  readonly missing: (n: number, unit: string, reward: string) => string;
  readonly receipt: string;
  readonly tender: Record<'cash' | 'card' | 'gift-card' | 'voucher' | 'account' | 'other', string>;
}

const en: ReceiptWords = {
  copy: 'COPY',
  voided: 'VOIDED',
  total: 'Total',
  change: 'Change',
  rounding: 'Rounding',
  saved: 'You saved',
  earned: (unit) => `Earned ${unit}`,
  spent: (unit) => `Spent ${unit}`,
  balance: (unit) => `Your ${unit}`,
  asOf: (when) => `as of ${when}`,
  paidWith: (n, unit) => `${n} ${unit}`,
  coupon: (name) => `Your coupon: ${name}`,
  badge: (name) => `Your badge: ${name}`,
  share: (cause) => `We give to ${cause}`,
  membership: (name, months) => `${name}: ${months} more ${months === 1 ? 'month' : 'months'}`,
  tier: (name, days) => `${name} for ${days} ${days === 1 ? 'day' : 'days'}`,
  missing: (n, unit, reward) => `${n} more ${unit} for ${reward}`,
  receipt: 'Receipt',
  tender: {
    cash: 'Cash',
    card: 'Card',
    'gift-card': 'Gift card',
    voucher: 'Voucher',
    account: 'Account',
    other: 'Other',
  },
};

const de: ReceiptWords = {
  copy: 'KOPIE',
  voided: 'STORNIERT',
  total: 'Summe',
  change: 'Rückgeld',
  rounding: 'Rundung',
  saved: 'Sie sparen',
  earned: (unit) => `${unit} gesammelt`,
  spent: (unit) => `${unit} eingelöst`,
  balance: (unit) => `Ihre ${unit}`,
  asOf: (when) => `Stand ${when}`,
  paidWith: (n, unit) => `${n} ${unit}`,
  coupon: (name) => `Ihr Gutschein: ${name}`,
  badge: (name) => `Ihr Abzeichen: ${name}`,
  share: (cause) => `Wir geben an ${cause}`,
  membership: (name, months) => `${name}: ${months} ${months === 1 ? 'Monat' : 'Monate'} länger`,
  tier: (name, days) => `${name} für ${days} ${days === 1 ? 'Tag' : 'Tage'}`,
  missing: (n, unit, reward) => `Noch ${n} ${unit} bis: ${reward}`,
  receipt: 'Bon',
  tender: {
    cash: 'Bar',
    card: 'Karte',
    'gift-card': 'Geschenkkarte',
    voucher: 'Gutschein',
    account: 'Kundenkonto',
    other: 'Sonstiges',
  },
};

// Hungarian, Russian and Arabic receipts come with their code pages; until then those stores print English.
const words: Partial<Record<Language, ReceiptWords>> = { en, de };

/** The language a receipt can be printed in, and its words. */
export function receiptWords(language: Language): { language: Language; words: ReceiptWords } {
  const known = words[language];
  return known ? { language, words: known } : { language: 'en', words: en };
}
