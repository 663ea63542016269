// The button of a screen used standing: large, with its key written on it. Pressing it leaves the focus where it was, so that
// the next scan or digit lands in the code field and not on a button.
import { Button } from '@mantine/core';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';
import css from './action-button.module.css';

export interface ActionButtonProps {
  readonly label: string;
  readonly onPress: () => void;
  /** As it stands on the keyboard: `F8`, `Del`. */
  readonly keys?: string | undefined;
  readonly icon?: IconName;
  readonly tone?: 'main' | 'plain' | 'quiet' | 'danger';
  readonly disabled?: boolean;
  readonly grow?: boolean;
  readonly pressed?: boolean;
  /** Said by a screen reader where the label alone is not enough. */
  readonly name?: string;
}

export function ActionButton(props: ActionButtonProps): React.ReactElement {
  const { label, onPress, keys, icon, tone = 'plain', disabled = false, grow = false, pressed, name } = props;
  return (
    <Button
      className={css.button}
      classNames={{ label: css.label ?? '' }}
      variant={tone === 'main' ? 'filled' : tone === 'quiet' ? 'subtle' : 'default'}
      color={tone === 'quiet' ? 'gray' : 'regulars'}
      data-tone={tone}
      data-grow={grow || undefined}
      disabled={disabled}
      onClick={onPress}
      onMouseDown={keepFocus}
      leftSection={icon ? <Icon name={icon} /> : undefined}
      rightSection={keys ? <KeyCap keys={keys} /> : undefined}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      {...(name === undefined ? {} : { 'aria-label': name })}
      {...(keys === undefined ? {} : { 'aria-keyshortcuts': keys })}
    >
      {label}
    </Button>
  );
}

export function KeyCap({ keys }: { readonly keys: string }): React.ReactElement {
  return (
    <kbd className={css.key} aria-hidden="true">
      {keys}
    </kbd>
  );
}

export function keepFocus(event: React.MouseEvent): void {
  event.preventDefault();
}
