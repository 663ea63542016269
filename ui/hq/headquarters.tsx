// Headquarters: first the door (set-up or sign-in), then the chain today, its figures, and codes for new tills. What is shown
// carries its time; when the server is silent the last figures stay, and the screen says how old they are.
import { useText } from '../parts/speech-context.tsx';
import { useSnapshot } from '../parts/use-snapshot.ts';
import { usePoll } from '../parts/use-poll.ts';
import { DoorPage } from './door-page.tsx';
import { EnrolPage } from './enrol-page.tsx';
import { FiguresPage } from './figures-page.tsx';
import type { HqClient } from './hq-client.ts';
import { HqBar } from './hq-bar.tsx';
import { OverviewPage } from './overview-page.tsx';
import { StaleNotice } from './stale-notice.tsx';
import css from './headquarters.module.css';

const pollMs = 2_000;

export interface HeadquartersProps {
  readonly client: HqClient;
  readonly route: string;
  readonly go: (route: string) => void;
}

export function Headquarters(props: HeadquartersProps): React.ReactElement {
  const { person } = useSnapshot(props.client);
  return person === null ? <DoorPage client={props.client} /> : <Signed {...props} person={person} />;
}

function Signed({ client, route, go, person }: HeadquartersProps & { readonly person: string }): React.ReactElement {
  const overview = usePoll(client.overview, person, pollMs);
  const text = useText();
  const { value } = overview;
  return (
    <div className={css.screen}>
      <HqBar client={client} route={route} go={go} chain={value?.chain ?? text.say('hq.title')} person={person} />
      <main className={css.main}>
        <StaleNotice polled={overview} />
        {value && route === '/figures' && <FiguresPage client={client} overview={value} />}
        {value && route === '/tills' && <EnrolPage client={client} overview={value} />}
        {value && route !== '/figures' && route !== '/tills' && <OverviewPage overview={value} />}
      </main>
    </div>
  );
}
