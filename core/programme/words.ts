// The words in which the tables of conditions and effects speak to people. Sentences are built here in core, from names of the
// programme and plain numbers; how money looks is handed in, since the deciding rooms know no locale.
import type { LocalText } from './text.ts';
import type { Selector } from './selector.ts';

/** The languages in which every rule explains itself; a screen in another one shows the English sentence. */
export type WordsLanguage = 'en' | 'de';

export interface Words {
  readonly language: WordsLanguage;
  readonly money: (minor: number) => string;
  /** Thousandths of a unit of measure: 3 pieces, 1.5 kg. */
  readonly quantity: (thousandths: number, of: string) => string;
  /** Basis points: "10 %". */
  readonly percent: (basisPoints: number) => string;
  /** A factor in basis points: "2×". */
  readonly times: (factor: number) => string;
  /** The name of a unit, tier, membership, segment, coupon, cause or badge of the programme; never an id. */
  readonly name: (list: NamedList, id: string) => string;
  readonly text: (text: LocalText) => string;
  /** "drinks", "drinks or pastry", "all goods but tobacco". */
  readonly goods: (selector: Selector) => string;
  /** ISO 8601: 1 is "Mondays". */
  readonly weekday: (n: number) => string;
}

export type NamedList =
  'unit' | 'tier' | 'membership' | 'segment' | 'coupon' | 'cause' | 'badge' | 'campaign' | 'reward';

/** One sentence a language, of an entry and by how much it was missed (0: met, or nothing to count). */
export interface Sentences<C> {
  en(entry: C, missing: number, words: Words): string;
  de(entry: C, missing: number, words: Words): string;
}
