// The screens that the server of headquarters serves. The room itself is loaded with its charts and tables only here, so that
// no till ever carries it.
import { lazy, Suspense } from 'react';
import type { HqClient } from '../hq/hq-client.ts';
import { Shell } from './shell.tsx';
import { useRoute } from './use-route.ts';

const Headquarters = lazy(async () => ({ default: (await import('../hq/headquarters.tsx')).Headquarters }));

export function HqApp({ client }: { readonly client: HqClient }): React.ReactElement {
  const [route, go] = useRoute();
  return (
    <Shell language={null}>
      <Suspense fallback={null}>
        <Headquarters client={client} route={route} go={go} />
      </Suspense>
    </Shell>
  );
}
