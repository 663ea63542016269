// The words of the screen and the switch of its language, for every component below. The language is remembered on this
// machine; until somebody chooses, it is the store's.
import { createContext, use } from 'react';
import type { Language } from '../../core/programme/text.ts';
import type { Text } from '../text/text.ts';

export interface Speech {
  readonly text: Text;
  readonly choose: (language: Language) => void;
}

export const SpeechContext = createContext<Speech | null>(null);

export function useText(): Text {
  return useSpeech().text;
}

export function useSpeech(): Speech {
  const speech = use(SpeechContext);
  if (!speech) throw new Error('a component speaks outside of the shell');
  return speech;
}
