// The words of a programme in one language, for the sentences of conditions, effects and traces: its own names, money as its
// currency writes it. Never an id: what the programme does not name (any more) is said to be unknown.
import { textIn } from '../programme/text.ts';
import type { LocalText } from '../programme/text.ts';
import type { CompiledProgramme } from '../programme/compile.ts';
import type { NamedList, Words, WordsLanguage } from '../programme/words.ts';
import { moneyText, quantityText } from './money-text.ts';
import { goodsText } from './goods-text.ts';

/** How long names and goods may be: 0 as they are; a sentence that gets too long is said again with the next one. */
export type Brevity = 0 | 1 | 2 | 3;
const nameWordsMax: Readonly<Record<Brevity, number>> = { 0: 80, 1: 6, 2: 4, 3: 2 };
const goodsWordsMax: Readonly<Record<Brevity, number>> = { 0: 8, 1: 4, 2: 2, 3: 2 };

export function wordsIn(compiled: CompiledProgramme, language: WordsLanguage, brevity: Brevity = 0): Words {
  const { currency } = compiled.programme;
  const text = (local: LocalText): string => shortened(textIn(local, language), nameWordsMax[brevity]);
  return {
    language,
    money: (minor) => moneyText(minor, currency, language),
    quantity: (thousandths, of) => `${quantityText(thousandths, language)} ${measure(thousandths, of, language)}`,
    percent: (basisPoints) => `${quantityText(basisPoints * 10, language)} %`,
    times: (factor) => `${factorText(factor, language)}×`,
    name: (list, id) => {
      const named = nameIn(compiled, list, id);
      return named ? text(named) : unknown[language];
    },
    text,
    goods: (selector) => goodsText(selector, language, goodsWordsMax[brevity]),
    weekday: (n) => weekdays[language][n - 1] ?? '',
  };
}

function nameIn(compiled: CompiledProgramme, list: NamedList, id: string): LocalText | undefined {
  const { programme } = compiled;
  const lists: Readonly<Record<NamedList, readonly { readonly id: string; readonly name: LocalText }[]>> = {
    unit: programme.units,
    tier: programme.tiers,
    membership: programme.memberships,
    segment: programme.segments,
    coupon: programme.coupons,
    cause: programme.causes,
    badge: programme.badges,
    campaign: programme.campaigns,
    reward: programme.rewards,
  };
  return lists[list].find((each) => each.id === id)?.name;
}

function measure(thousandths: number, of: string, language: WordsLanguage): string {
  if (of !== 'piece') return of;
  return language === 'de' ? 'Stück' : Math.abs(thousandths) === 1000 ? 'piece' : 'pieces';
}

/** Basis points of a factor: 2, 1.5, 1.25; what is finer than thousandths is left out. */
function factorText(factor: number, language: WordsLanguage): string {
  return quantityText(Math.trunc(factor / 10), language);
}

function shortened(name: string, wordsMax: number): string {
  const words = name.split(/\s+/);
  return words.length <= wordsMax ? name : `${words.slice(0, wordsMax).join(' ')} …`;
}

const unknown: Readonly<Record<WordsLanguage, string>> = { en: 'something unknown', de: 'etwas Unbekanntes' };
const weekdays: Readonly<Record<WordsLanguage, readonly string[]>> = {
  en: ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'],
  de: ['montags', 'dienstags', 'mittwochs', 'donnerstags', 'freitags', 'samstags', 'sonntags'],
};
