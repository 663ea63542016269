// The quiet bar on top of both screens of a till: which till this is, whether headquarters hears it and what waits, how the
// devices are, and the switches. Offline is the normal case and is said calmly; each state has a word and a picture.
import type { DeviceView, TillView } from '../../core/protocol/till.ts';
import { Icon } from './icon.tsx';
import { ScreenSwitches } from './screen-switches.tsx';
import { useText } from './speech-context.tsx';
import { useNow } from './use-now.ts';
import css from './status-bar.module.css';

export interface StatusBarProps {
  readonly view: TillView;
  /** The way to the other screen. */
  readonly children?: React.ReactNode;
}

export function StatusBar({ view, children }: StatusBarProps): React.ReactElement {
  return (
    <header className={css.bar}>
      <div className={css.place}>
        <strong>{view.store.name}</strong>
        <span>{view.lane}</span>
      </div>
      <div className={css.states} role="status">
        <LinkState view={view} />
        {view.devices.map((device) => (
          <DeviceState key={device.id} device={device} />
        ))}
      </div>
      <div className={css.switches}>
        {children}
        <ScreenSwitches />
      </div>
    </header>
  );
}

function LinkState({ view }: { readonly view: TillView }): React.ReactElement {
  const text = useText();
  const now = useNow();
  const offline = view.link.state === 'offline';
  const since = view.link.sinceMs;
  const words = !offline
    ? text.say('bar.online')
    : since === null
      ? text.say('bar.offline')
      : text.say('bar.offlineSince', { time: text.moment(since, now) });
  const { sales } = view.backlog;
  return (
    <span className={css.state} data-tone={offline ? 'warn' : 'good'} data-testid="link">
      <Icon name={offline ? 'cloudOff' : 'cloud'} />
      {words}
      {(offline || sales > 0) && sales > 0 && <b>{text.say('bar.waiting', { n: sales })}</b>}
    </span>
  );
}

function DeviceState({ device }: { readonly device: DeviceView }): React.ReactElement {
  const text = useText();
  const state = { ready: text.say('bar.ready'), waiting: text.say('bar.paused'), failed: text.say('bar.failed') };
  const tone = { ready: 'good', waiting: 'plain', failed: 'bad' }[device.state];
  return (
    <span
      className={css.state}
      data-tone={tone}
      title={device.problem ? text.problem(device.problem) : device.label}
      data-testid={`device-${device.id}`}
    >
      <Icon name={device.state === 'failed' ? 'warning' : device.kind} />
      {text.say(device.kind === 'printer' ? 'bar.printer' : 'bar.scanner')}{' '}
      <i data-quiet={device.state === 'ready' || undefined}>{state[device.state]}</i>
    </span>
  );
}
