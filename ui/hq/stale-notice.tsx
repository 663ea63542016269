// Says that the server is silent, and from when the figures below are. Says nothing while all is well.
import { Notice } from '../parts/notice.tsx';
import { useText } from '../parts/speech-context.tsx';
import { useNow } from '../parts/use-now.ts';
import type { Polled } from '../parts/use-poll.ts';

export function StaleNotice({ polled }: { readonly polled: Polled<unknown> }): React.ReactElement | null {
  const text = useText();
  const now = useNow();
  const { problem, atMs } = polled;
  if (!problem) return null;
  if (problem.code !== 'ServerSilent') return <Notice tone="bad">{text.problem(problem)}</Notice>;
  return (
    <Notice tone="bad" urgent>
      {atMs === null ? text.say('hq.unreachableEmpty') : text.say('hq.unreachable', { time: text.moment(atMs, now) })}
    </Notice>
  );
}
