// Who is connected, and what each till last said of itself. In memory: it is about now. What should outlive a restart is
// noted in the store when a till comes and goes.
import type { TillId } from '../../core/base/id.ts';
import type { Push } from '../../core/protocol/sync.ts';

export interface TillPresence {
  readonly online: boolean;
  readonly seenMs: number;
  /** Records the till holds and we do not. */
  readonly waiting: number;
  readonly programme: number;
}

export interface Arrival {
  readonly ter: TillId;
  readonly programme: number;
  /** Per stream: the till's head and our cursor. */
  readonly streams: readonly { readonly ep: string; readonly head: number; readonly cursor: number }[];
}

export interface Fleet {
  /** The answer is to be called when this connection ends; it does nothing when a newer one has taken its place. */
  arrived(arrival: Arrival, nowMs: number): (nowMs: number) => void;
  /** Called for each push taken: `upto` is our cursor now. */
  pushed(push: Pick<Push, 'ter' | 'ep' | 'from' | 'n'>, upto: number, nowMs: number): void;
  presence(ter: TillId): TillPresence | null;
  online(): number;
}

interface Seen {
  online: boolean;
  seenMs: number;
  programme: number;
  readonly streams: Map<string, { head: number; cursor: number }>;
}

export function createFleet(): Fleet {
  const tills = new Map<TillId, Seen>();
  return {
    arrived: ({ ter, programme, streams }, nowMs) => {
      const known = new Map(streams.map(({ ep, head, cursor }) => [ep, { head, cursor }]));
      const seen: Seen = { online: true, seenMs: nowMs, programme, streams: known };
      tills.set(ter, seen);
      return (leftMs) => {
        seen.online = false;
        if (tills.get(ter) === seen) seen.seenMs = leftMs;
      };
    },
    pushed: ({ ter, ep, from, n }, upto, nowMs) => {
      const till = tills.get(ter);
      if (!till) return;
      till.seenMs = nowMs;
      const before = till.streams.get(ep) ?? { head: 0, cursor: 0 };
      till.streams.set(ep, { head: Math.max(before.head, from + n - 1), cursor: Math.max(before.cursor, upto) });
    },
    presence: (ter) => {
      const till = tills.get(ter);
      if (!till) return null;
      let waiting = 0;
      for (const { head, cursor } of till.streams.values()) waiting += Math.max(0, head - cursor);
      return { online: till.online, seenMs: till.seenMs, waiting, programme: till.programme };
    },
    online: () => [...tills.values()].filter(({ online }) => online).length,
  };
}
