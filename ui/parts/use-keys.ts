// Keys of a whole screen, whatever has the focus. A key that is acted on does nothing else: F5 prints no page anew.
import { useEffect, useRef } from 'react';

/** Named as on the buttons: `F8`, `Shift+Del`, `Alt+L`, `+`, `7`. */
export function keyName(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>,
): string {
  const named = event.key === 'Delete' ? 'Del' : event.key === 'Escape' ? 'Esc' : event.key;
  // With Alt some layouts type another sign, so the place of the key counts.
  if (event.altKey && event.code.startsWith('Key')) return `Alt+${event.code.slice(3)}`;
  if (event.ctrlKey || event.metaKey) return `Ctrl+${named}`;
  return event.shiftKey && named.length > 1 ? `Shift+${named}` : named;
}

/** `act` answers whether the key was its own. */
export function useKeys(act: (key: string, event: KeyboardEvent) => boolean): void {
  const newest = useRef(act);
  useEffect(() => {
    newest.current = act;
  }, [act]);
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.isComposing) return;
      if (newest.current(keyName(event), event)) event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => {
      window.removeEventListener('keydown', listen);
    };
  }, []);
}
