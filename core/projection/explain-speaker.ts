// Says a sentence in the words of a programme so that it fits: names and goods are shortened step by step until it does. What
// is still too long then is a list without end (ten units at once), and ends after its first words.
import { limits } from '../base/limits.ts';
import type { CompiledProgramme } from '../programme/compile.ts';
import type { Words, WordsLanguage } from '../programme/words.ts';
import { explainTexts } from './explain-text.ts';
import type { ExplainText } from './explain-text.ts';
import { wordsIn } from './words-in.ts';
import type { Brevity } from './words-in.ts';

export interface Speaker {
  readonly text: ExplainText;
  readonly language: WordsLanguage;
  readonly say: (build: (words: Words, text: ExplainText) => string) => string;
}

const levels: readonly Brevity[] = [0, 1, 2, 3];

export function speakerOf(compiled: CompiledProgramme, language: WordsLanguage): Speaker {
  const text = explainTexts[language];
  const words = levels.map((brevity) => wordsIn(compiled, language, brevity));
  return {
    text,
    language,
    say: (build) => {
      let said: string[] = [];
      for (const each of words) {
        said = build(each, text).split(/\s+/);
        if (said.length <= limits.sentenceWordsMax) return said.join(' ');
      }
      return `${said.slice(0, limits.sentenceWordsMax).join(' ')}….`;
    },
  };
}
