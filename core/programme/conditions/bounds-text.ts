// Two bounds as people say them: "at least 15.00", "at most 5", "3 to 5". For the sentences of every condition that counts.
import type { WordsLanguage } from '../words.ts';

export interface Bounds {
  readonly atLeast?: number | undefined;
  readonly atMost?: number | undefined;
}

export function boundsText(
  { atLeast, atMost }: Bounds,
  language: WordsLanguage,
  show: (n: number) => string = String,
): string {
  if (atLeast === undefined) return `${language === 'de' ? 'höchstens' : 'at most'} ${show(atMost ?? 0)}`;
  if (atMost !== undefined) return `${show(atLeast)} ${language === 'de' ? 'bis' : 'to'} ${show(atMost)}`;
  return `${language === 'de' ? 'mindestens' : 'at least'} ${show(atLeast)}`;
}
