// What stands around every screen: colours, direction of writing, and the language with its words. A language is loaded when it
// is chosen and remembered on this machine; until somebody chooses, it is the one that the till or the browser speaks.
import { DirectionProvider, MantineProvider, useDirection } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { languageSchema } from '../../core/programme/text.ts';
import type { Language } from '../../core/programme/text.ts';
import { SpeechContext } from '../parts/speech-context.tsx';
import type { Catalogue } from '../text/catalogue.ts';
import { loadCatalogue, spoken } from '../text/languages.ts';
import { makeText } from '../text/text.ts';
import { theme } from './theme.ts';

const rememberedAs = 'regulars.language';

export interface ShellProps {
  /** The store's language; null while it is not known. */
  readonly language: Language | null;
  /** The store's time zone; without it the machine's own. */
  readonly zone?: string | undefined;
  readonly children: React.ReactNode;
}

export function Shell({ language, zone, children }: ShellProps): React.ReactElement {
  return (
    <DirectionProvider detectDirection={false}>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <Speaking language={language} zone={zone}>
          {children}
        </Speaking>
      </MantineProvider>
    </DirectionProvider>
  );
}

function Speaking({ language, zone, children }: ShellProps): React.ReactElement | null {
  const [chosen, setChosen] = useState<Language | null>(remembered);
  const wanted = chosen ?? spoken(language ?? navigator.language);
  const [loaded, setLoaded] = useState<{ language: Language; catalogue: Catalogue<Language> } | null>(null);
  const { setDirection } = useDirection();
  useEffect(() => {
    let over = false;
    void loadCatalogue(wanted).then((catalogue) => {
      if (!over) setLoaded({ language: wanted, catalogue });
    });
    return () => {
      over = true;
    };
  }, [wanted]);
  const text = useMemo(() => loaded && makeText(loaded.language, loaded.catalogue, zone), [loaded, zone]);
  useEffect(() => {
    if (!text) return;
    document.documentElement.lang = text.language;
    document.documentElement.dir = text.direction;
    setDirection(text.direction);
  }, [text, setDirection]);
  const speech = useMemo(
    () =>
      text && {
        text,
        choose: (next: Language) => {
          localStorage.setItem(rememberedAs, next);
          setChosen(next);
        },
      },
    [text],
  );
  // The words of the language before stay until the new ones are there: nothing flickers.
  return speech && <SpeechContext value={speech}>{children}</SpeechContext>;
}

function remembered(): Language | null {
  const found = languageSchema.safeParse(localStorage.getItem(rememberedAs));
  return found.success ? spoken(found.data) : null;
}
