// `regulars check-programme`: says of a programme document that it is whole, or what is set aside, where and why, in sentences
// for who wrote it. Exit codes: 0 whole, 1 something is set aside, 2 not readable as a programme.
import { z } from 'zod';
import { limits } from '../../core/base/limits.ts';
import { sentenceOf } from '../../core/base/problem.ts';
import type { Problem } from '../../core/base/problem.ts';
import { compile } from '../../core/programme/compile.ts';
import type { CompiledProgramme, Quarantined } from '../../core/programme/compile.ts';
import { findingText } from '../../core/programme/finding.ts';
import { textIn } from '../../core/programme/text.ts';
import type { WordsLanguage } from '../../core/programme/words.ts';
import { readJsonFile } from './read-json-file.ts';
import { readFlags } from './verb.ts';
import type { ExitCode, Given, Out, Verb } from './verb.ts';

const flagsSchema = z.object({ language: z.enum(['en', 'de']).default('en') });

export const checkProgrammeVerb: Verb = {
  name: 'check-programme',
  takes: 'PROGRAMME.json [--language en|de]',
  does: 'Says whether a programme is whole, or what of it is set aside, where and why.',
  options: { language: { type: 'string' } },
  words: 1,
  run: checkProgramme,
};

function checkProgramme(given: Given, out: Out): ExitCode {
  const read = readFlags(flagsSchema, given);
  const [path = ''] = given.words;
  if ('wrong' in read) {
    out.complain(read.wrong);
    return 2;
  }
  const { language } = read.flags;
  const file = readJsonFile(path);
  const compiled = 'wrong' in file ? null : compile(file.json);
  if (compiled === null || !compiled.ok) {
    if ('wrong' in file) out.complain(file.wrong);
    else if (compiled) out.complain(`${path}: ${refusedText(compiled.problem, language)}`);
    return 2;
  }
  const { quarantined } = compiled.value;
  const [text, counts] = [texts[language], countsText(compiled.value, language)];
  if (quarantined.length === 0) {
    out.say(`${path}: ${text.whole(counts)}`);
    return 0;
  }
  for (const each of quarantined) out.say(asideText(each, language));
  out.say(`${path}: ${text.rest(quarantined.length, counts)}`);
  return 1;
}

/** "Set aside: the campaign “Happy hour” (campaigns.3.effects.0.unit): it uses the unit …" */
function asideText(aside: Quarantined, language: WordsLanguage): string {
  const text = texts[language];
  const [list = ''] = aside.path.split('.');
  const kind = text.kinds[list] ?? list;
  const named = aside.name ? `${kind} ${text.quoted(textIn(aside.name, language))}` : kind;
  return text.aside(named, aside.path, findingText(aside, language));
}

function refusedText(problem: Problem, language: WordsLanguage): string {
  if (language === 'en') return sentenceOf(problem);
  const { path = '', detailDe = '' } = problem.params;
  return problem.code === 'JsonTooLarge'
    ? `Das JSON hat mehr als ${problem.params['max'] ?? limits.jsonDepthMax} ${problem.params['what'] === 'levels' ? 'Ebenen' : 'Werte'}. Nichts davon wurde benutzt.`
    : `Das Programm ist falsch bei ${path}: ${detailDe}. Das geltende bleibt.`;
}

function countsText({ campaigns, rewards, coupons }: CompiledProgramme, language: WordsLanguage): string {
  const { counted } = texts[language];
  return [campaigns, rewards, coupons]
    .map(({ length }, at) => `${length} ${counted[at]?.[length === 1 ? 0 : 1]}`)
    .join(', ');
}

interface CheckText {
  readonly kinds: Readonly<Record<string, string>>;
  readonly counted: readonly (readonly [string, string])[];
  quoted(name: string): string;
  aside(what: string, path: string, why: string): string;
  whole(counts: string): string;
  rest(n: number, counts: string): string;
}

const texts: Readonly<Record<WordsLanguage, CheckText>> = {
  en: {
    kinds: {
      campaigns: 'the campaign',
      rewards: 'the reward',
      coupons: 'the coupon',
      segments: 'the segment',
      stores: 'a rule of a store',
    },
    counted: [
      ['campaign', 'campaigns'],
      ['reward', 'rewards'],
      ['coupon', 'coupons'],
    ],
    quoted: (name) => `“${name}”`,
    aside: (what, path, why) => `Set aside: ${what} at ${path}: ${why}.`,
    whole: (counts) => `whole. In force: ${counts}.`,
    rest: (n, counts) =>
      `${n === 1 ? 'one entry is' : `${n} entries are`} set aside, the rest works. In force: ${counts}.`,
  },
  de: {
    kinds: {
      campaigns: 'die Aktion',
      rewards: 'die Prämie',
      coupons: 'der Gutschein',
      segments: 'das Segment',
      stores: 'eine Regel einer Filiale',
    },
    counted: [
      ['Aktion', 'Aktionen'],
      ['Prämie', 'Prämien'],
      ['Gutschein', 'Gutscheine'],
    ],
    quoted: (name) => `„${name}“`,
    aside: (what, path, why) => `Ausgesetzt: ${what} bei ${path}: ${why}.`,
    whole: (counts) => `vollständig. In Kraft: ${counts}.`,
    rest: (n, counts) =>
      `${n === 1 ? 'ein Eintrag ist' : `${n} Einträge sind`} ausgesetzt, der Rest gilt. In Kraft: ${counts}.`,
  },
};
