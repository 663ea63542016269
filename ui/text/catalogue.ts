// The type of a catalogue: what any language must say, read off the English one. A missing or misspelt key does not compile,
// nor does a missing plural form: each language names the forms that its own grammar has (Unicode CLDR, plural rules).
import type { ProblemCode } from '../../core/base/problem.ts';
import type { Language } from '../../core/programme/text.ts';
import type { en } from './languages/en.ts';

/** The plural forms of each language, as Intl.PluralRules names them. */
export interface PluralForms {
  readonly en: 'one' | 'other';
  readonly de: 'one' | 'other';
  readonly hu: 'one' | 'other';
  readonly ru: 'one' | 'few' | 'many' | 'other';
  readonly ar: 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
}

export type Catalogue<L extends Language> = Translated<Omit<English, 'problem'>, PluralForms[L]> & {
  readonly problem: Readonly<Record<ProblemCode, string>>;
};

/** `customer.balance`, `bar.waiting`: what a screen may ask for. */
export type TextKey = KeysOf<Omit<English, 'problem' | 'value'>>;

/** What the sentence of a key wants filled in; a plural always wants its number `n`. */
export type ParamsOf<K extends TextKey> =
  At<English, K> extends infer S
    ? S extends string
      ? Record<Placeholders<S>, string | number>
      : S extends { readonly other: infer O extends string }
        ? Record<Exclude<Placeholders<O>, 'n'>, string | number> & { readonly n: number }
        : never
    : never;

/** Keys whose sentence stands as it is. */
export type PlainKey = { [K in TextKey]: keyof ParamsOf<K> extends never ? K : never }[TextKey];

type English = typeof en;
type Plural = { readonly one: string; readonly other: string };

type Translated<T, Forms extends string> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends Plural
      ? Readonly<Record<Forms, string>>
      : Translated<T[K], Forms>;
};

type KeysOf<T> = {
  [K in keyof T & string]: T[K] extends string | Plural ? K : `${K}.${KeysOf<T[K]>}`;
}[keyof T & string];

type At<T, K extends string> = K extends `${infer Head}.${infer Rest}`
  ? Head extends keyof T
    ? At<T[Head], Rest>
    : never
  : K extends keyof T
    ? T[K]
    : never;

type Placeholders<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;
