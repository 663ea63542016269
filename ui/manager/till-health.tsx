// How this till itself is: headquarters in reach or not, what waits to be sent and since when, each device with its sentence,
// and which programme is in force.
import type { TillView } from '../../core/protocol/till.ts';
import { FigureTile, FigureTiles } from '../parts/figure-tile.tsx';
import { Notice } from '../parts/notice.tsx';
import { useText } from '../parts/speech-context.tsx';
import { useNow } from '../parts/use-now.ts';

export function TillHealth({ view }: { readonly view: TillView }): React.ReactElement {
  const text = useText();
  return (
    <>
      {view.warnings.map((found) => (
        <Notice key={found.code} tone="warn">
          {text.problem(found)}
        </Notice>
      ))}
      <FigureTiles>
        <LinkTile view={view} />
        <BacklogTile view={view} />
        <ProgrammeTile view={view} />
        {view.devices.map((device) => (
          <FigureTile
            key={device.id}
            name={`${text.say(device.kind === 'printer' ? 'bar.printer' : 'bar.scanner')} · ${device.label}`}
            words
            value={text.say(
              device.state === 'ready' ? 'bar.ready' : device.state === 'waiting' ? 'bar.paused' : 'bar.failed',
            )}
            note={
              device.problem ? text.problem(device.problem) : device.simulated ? text.say('bar.simulated') : undefined
            }
            tone={device.state === 'failed' ? 'warn' : 'plain'}
          />
        ))}
      </FigureTiles>
      {view.devices.length === 0 && <Notice tone="warn">{text.say('manager.noDevices')}</Notice>}
    </>
  );
}

function LinkTile({ view }: { readonly view: TillView }): React.ReactElement {
  const text = useText();
  const now = useNow();
  const offline = view.link.state === 'offline';
  const since = view.link.sinceMs === null ? '' : text.moment(view.link.sinceMs, now);
  return (
    <FigureTile
      name={text.say('manager.link')}
      words
      value={text.say(offline ? 'bar.offline' : 'bar.online')}
      note={
        view.link.problem
          ? text.problem(view.link.problem)
          : offline && since !== ''
            ? text.say('bar.offlineSince', { time: since })
            : undefined
      }
      tone={offline ? 'warn' : 'plain'}
    />
  );
}

function BacklogTile({ view }: { readonly view: TillView }): React.ReactElement {
  const text = useText();
  const now = useNow();
  const { records, sales, oldestMs } = view.backlog;
  const notes = [
    text.say('manager.records', { n: records }),
    ...(oldestMs === null ? [] : [text.say('manager.backlogSince', { time: text.moment(oldestMs, now) })]),
  ];
  return (
    <FigureTile
      name={text.say('manager.backlog')}
      value={text.number(sales)}
      note={records === 0 ? text.say('manager.backlogNone') : notes.join(', ')}
    />
  );
}

function ProgrammeTile({ view }: { readonly view: TillView }): React.ReactElement {
  const text = useText();
  const { programme } = view;
  const name = text.say('manager.programme');
  if (!programme) return <FigureTile name={name} value="–" note={text.say('manager.noProgramme')} tone="warn" />;
  const broken = programme.quarantined > 0;
  const state = broken
    ? text.say('manager.quarantined', { n: programme.quarantined })
    : text.say('manager.quarantineNone');
  return (
    <FigureTile
      name={name}
      value={text.own(programme.name)}
      words
      note={`${text.say('manager.version', { n: programme.version })}. ${state}`}
      tone={broken ? 'warn' : 'plain'}
    />
  );
}
