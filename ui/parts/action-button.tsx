// The button of a screen used standing: large, with its key written on it. Pressing it leaves the focus where it was, so that
// the next scan or digit lands in the code field and not on a button.
import { Button } from '@mantine/core';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';
import css from './action-button.module.css';

export interface ActionButtonProps {
  readonly label: string;
  /** Absent: it submits the form it stands in. */
  readonly onPress?: () => void;
  /** As it stands on the keyboard: `F8`, `Del`; `⏎` is drawn, since few fonts have it. */
  readonly keys?: string | undefined;
  readonly icon?: IconName;
  readonly tone?: 'main' | 'plain' | 'quiet' | 'danger';
  readonly disabled?: boolean;
  readonly grow?: boolean;
  /** The key below the label instead of beside it, where width is short. */
  readonly stack?: boolean;
  readonly pressed?: boolean;
  /** Said by a screen reader where the label alone is not enough. */
  readonly name?: string;
}

export function ActionButton(props: ActionButtonProps): React.ReactElement {
  const { label, onPress, keys, icon, tone = 'plain', disabled = false, grow = false, stack = false } = props;
  const { pressed, name } = props;
  return (
    <Button
      type={onPress ? 'button' : 'submit'}
      className={css.button}
      classNames={{ label: css.label ?? '', inner: css.inner ?? '' }}
      variant={tone === 'main' ? 'filled' : tone === 'quiet' ? 'subtle' : 'default'}
      data-tone={tone}
      data-grow={grow || undefined}
      data-stack={stack || undefined}
      disabled={disabled}
      onMouseDown={keepFocus}
      leftSection={icon ? <Icon name={icon} /> : undefined}
      rightSection={keys ? <KeyCap keys={keys} /> : undefined}
      {...(onPress === undefined ? {} : { onClick: onPress })}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      {...(name === undefined ? {} : { 'aria-label': name })}
      {...(keys === undefined ? {} : { 'aria-keyshortcuts': keys.replace('⏎', 'Enter') })}
    >
      {label}
    </Button>
  );
}

export function KeyCap({ keys }: { readonly keys: string }): React.ReactElement {
  const [written = '', enter] = keys.split('⏎');
  return (
    <kbd className={css.key} aria-hidden="true">
      {written.trim()}
      {enter !== undefined && <Icon name="enter" size="1.1em" />}
    </kbd>
  );
}

export function keepFocus(event: React.MouseEvent): void {
  event.preventDefault();
}
