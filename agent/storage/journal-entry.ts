// What the index tables say about a record, as a pure function of the record: the same when it is written, when the tail
// is indexed again after a crash, and when a journal is verified.
import type { JournalRecord, LedgerEffect } from '../../core/journal/record.ts';

export interface JournalEntry {
  readonly seq: number;
  readonly t: JournalRecord['t'];
  readonly biz: string;
  readonly wall: number;
  readonly key: string | null;
  readonly keyHash: string | null;
  readonly sale: string | null;
  /** The seq of the sale of this stream that this record undoes. */
  readonly voids: number | null;
  readonly member: string | null;
  readonly effects: readonly LedgerEffect[];
}

export function entryOf(record: JournalRecord): JournalEntry {
  const idem = 'idem' in record ? record.idem : null;
  return {
    seq: record.seq,
    t: record.t,
    biz: record.biz,
    wall: record.wall,
    key: idem?.key ?? null,
    keyHash: idem?.hash ?? null,
    sale: record.t === 'sale' ? record.sale : null,
    voids: record.t === 'void' ? ownSeq(record.of, `${record.ter}.${record.ep}.`) : null,
    member: 'mem' in record ? record.mem : null,
    effects: 'eff' in record && 'mem' in record && record.mem !== null ? record.eff : [],
  };
}

/** Units that left unsecured with this effect. */
export function floorOf(effect: LedgerEffect): number {
  return effect.kind === 'redeem' ? effect.by.floor : 0;
}

function ownSeq(eventId: string, stream: string): number | null {
  return eventId.startsWith(stream) ? Number(eventId.slice(stream.length)) : null;
}
