// The words in which conditions and effects explain themselves, with the names of one programme: for screens and the command
// line. A category, a tag or a product number goes by its own short name, since a programme has no other for it.
import type { CompiledProgramme } from '../programme/compile.ts';
import { conditionKinds } from '../programme/conditions/condition.ts';
import type { ConditionLeaf } from '../programme/conditions/condition.ts';
import type { ConditionKind } from '../programme/conditions/condition-kind.ts';
import type { Selector } from '../programme/selector.ts';
import { textIn } from '../programme/text.ts';
import type { LocalText } from '../programme/text.ts';
import type { NamedList, Words, WordsLanguage } from '../programme/words.ts';
import { moneyText, quantityText } from './money-text.ts';

export function wordsOf(compiled: CompiledProgramme, language: WordsLanguage): Words {
  const { currency } = compiled.programme;
  return {
    language,
    money: (minor) => `${moneyText(minor, currency, language)} ${currency.code}`,
    quantity: (thousandths, of) => {
      const many = quantityText(thousandths, language);
      return of === 'piece' ? `${many} ${tongues[language].pieces(thousandths)}` : `${many} ${of}`;
    },
    percent: (basisPoints) => `${quantityText(basisPoints * 10, language)} %`,
    times: (factor) => `${quantityText(Math.round(factor / 10), language)}×`,
    name: (list, id) => {
      const found = listOf(compiled, list).find((each) => each.id === id);
      return found ? textIn(found.name, language) : id;
    },
    text: (text) => textIn(text, language),
    goods: (selector) => goodsIn(selector, tongues[language]),
    weekday: (n) => tongues[language].weekdays[n - 1] ?? String(n),
  };
}

/** What a missed condition asks for and how far it is, in every language that rules explain themselves in. */
export function sentenceOf(
  compiled: CompiledProgramme,
  condition: ConditionLeaf,
  missing: number,
): Readonly<Record<WordsLanguage, string>> {
  const { says }: ConditionKind = conditionKinds[condition.kind];
  return {
    en: says.en(condition, missing, wordsOf(compiled, 'en')),
    de: says.de(condition, missing, wordsOf(compiled, 'de')),
  };
}

interface Tongue {
  readonly everything: string;
  readonly or: string;
  readonly and: string;
  readonly not: (goods: string) => string;
  readonly pieces: (thousandths: number) => string;
  readonly weekdays: readonly string[];
}

const tongues: Readonly<Record<WordsLanguage, Tongue>> = {
  en: {
    everything: 'all goods',
    or: ' or ',
    and: ' that are also ',
    not: (goods) => `all goods but ${goods}`,
    pieces: (thousandths) => (thousandths === 1000 ? 'piece' : 'pieces'),
    weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  },
  de: {
    everything: 'allen Waren',
    or: ' oder ',
    and: ' und zugleich ',
    not: (goods) => `allen Waren außer ${goods}`,
    pieces: () => 'Stück',
    weekdays: ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'],
  },
};

function goodsIn(selector: Selector, tongue: Tongue): string {
  const { sku, gtin, category, brand, tag, kind, posDiscount, any, all, not } = selector;
  if (not) return tongue.not(goodsIn(not, tongue));
  if (any) return any.map((each) => goodsIn(each, tongue)).join(tongue.or);
  if (all) return all.map((each) => goodsIn(each, tongue)).join(tongue.and);
  const names = sku ?? gtin ?? category ?? brand ?? tag ?? kind ?? posDiscount;
  return names ? names.join(tongue.or) : tongue.everything;
}

function listOf(
  { programme, segments, units }: CompiledProgramme,
  list: NamedList,
): readonly { readonly id: string; readonly name: LocalText }[] {
  switch (list) {
    case 'unit':
      return [...units.values()];
    case 'segment':
      return [...segments.values()];
    case 'tier':
      return programme.tiers;
    case 'membership':
      return programme.memberships;
    case 'coupon':
      return programme.coupons;
    case 'cause':
      return programme.causes;
    case 'badge':
      return programme.badges;
    case 'campaign':
      return programme.campaigns;
    case 'reward':
      return programme.rewards;
  }
}
