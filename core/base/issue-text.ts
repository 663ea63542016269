// What zod finds wrong with a value, as a place and a sentence that people understand, in English and in German. Of a union it
// speaks about the branch that fits best. What came in is never repeated at length: a sentence stays a sentence.
import type { z } from 'zod';

export interface IssueText {
  /** `effects.0.selector`; empty for the value itself. */
  readonly path: string;
  readonly en: string;
  readonly de: string;
}

type Issue = z.core.$ZodIssue;
type Said = Pick<IssueText, 'en' | 'de'>;

export function issueTexts(error: z.ZodError): IssueText[] {
  return error.issues.map((issue) => issueText(issue));
}

function issueText(issue: Issue): IssueText {
  const inner = issue.code === 'invalid_union' ? bestBranch(issue.errors) : null;
  if (!inner) return { path: issue.path.map(String).join('.'), ...saidOf(issue) };
  return issueText({ ...inner, path: [...issue.path, ...inner.path] });
}

/** The branch that is least wrong: not of another type altogether, then with the fewest findings, then the deepest. */
function bestBranch(branches: readonly (readonly Issue[])[]): Issue | null {
  let best: readonly Issue[] | null = null;
  for (const branch of branches) if (best === null || wrongness(branch) < wrongness(best)) best = branch;
  return best?.[0] ?? null;
}

function wrongness(branch: readonly Issue[]): number {
  const other = branch.some(
    ({ path, code }) => path.length === 0 && (code === 'invalid_type' || code === 'invalid_value'),
  );
  const depth = Math.max(...branch.map(({ path }) => path.length));
  return (other ? 1_000_000 : 0) + branch.length * 100 - Math.min(depth, 99);
}

function saidOf(issue: Issue): Said {
  switch (issue.code) {
    case 'invalid_type':
      return typeText(issue.expected, issue.message);
    case 'invalid_value':
      return choiceText(issue.values.map(String));
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options) ? choiceText(issue.options.map(String)) : plain(issue);
    case 'too_small':
      return sizeText(issue.origin, 'at least', Number(issue.minimum), issue.inclusive !== false);
    case 'too_big':
      return sizeText(issue.origin, 'at most', Number(issue.maximum), issue.inclusive !== false);
    case 'invalid_format':
      return formText(issue.pattern ?? '');
    case 'unrecognized_keys':
      return keysText(issue.keys);
    case 'custom':
    case 'invalid_element':
    case 'invalid_key':
    case 'not_multiple_of':
      return plain(issue);
  }
}

function plain({ message }: Issue): Said {
  return { en: message, de: german[message] ?? message };
}

function typeText(expected: string, message: string): Said {
  if (message.endsWith('received undefined')) return { en: 'is missing', de: 'fehlt' };
  const [en, de] = types[expected] ?? [expected, expected];
  return { en: `must be ${en}`, de: `muss ${de} sein` };
}

const types: Readonly<Record<string, readonly [string, string]>> = {
  string: ['a text', 'ein Text'],
  number: ['a number', 'eine Zahl'],
  int: ['a whole number', 'eine ganze Zahl'],
  boolean: ['true or false', 'true oder false'],
  array: ['a list', 'eine Liste'],
  object: ['an object', 'ein Objekt'],
};

function choiceText(values: readonly string[]): Said {
  const all = values.join(', ');
  return values.length === 1
    ? { en: `must be ${all}`, de: `muss ${all} sein` }
    : { en: `must be one of: ${all}`, de: `muss eines sein von: ${all}` };
}

function sizeText(origin: string, side: 'at least' | 'at most', n: number, inclusive: boolean): Said {
  const en = inclusive ? side : side === 'at least' ? 'more than' : 'less than';
  const de = inclusive
    ? side === 'at least'
      ? 'mindestens'
      : 'höchstens'
    : side === 'at least'
      ? 'mehr als'
      : 'weniger als';
  if (origin === 'array') {
    return { en: `must have ${en} ${n} ${n === 1 ? 'entry' : 'entries'}`, de: `muss ${de} ${n} Einträge haben` };
  }
  if (origin === 'string') {
    return { en: `must have ${en} ${n} ${n === 1 ? 'character' : 'characters'}`, de: `muss ${de} ${n} Zeichen haben` };
  }
  return { en: `must be ${en} ${n}`, de: `muss ${de} ${n} sein` };
}

const keysShown = 3;
const keyLengthShown = 40;

function keysText(keys: readonly string[]): Said {
  const shown = keys
    .slice(0, keysShown)
    .map((key) => (key.length > keyLengthShown ? `${key.slice(0, keyLengthShown)}…` : key));
  const more = keys.length - shown.length;
  return {
    en: `has unknown keys: ${shown.map((key) => `"${key}"`).join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
    de: `hat unbekannte Schlüssel: ${shown.map((key) => `„${key}“`).join(', ')}${more > 0 ? ` und ${more} weitere` : ''}`,
  };
}

function formText(pattern: string): Said {
  const { en, de } = forms.find(({ part }) => pattern.includes(part)) ?? otherForm;
  return { en, de };
}

const otherForm: Said = { en: 'is not written as it must be', de: 'ist nicht so geschrieben, wie es sein muss' };
/** Patterns that people meet, by a part of them. */
const forms: readonly (Said & { readonly part: string })[] = [
  {
    part: '/^[a-z0-9][a-z0-9-]',
    en: 'must be a short name of a to z, 0 to 9 and hyphens',
    de: 'muss ein kurzer Name aus a bis z, 0 bis 9 und Bindestrichen sein',
  },
  {
    part: '-(0[1-9]|1[0-2])-(',
    en: 'must be a date like 2026-11-22',
    de: 'muss ein Datum wie 2026-11-22 sein',
  },
  {
    part: '/^(hq|store|supplier:',
    en: 'must be hq, store, supplier:NAME or merchant:NAME',
    de: 'muss hq, store, supplier:NAME oder merchant:NAME sein',
  },
  {
    part: '/^[A-Z]{3}$',
    en: 'must be three capital letters, like EUR',
    de: 'muss aus drei Großbuchstaben bestehen, wie EUR',
  },
];

/** What the schemas themselves say, in German. A sentence without its line here is said in English. */
const german: Readonly<Record<string, string>> = {
  'must be more than 0': 'muss mehr als 0 sein',
  'must not be negative': 'darf nicht negativ sein',
  'line ids must differ': 'jede Zeile braucht eine eigene id',
  'a limit counts exactly one of: uses, money, units': 'eine Grenze zählt genau eines von: uses, money, units',
  'the shares of all who pay must sum to 10000 basis points':
    'die Anteile aller, die zahlen, müssen zusammen 10000 Basispunkte ergeben',
  'a selector says exactly one of: everything, sku, gtin, category, brand, tag, kind, posDiscount, any, all, not':
    'eine Auswahl sagt genau eines von: everything, sku, gtin, category, brand, tag, kind, posDiscount, any, all, not',
  'the window ends before it begins': 'das Zeitfenster endet, bevor es beginnt',
  'the window is empty: it ends in the minute it begins':
    'das Zeitfenster ist leer: es endet in der Minute, in der es beginnt',
  'a gift has either a percent or a priceEach': 'eine Zugabe hat entweder percent oder priceEach',
  'a bundle has either a give or a setPrice': 'ein Bündel hat entweder give oder setPrice',
  'the gift must be among the goods taken: its index or its number is too large':
    'die Zugabe muss unter den genommenen Waren sein: ihr Index oder ihre Anzahl ist zu groß',
  'a share has either basisPoints or an amount': 'ein Anteil hat entweder basisPoints oder amount',
  'a reward of variable cost takes an amount off: its effect must be amountOff':
    'eine Prämie mit variablem Preis zieht einen Betrag ab: ihre Wirkung muss amountOff sein',
};
