// Which goods a rule is about, as people say it: "drinks", "drinks or pastry", "all goods but tobacco". Categories and tags
// have no names in a programme, so their slugs are read aloud; article numbers tell a person nothing and are not said.
import type { Selector } from '../programme/selector.ts';
import type { WordsLanguage } from '../programme/words.ts';

interface GoodsText {
  readonly all: string;
  readonly selected: string;
  /** All but the selected. */
  readonly most: string;
  readonly reduced: string;
  readonly or: string;
  readonly but: string;
  /** Between two things that must both hold. */
  readonly also: string;
  readonly goods: string;
  /** Before a brand. */
  readonly of: string;
  readonly kinds: Readonly<Record<NonNullable<Selector['kind']>[number], string>>;
}

// German phrases stand as they are after "für", "auf" and after a number: none of them bends.
const texts: Readonly<Record<WordsLanguage, GoodsText>> = {
  en: {
    all: 'all goods',
    selected: 'selected goods',
    most: 'most goods',
    reduced: 'goods reduced already',
    or: ' or ',
    but: ' but ',
    also: ' with ',
    goods: 'goods',
    of: ' of ',
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
    most: 'die meisten Waren',
    reduced: 'schon reduzierte Waren',
    or: ' oder ',
    but: ' außer ',
    also: ' mit ',
    goods: 'Waren',
    of: ' von ',
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
  if (brand) return `${text.goods}${text.of}${listed(brand, text)}`;
  if (kind)
    return listed(
      kind.map((each) => text.kinds[each]),
      text,
    );
  if (posDiscount) return text.reduced;
  if (any) return listedOf(any, text);
  if (all) return phraseOfAll(all, text);
  return not ? allBut([not], text) : text.all;
}

/** "Juice with bio of Obsthof but apple": what must hold, its brand, then what must not. */
function phraseOfAll(all: readonly Selector[], text: GoodsText): string {
  const plain = all.filter((each) => !each.not && !each.everything && !each.brand);
  const brands = all.flatMap(({ brand = [] }) => brand);
  const nots = all.flatMap(({ not }) => not ?? []);
  if (plain.length + brands.length === 0) return allBut(nots, text);
  const goods =
    plain.length === 0 ? text.goods : [...new Set(plain.map((each) => phraseOf(each, text)))].join(text.also);
  const said = brands.length === 0 ? goods : `${goods}${text.of}${listed(brands, text)}`;
  return nots.length === 0 ? said : `${said}${text.but}${listedOf(nots, text)}`;
}

function allBut(nots: readonly Selector[], text: GoodsText): string {
  if (nots.length === 0) return text.all;
  const said = listedOf(nots, text);
  return said.includes(text.selected) ? text.most : `${text.all}${text.but}${said}`;
}

function listedOf(all: readonly Selector[], text: GoodsText): string {
  return listed(
    all.map((each) => phraseOf(each, text)),
    text,
  );
}

function listed(all: readonly string[], text: GoodsText): string {
  const different = [...new Set(all)];
  const last = different.pop() ?? text.selected;
  return different.length === 0 ? last : `${different.join(', ')}${text.or}${last}`;
}

function readable(slug: string): string {
  return slug.replaceAll('-', ' ');
}
