// One row a till: in reach or not, when it was last heard, what it sent and what it said still waits, and its programme.
import type { Overview } from '../../core/protocol/hq.ts';
import { DataTable } from '../parts/data-table.tsx';
import { useText } from '../parts/speech-context.tsx';
import { useNow } from '../parts/use-now.ts';
import { StateMark } from './state-mark.tsx';

type Till = Overview['stores'][number]['tills'][number];

export function TillTable({ overview }: { readonly overview: Overview }): React.ReactElement {
  const text = useText();
  const now = useNow();
  const rows = overview.stores.flatMap((store) => store.tills.map((till) => ({ store, till })));
  return (
    <DataTable
      caption={text.say('hq.tillsTitle')}
      words={[0, 1, 2]}
      columns={[
        text.say('hq.store'),
        text.say('hq.lane'),
        text.say('hq.state'),
        text.say('hq.lastSeen'),
        text.say('hq.received'),
        text.say('hq.waitingAtTill'),
        text.say('hq.programme'),
      ]}
      rows={rows.map(({ store, till }) => ({
        key: till.till,
        cells: [
          store.name,
          till.lane,
          <TillState key="state" till={till} />,
          till.lastSeenMs === null ? text.say('hq.never') : text.moment(till.lastSeenMs, now),
          text.number(till.records),
          text.number(till.waiting),
          till.programme === 0 ? '–' : text.say('manager.version', { n: till.programme }),
        ],
      }))}
    />
  );
}

function TillState({ till }: { readonly till: Till }): React.ReactElement {
  const text = useText();
  if (till.state !== 'open') return <StateMark tone="bad">{text.say(`hq.${till.state}`)}</StateMark>;
  return till.online ? (
    <StateMark tone="good">{text.say('hq.onlineNow')}</StateMark>
  ) : (
    <StateMark tone="warn">{text.say('hq.away')}</StateMark>
  );
}
