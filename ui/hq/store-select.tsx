// Chooses a store by name. The browser's own list: it works with keyboard, finger and screen reader everywhere.
import type { Overview } from '../../core/protocol/hq.ts';
import { useText } from '../parts/speech-context.tsx';
import css from '../parts/form-field.module.css';

export interface StoreSelectProps {
  readonly overview: Overview;
  readonly value: string | null;
  readonly onChange: (store: string | null) => void;
  /** Offers all stores together as well. */
  readonly all?: boolean;
}

export function StoreSelect({ overview, value, onChange, all = false }: StoreSelectProps): React.ReactElement {
  const text = useText();
  return (
    <label className={css.field}>
      <span>{text.say('hq.store')}</span>
      <select
        value={value ?? ''}
        onChange={(event) => {
          onChange(event.currentTarget.value === '' ? null : event.currentTarget.value);
        }}
      >
        {all && <option value="">{text.say('hq.allStores')}</option>}
        {overview.stores.map((store) => (
          <option key={store.id} value={store.id}>
            {store.name}
          </option>
        ))}
      </select>
    </label>
  );
}
