// What the link knows now, as React reads it: one whole picture at each change, never a mixture of two.
import { useSyncExternalStore } from 'react';

export interface Observable<T> {
  readonly snapshot: () => T;
  readonly subscribe: (changed: () => void) => () => void;
}

export function useSnapshot<T>(source: Observable<T>): T {
  return useSyncExternalStore(source.subscribe, source.snapshot);
}
