// The sentences of a return in each language in which rules explain themselves. Names, money and units come in as text.
import type { WordsLanguage } from '../programme/words.ts';

export interface RefundText {
  comesBack(name: string, quantity: string, money: string): string;
  exchanged(name: string, quantity: string): string;
  without(name: string, money: string, charged: boolean): string;
  given(money: string, currency: string): string;
  charged(money: string, currency: string): string;
  noMoney: string;
  proRata: string;
  again: string;
  takenBack(rule: string, units: string): string;
  givenBack(rule: string, units: string): string;
  negative(units: string): string;
  deducted(units: string, money: string): string;
  forgiven(units: string): string;
  couponVoid(name: string): string;
  couponUsed(name: string, worth: string | null): string;
  couponBack(name: string): string;
  gift(what: string): string;
  whole: string;
}

export const refundTexts: Readonly<Record<WordsLanguage, RefundText>> = {
  en: {
    comesBack: (name, quantity, money) => `${name}: ${quantity} returned, worth ${money}.`,
    exchanged: (name, quantity) => `${name}: ${quantity} exchanged; nothing changes.`,
    without: (name, money, charged) => `${name}: ${money} ${charged ? 'more' : 'less'} without the rest.`,
    given: (money, currency) => `To be given back in money: ${money} ${currency}.`,
    charged: (money, currency) => `To be charged: ${money} ${currency}, since what stays costs more than was paid.`,
    noMoney: 'No money moves.',
    proRata: 'Computed in proportion to what comes back.',
    again: 'Computed by evaluating what stays once more.',
    takenBack: (rule, units) => `${rule}: ${units} taken back.`,
    givenBack: (rule, units) => `${rule}: ${units} given back.`,
    negative: (units) => `${units} are spent already; the balance falls below zero by them.`,
    deducted: (units, money) => `${units} are spent already; ${money} is deducted for them.`,
    forgiven: (units) => `${units} are spent already, and forgiven.`,
    couponVoid: (name) => `The coupon “${name}” is void now.`,
    couponUsed: (name, worth) =>
      worth === null
        ? `The coupon “${name}” is used already.`
        : `The coupon “${name}” is used already; it was worth ${worth}.`,
    couponBack: (name) => `The coupon “${name}” can be used again.`,
    gift: (what) => `Taken back: ${what}.`,
    whole: 'Nothing of the sale is left to be returned.',
  },
  de: {
    comesBack: (name, quantity, money) => `${name}: ${quantity} zurück, Wert ${money}.`,
    exchanged: (name, quantity) => `${name}: ${quantity} getauscht; es ändert sich nichts.`,
    without: (name, money, charged) => `${name}: ohne den Rest ${money} ${charged ? 'mehr' : 'weniger'}.`,
    given: (money, currency) => `In Geld zurückzugeben: ${money} ${currency}.`,
    charged: (money, currency) => `Nachzuzahlen: ${money} ${currency}, weil das Übrige mehr kostet als bezahlt wurde.`,
    noMoney: 'Es fließt kein Geld.',
    proRata: 'Berechnet im Verhältnis zu dem, was zurückkommt.',
    again: 'Berechnet, indem das Verbleibende noch einmal ausgewertet wird.',
    takenBack: (rule, units) => `${rule}: ${units} zurückgenommen.`,
    givenBack: (rule, units) => `${rule}: ${units} zurückgegeben.`,
    negative: (units) => `${units} sind schon ausgegeben; das Guthaben fällt um sie unter null.`,
    deducted: (units, money) => `${units} sind schon ausgegeben; dafür werden ${money} abgezogen.`,
    forgiven: (units) => `${units} sind schon ausgegeben und werden erlassen.`,
    couponVoid: (name) => `Der Gutschein „${name}“ gilt nicht mehr.`,
    couponUsed: (name, worth) =>
      worth === null
        ? `Der Gutschein „${name}“ ist schon eingelöst.`
        : `Der Gutschein „${name}“ ist schon eingelöst; er war ${worth} wert.`,
    couponBack: (name) => `Der Gutschein „${name}“ gilt wieder.`,
    gift: (what) => `Zurückgenommen: ${what}.`,
    whole: 'Von dem Verkauf ist nichts mehr zurückzugeben.',
  },
};
