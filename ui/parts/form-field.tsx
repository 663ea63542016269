// A labelled field of a form that is filled in sitting down: sign-in, set-up, the name of a till.
import css from './form-field.module.css';

export interface FormFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly secret?: 'current-password' | 'new-password';
  readonly autoComplete?: string;
  readonly maxLength: number;
}

export function FormField({ label, value, onChange, hint, secret, autoComplete = 'off', maxLength }: FormFieldProps) {
  return (
    <label className={css.field}>
      <span>{label}</span>
      <input
        type={secret === undefined ? 'text' : 'password'}
        autoComplete={secret ?? autoComplete}
        value={value}
        maxLength={maxLength}
        dir="auto"
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
      />
      {hint !== undefined && <small>{hint}</small>}
    </label>
  );
}
