// A state in a table: a word and a picture, and a colour that says it once more.
import { Icon } from '../parts/icon.tsx';
import css from './headquarters.module.css';

export interface StateMarkProps {
  readonly tone: 'good' | 'warn' | 'bad';
  readonly children: React.ReactNode;
}

export function StateMark({ tone, children }: StateMarkProps): React.ReactElement {
  return (
    <span className={css.state} data-tone={tone}>
      <Icon name={tone === 'good' ? 'check' : tone === 'warn' ? 'cloudOff' : 'stop'} />
      {children}
    </span>
  );
}
