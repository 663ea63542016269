// A hint to connected tills that there is something new. It may be lost: tills ask by themselves too. Changes that come
// close together are one poke, and nobody is poked for what was poked before.
import { limits } from '../../core/base/limits.ts';
import type { ServerReader } from '../store/server-store.ts';
import type { System } from '../system.ts';

export interface Poke {
  /** Something was committed that tills may want. */
  touched(): void;
  stop(): void;
}

export function startPoke(
  reader: Pick<ServerReader, 'head'>,
  { timer }: Pick<System, 'timer'>,
  send: (to: number) => void,
): Poke {
  let sent = 0;
  let disarm: (() => void) | null = null;
  const look = async (): Promise<void> => {
    disarm = null;
    const head = await reader.head();
    if (head > sent) send(head);
    sent = Math.max(sent, head);
  };
  return {
    touched: () => {
      disarm ??= timer.after(limits.pokeMs, () => void look());
    },
    stop: () => disarm?.(),
  };
}
