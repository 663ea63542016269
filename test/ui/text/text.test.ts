import { describe, expect, test } from 'vitest';
import { problem, problemCodes, problems } from '../../../core/base/problem.ts';
import type { Language } from '../../../core/programme/text.ts';
import { directionOf, languages, loadCatalogue, ownName, spoken } from '../../../ui/text/languages.ts';
import { makeText } from '../../../ui/text/text.ts';

const euro = { code: 'EUR', decimals: 2, cashStep: 1 };
const forint = { code: 'HUF', decimals: 0, cashStep: 5 };

async function textOf(language: Language) {
  return makeText(language, await loadCatalogue(language), 'Europe/Berlin');
}

/** Every sentence by its path; the forms of a plural under their number's name. */
function sentences(tree: object, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : sentences(value as object, `${path}${key}.`),
  );
}

const placeholders = (sentence: string): string[] =>
  [...new Set(Array.from(sentence.matchAll(/\{(\w+)\}/g), ([, name]) => name ?? ''))].toSorted();

describe.each(languages.map((language) => [language]))('the catalogue of %s', (language) => {
  test('fills the same places as the English one, in every sentence', async () => {
    const english = new Map(sentences(await loadCatalogue('en')));
    const wrong = sentences(await loadCatalogue(language)).filter(([key, sentence]) => {
      const model = english.get(key) ?? english.get(key.replace(/\.\w+$/, '.other')) ?? '';
      return placeholders(sentence).join() !== placeholders(model).join();
    });
    expect(wrong).toEqual([]);
  });

  test('has a whole sentence for each problem, with its parameters filled in', async () => {
    const text = await textOf(language);
    const wrong = problemCodes.filter((code) => {
      const params = Object.fromEntries(placeholders(problems[code].en).map((name) => [name, `<${name}>`]));
      const sentence = text.problem(problem(code, params));
      return /[{}]|problem\./.test(sentence) || Object.values(params).some((param) => !sentence.includes(param));
    });
    expect(wrong).toEqual([]);
  });

  test('names itself, and is written in its own direction', () => {
    expect(ownName(language).length).toBeGreaterThan(2);
    expect(directionOf(language)).toBe(language === 'ar' ? 'rtl' : 'ltr');
  });
});

describe('money, numbers and times', () => {
  test('money has the programme’s decimals, not those of Intl', async () => {
    const [en, de] = [await textOf('en'), await textOf('de')];
    expect(en.money(123_456, euro)).toBe('€1,234.56');
    expect(de.money(-43, euro)).toBe('-0,43\u00a0€');
    expect(en.money(1_235, forint)).toBe('HUF\u00a01,235');
  });

  test('one is one and many are many, with digits of the language', async () => {
    const [en, de] = [await textOf('en'), await textOf('de')];
    expect(en.say('bar.waiting', { n: 1 })).toBe('1 sale waiting');
    expect(en.say('bar.waiting', { n: 1_187 })).toBe('1,187 sales waiting');
    expect(de.say('bar.waiting', { n: 1_187 })).toBe('1.187 Verkäufe warten');
  });

  test('a name with braces or tags is shown as it is', async () => {
    const en = await textOf('en');
    expect(en.say('cashier.scanned', { what: '<b>{n}</b> $t(bar.online)' })).toBe('Scanned: <b>{n}</b> $t(bar.online)');
  });

  test('times are the store’s; ages are rounded down', async () => {
    const en = await textOf('en');
    const now = Date.parse('2026-11-22T09:42:00Z');
    expect(en.time(now)).toBe('10:42');
    expect(en.moment(now - 60_000, now)).toBe('10:41');
    expect(en.moment(now - 86_400_000, now)).toContain('21');
    expect(en.ago(now - 119_000, now)).toBe('1 min. ago');
    expect(en.share(1, 3)).toBe('33%');
    expect(en.share(0, 0)).toBe('–');
  });

  test('reasons inside a sentence are words, not codes', async () => {
    const [en, de] = [await textOf('en'), await textOf('de')];
    const refused = problem('RewardUnavailable', { reason: 'too-few-units' });
    expect(en.problem(refused)).toContain('there are too few points');
    expect(de.problem(refused)).toContain('es sind zu wenige Punkte');
  });

  test('a language without a file falls back to English', () => {
    expect(spoken('de-AT')).toBe('de');
    expect(spoken('fr')).toBe('en');
    expect(spoken(null)).toBe('en');
  });
});
