// The screens that a till's agent serves: the cashier's at `#/`, the manager's at `#/manager`, each loaded when it is opened.
// Before either there is the door: a screen without a token says so, and what to do.
import { lazy, Suspense } from 'react';
import { ActionButton } from '../parts/action-button.tsx';
import { DoorMessage } from '../parts/door-message.tsx';
import { useText } from '../parts/speech-context.tsx';
import type { TillClient } from '../parts/till-client.ts';
import { useKeys } from '../parts/use-keys.ts';
import { useSnapshot } from '../parts/use-snapshot.ts';
import { Shell } from './shell.tsx';
import { useRoute } from './use-route.ts';

const Cashier = lazy(async () => ({ default: (await import('../cashier/cashier.tsx')).Cashier }));
const Manager = lazy(async () => ({ default: (await import('../manager/manager.tsx')).Manager }));

export function TillApp({ client }: { readonly client: TillClient }): React.ReactElement {
  const { view } = useSnapshot(client);
  return (
    <Shell language={view?.store.language ?? null} zone={view?.store.zone}>
      <Rooms client={client} />
    </Shell>
  );
}

function Rooms({ client }: { readonly client: TillClient }): React.ReactElement {
  const { phase, view } = useSnapshot(client);
  const [route, go] = useRoute();
  const text = useText();
  const atManager = route === '/manager';
  const cross = (): void => {
    go(atManager ? '/' : '/manager');
  };
  useKeys((key) => {
    if (key !== 'Alt+M' || !view) return false;
    cross();
    return true;
  });
  if (phase === 'refused') {
    return (
      <DoorMessage title={text.say('door.title')} lines={[text.say('door.body'), text.say('door.how')]}>
        <ActionButton
          label={text.say('door.tryAgain')}
          onPress={() => {
            location.reload();
          }}
        />
      </DoorMessage>
    );
  }
  if (!view) return <DoorMessage later title={text.say('door.starting')} lines={[]} />;
  const way = (
    <ActionButton
      tone="quiet"
      stack
      label={text.say(atManager ? 'bar.cashier' : 'bar.manager')}
      keys="Alt+M"
      onPress={cross}
    />
  );
  return (
    <Suspense fallback={null}>
      {atManager ? <Manager client={client}>{way}</Manager> : <Cashier client={client}>{way}</Cashier>}
    </Suspense>
  );
}
