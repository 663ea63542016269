// A labelled field of a panel. The screen's own keyboard types into it, so the machine's stays away.
import css from './entry-field.module.css';

export interface EntryFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onFocus?: () => void;
  readonly invalid?: boolean;
  readonly digits?: boolean;
  readonly maxLength: number;
}

export function EntryField(props: EntryFieldProps): React.ReactElement {
  const { label, value, onChange, onFocus, invalid = false, digits = false, maxLength } = props;
  return (
    <label className={css.entry}>
      <span>{label}</span>
      <input
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
