// The languages that have a file in `languages/`. Adding one is that file and nothing else; each is loaded when it is
// asked for. A language without a file falls back to English, and so does its direction: mirrored English helps nobody.
import type { Language } from '../../core/programme/text.ts';
import type { Catalogue } from './catalogue.ts';

/** The languages to choose from, by their codes, in a fixed order. */
export const languages: readonly Language[] = (['en', 'de', 'hu', 'ru', 'ar'] as const).filter(
  (language) => fileOf(language) in files(),
);

export async function loadCatalogue(language: Language): Promise<Catalogue<Language>> {
  const load = files()[fileOf(language)];
  if (!load) throw new Error(`there is no catalogue for ${language}`);
  const found = (await load())[language];
  if (!found) throw new Error(`${fileOf(language)} exports no "${language}"`);
  return found;
}

/** The language itself where we speak it, else English. */
export function spoken(language: string | null | undefined): Language {
  const short = (language ?? '').slice(0, 2).toLowerCase();
  return languages.find((each) => each === short) ?? 'en';
}

/** How a language names itself. */
export function ownName(language: Language): string {
  return new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
}

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

function files(): Record<string, () => Promise<Partial<Record<Language, Catalogue<Language>>>>> {
  return import.meta.glob<Partial<Record<Language, Catalogue<Language>>>>('./languages/??.ts');
}

function fileOf(language: Language): string {
  return `./languages/${language}.ts`;
}
