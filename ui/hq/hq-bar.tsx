// The bar of headquarters: whose chain, the pages, who is signed in, and the switches.
import { ActionButton } from '../parts/action-button.tsx';
import { ScreenSwitches } from '../parts/screen-switches.tsx';
import { useText } from '../parts/speech-context.tsx';
import type { HqClient } from './hq-client.ts';
import css from './headquarters.module.css';

export interface HqBarProps {
  readonly client: HqClient;
  readonly route: string;
  readonly go: (route: string) => void;
  readonly chain: string;
  readonly person: string;
}

export function HqBar({ client, route, go, chain, person }: HqBarProps): React.ReactElement {
  const text = useText();
  const pages = [
    { route: '/', name: text.say('hq.overview') },
    { route: '/figures', name: text.say('hq.figures') },
    { route: '/tills', name: text.say('hq.tills') },
  ];
  const known = pages.some((page) => page.route === route) ? route : '/';
  return (
    <header className={css.bar}>
      <strong>{chain}</strong>
      <nav>
        {pages.map((page) => (
          <a
            key={page.route}
            href={`#${page.route}`}
            aria-current={page.route === known ? 'page' : undefined}
            onClick={(event) => {
              event.preventDefault();
              go(page.route);
            }}
          >
            {page.name}
          </a>
        ))}
      </nav>
      <span className={css.person}>{person}</span>
      <ActionButton tone="quiet" label={text.say('bar.signOut')} onPress={client.leave} />
      <ScreenSwitches />
    </header>
  );
}
