// A sentence that must be read: a problem, a warning, a state that lasts. Tone, picture and words say the same thing.
import { Icon } from './icon.tsx';
import css from './notice.module.css';

export interface NoticeProps {
  readonly tone: 'good' | 'warn' | 'bad';
  readonly children: React.ReactNode;
  /** What can be pressed about it. */
  readonly action?: React.ReactNode;
  readonly urgent?: boolean;
}

export function Notice({ tone, children, action, urgent = false }: NoticeProps): React.ReactElement {
  return (
    <div className={css.notice} data-tone={tone} role={urgent ? 'alert' : 'status'}>
      <Icon name={tone === 'good' ? 'check' : tone === 'warn' ? 'warning' : 'stop'} size="1.5em" />
      <div className={css.words}>{children}</div>
      {action}
    </div>
  );
}
