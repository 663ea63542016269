// Which goods a rule is about, as people say it: "drinks", "drinks or pastry", "all goods but tobacco". Categories and tags
// have no names in a programme, so their slugs are read aloud; article numbers tell a person nothing and are not said.
import type { Selector } from '../programme/selector.ts';
import type { WordsLanguage } from '../programme/words.ts';

interface GoodsText {
  readonly all: string;
  readonly selected: string;
  readonly reduced: string;
  readonly or: string;
  readonly but: string;
  /** Between two things that must both hold. */
  readonly also: string;
  readonly ofBrand: string;
  readonly kinds: Readonly<Record<NonNullable<Selector['kind']>[number], string>>;
}

// German phrases stand as they are after "für", "auf" and after a number: none of them bends.
const texts: Readonly<Record<WordsLanguage, GoodsText>> = {
  en: {
    all: 'all goods',
    selected: 'selected goods',
    reduced: 'goods reduced already',
    or: ' or ',
    but: ' but ',
    also: ' with ',
    ofBrand: 'goods of ',
    kinds: {
      goods: 'goods',
      service: 'services',
      fee: 'fees',
      delivery: 'delivery',
      tip: 'tips',
      deposit: 'deposits',
      'gift-card': 'gift cards',
      donation: 'donations',
      rounding: 'rounding',
    },
  },
  de: {
    all: 'Waren aller Art',
    selected: 'ausgewählte Waren',
    reduced: 'schon reduzierte Waren',
    or: ' oder ',
    but: ' außer ',
    also: ' mit ',
    ofBrand: 'Waren von ',
    kinds: {
      goods: 'Waren',
      service: 'Dienstleistungen',
      fee: 'Gebühren',
      delivery: 'Lieferung',
      tip: 'Trinkgeld',
      deposit: 'Pfand',
      'gift-card': 'Geschenkkarten',
      donation: 'Spenden',
      rounding: 'Rundung',
    },
  },
};

/** At most `wordsMax` words; a phrase that would be longer is "selected goods". */
export function goodsText(selector: Selector, language: WordsLanguage, wordsMax: number): string {
  const text = texts[language];
  const said = phraseOf(selector, text);
  return said.split(' ').length > wordsMax ? text.selected : said;
}

function phraseOf(selector: Selector, text: GoodsText): string {
  const { sku, gtin, category, brand, tag, kind, posDiscount, any, all, not } = selector;
  if (sku || gtin) return text.selected;
  if (category) return listed(category.map(readable), text);
  if (tag) return listed(tag.map(readable), text);
  if (brand) return `${text.ofBrand}${listed(brand, text)}`;
  if (kind)
    return listed(
      kind.map((each) => text.kinds[each]),
      text,
    );
  if (posDiscount) return text.reduced;
  if (any)
    return listed(
      any.map((each) => phraseOf(each, text)),
      text,
    );
  if (all) return phraseOfAll(all, text);
  return not ? `${text.all}${text.but}${phraseOf(not, text)}` : text.all;
}

/** "Drinks with bio but tea": what must hold, then what must not. */
function phraseOfAll(all: readonly Selector[], text: GoodsText): string {
  const holds = all.flatMap((each) => (each.not || each.everything ? [] : [phraseOf(each, text)]));
  const holdsNot = all.flatMap((each) => (each.not ? [phraseOf(each.not, text)] : []));
  const first = holds.length === 0 ? text.all : [...new Set(holds)].join(text.also);
  return holdsNot.length === 0 ? first : `${first}${text.but}${listed(holdsNot, text)}`;
}

function listed(all: readonly string[], text: GoodsText): string {
  const different = [...new Set(all)];
  const last = different.pop() ?? text.selected;
  return different.length === 0 ? last : `${different.join(', ')}${text.or}${last}`;
}

function readable(slug: string): string {
  return slug.replaceAll('-', ' ');
}
