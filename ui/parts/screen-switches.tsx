// Language, and dark or light. With two languages a press goes to the other one; with more it goes round.
import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { languages, ownName } from '../text/languages.ts';
import { ActionButton } from './action-button.tsx';
import { useSpeech } from './speech-context.tsx';
import { useKeys } from './use-keys.ts';

export function ScreenSwitches(): React.ReactElement {
  const { text, choose } = useSpeech();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const next = languages[(languages.indexOf(text.language) + 1) % languages.length] ?? 'en';
  const speak = (): void => {
    choose(next);
  };
  const dim = (): void => {
    setColorScheme(scheme === 'dark' ? 'light' : 'dark');
  };
  useKeys((key) => {
    if (key === 'Alt+L') speak();
    else if (key === 'Alt+T') dim();
    else return false;
    return true;
  });
  return (
    <>
      <ActionButton
        tone="quiet"
        stack
        label={next.toUpperCase()}
        name={`${text.say('bar.language')}: ${ownName(next)}`}
        keys="Alt+L"
        onPress={speak}
      />
      <ActionButton
        tone="quiet"
        stack
        icon={scheme === 'dark' ? 'sun' : 'moon'}
        label=""
        name={text.say(scheme === 'dark' ? 'bar.light' : 'bar.dark')}
        keys="Alt+T"
        onPress={dim}
      />
    </>
  );
}
