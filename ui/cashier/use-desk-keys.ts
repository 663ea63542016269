// The keyboard of the cashier's screen. Keys of the map are wishes; whatever else is typed outside a field goes to the code
// field, where a wedge scanner types as well. When a panel closes, the code field is ready again.
import { useEffect } from 'react';
import type { RefObject } from 'react';
import { useKeys } from '../parts/use-keys.ts';
import type { Desk } from './desk.ts';
import { wishOfKey } from './key-map.ts';

export function useDeskKeys(desk: Desk, codeField: RefObject<HTMLInputElement | null>, panelOpen: boolean): void {
  useEffect(() => {
    if (!panelOpen) codeField.current?.focus();
  }, [panelOpen, codeField]);
  useKeys((key, event) => {
    const field = event.target instanceof HTMLInputElement ? event.target : null;
    const code = codeField.current;
    const typing = field !== null && (field !== code || field.value !== '');
    const wish = wishOfKey(key, typing);
    if (wish) {
      if (wish.do === 'close' && code) clearField(code);
      desk.wish(wish);
      return true;
    }
    if (field === null && key.length === 1 && key !== ' ') code?.focus();
    return false;
  });
}

// The field is React's own; an event tells it that the text is gone.
function clearField(field: HTMLInputElement): void {
  field.dispatchEvent(new CustomEvent('clear-code'));
}
