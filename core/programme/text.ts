// Words a programme brings for people: one text in each language it knows, English at least.
import { z } from 'zod';
import { limits } from '../base/limits.ts';

const words = z.string().min(1).max(limits.nameLengthMax);

export const localTextSchema = z.strictObject({
  en: words,
  de: words.optional(),
  hu: words.optional(),
  ru: words.optional(),
  ar: words.optional(),
});
export type LocalText = z.infer<typeof localTextSchema>;

export const languageSchema = z.enum(['en', 'de', 'hu', 'ru', 'ar']);
export type Language = z.infer<typeof languageSchema>;

export function textIn(text: LocalText, language: Language): string {
  return text[language] ?? text.en;
}
