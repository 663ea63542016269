// When a record happened, by the evidence in its own stream (sync.md 2.9): in a boot session that met our clock, our clock
// and the till's steady counter; before that, the till's wall clock. A function of the stream's beginning only, so it does
// not matter when or in what pieces the stream arrives.
import type { Envelope, JournalRecord } from '../../core/journal/record.ts';
import type { Anchor } from '../store/rows.ts';

/** Milliseconds since 1970, never negative. */
export function deriveTime(record: Pick<Envelope, 'boot' | 'mono' | 'wall'>, anchor: Anchor | null): number {
  if (anchor?.boot !== record.boot) return record.wall;
  return Math.max(0, anchor.now + (record.mono - anchor.mono));
}

/** The anchor that holds after this record. Our `now` was said half a round trip before the till wrote it down. */
export function anchorAfter(record: JournalRecord, before: Anchor | null): Anchor | null {
  if (record.t !== 'anchor') return before;
  return { boot: record.boot, now: record.now + Math.floor(record.rttMs / 2), mono: record.mono };
}
