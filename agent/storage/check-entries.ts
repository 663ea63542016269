// Holds the index tables of a journal against the records they were derived from. What waits for the next batch may be
// missing, and so may an enrolled member (erased, or brought by the feed since); what is there must be exactly what the
// record says, and nothing may be there without a record.
import { floorOf } from './journal-entry.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { Database, Statement } from './open-database.ts';

export interface EntryCheck {
  /** What is wrong with the entries of one record; null when nothing is. Call in order of seq. */
  judge(entry: JournalEntry): string | null;
  /** What is wrong with entries that no record asked for, after the last one. */
  judgeRest(head: number): string | null;
  /** Ends the reading that goes on beside the records. */
  close(): void;
}

interface EntryRow {
  readonly t: string;
  readonly biz: string;
  readonly wall: number;
  readonly key: string | null;
  readonly keyHash: string | null;
  readonly sale: string | null;
}

interface EffectRow {
  readonly member: string;
  readonly leg: number;
  readonly wall: number;
  readonly biz: string;
  readonly unit: string;
  readonly floor: number;
  readonly effect: string;
}

export function createEntryCheck(db: Database): EntryCheck {
  const value = <Value>(sql: string): Statement<Value> => db.prepare<unknown[], Value>(sql).pluck();
  const upto = value<number | null>('SELECT max(seq) FROM entry').get() ?? 0;
  const entryAt = db.prepare<unknown[], EntryRow>(
    'SELECT t, biz, wall, key, key_hash AS keyHash, sale FROM entry WHERE seq = ?',
  );
  const voidedBy = value<number | null>('SELECT voided_by FROM entry WHERE seq = ?');
  const memberOf = value<string>('SELECT member FROM enrolled WHERE seq = ?');
  // By seq there is no index: read once, in order, beside the records.
  const effects = db
    .prepare<unknown[], EffectRow & { readonly seq: number }>(
      'SELECT seq, member, leg, wall, biz, unit, floor, effect FROM effect ORDER BY seq, leg',
    )
    .iterate();
  let ahead = effects.next();
  let counted = 0;
  let enrolled = 0;

  const effectsAt = (seq: number): EffectRow[] => {
    const found: EffectRow[] = [];
    while (ahead.done !== true && ahead.value.seq === seq) {
      const { seq: _, ...row } = ahead.value;
      found.push(row);
      ahead = effects.next();
    }
    return found;
  };

  return {
    judge(entry) {
      if (entry.t === 'enrol' && memberOf.get(entry.seq) === entry.member) enrolled += 1;
      if (entry.seq > upto) return null;
      counted += 1;
      if (!same(entryAt.get(entry.seq), rowOf(entry))) return 'its index entry is not what it says';
      if (!same(effectsAt(entry.seq), effectRowsOf(entry))) return 'its indexed effects are not what it says';
      if (entry.voids !== null && (voidedBy.get(entry.voids) ?? null) === null)
        return 'the sale it undoes is not marked as undone';
      return null;
    },
    judgeRest(head) {
      if (ahead.done !== true) return `there are indexed effects of record ${ahead.value.seq}, which is not here`;
      const rows = value<number>('SELECT count(*) FROM entry').get() ?? 0;
      if (rows !== counted) return `the index has ${rows} entries for ${counted} records up to ${head}`;
      const members = value<number>('SELECT count(*) FROM enrolled').get() ?? 0;
      return members === enrolled ? null : `${members} members are kept as enrolled here, ${enrolled} by a record`;
    },
    close: () => void effects.return?.(),
  };
}

function rowOf({ t, biz, wall, key, keyHash, sale }: JournalEntry): EntryRow {
  return { t, biz, wall, key, keyHash, sale };
}

function effectRowsOf({ member, wall, biz, effects }: JournalEntry): EffectRow[] {
  return effects.map((effect, leg) => ({
    member: member ?? '',
    leg,
    wall,
    biz,
    unit: effect.unit,
    floor: floorOf(effect),
    effect: JSON.stringify(effect),
  }));
}

/** Columns come in the order of the query, so equal rows are equal texts. */
function same(found: unknown, expected: unknown): boolean {
  return JSON.stringify(found) === JSON.stringify(expected);
}
