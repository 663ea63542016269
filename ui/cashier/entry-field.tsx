// A labelled field of a panel. The screen's own keyboard types into it, so the machine's stays away.
import css from './entry-field.module.css';

export interface EntryFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onFocus?: () => void;
  readonly first?: boolean;
  readonly invalid?: boolean;
  readonly digits?: boolean;
  readonly maxLength: number;
}

export function EntryField(props: EntryFieldProps): React.ReactElement {
  const { label, value, onChange, onFocus, first = false, invalid = false, digits = false, maxLength } = props;
  return (
    <label className={css.entry}>
      <span>{label}</span>
      <input
        ref={first ? focusOnce : null}
        value={value}
        maxLength={maxLength}
        inputMode="none"
        autoComplete="off"
        spellCheck={false}
        aria-invalid={invalid || undefined}
        dir={digits ? 'ltr' : 'auto'}
        onFocus={onFocus}
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
      />
    </label>
  );
}

function focusOnce(field: HTMLInputElement | null): void {
  field?.focus();
}
