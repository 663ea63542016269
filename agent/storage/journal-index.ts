// Answers questions about the journal without reading all of it: by key, by sale, by member, by day. Everything here is
// derived from the records. The newest entries wait in memory and go to the tables in batches, so that making a sale
// durable costs one row and not six; after a crash the waiting ones are derived again from the records themselves.
import { assert } from '../../core/base/assert.ts';
import { ledgerEffectSchema } from '../../core/journal/record.ts';
import type { IdempotentAnswer, OwnEffect } from '../till/ports.ts';
import { floorOf } from './journal-entry.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { Database, Statement } from './open-database.ts';

interface EffectRow {
  readonly seq: number;
  readonly wall: number;
  readonly biz: string;
  readonly effect: string;
}

const dayKinds: ReadonlySet<string> = new Set(['sale', 'void', 'enrol']);

export class JournalIndex {
  readonly #tables: ReturnType<typeof prepareTables>;
  #tail: JournalEntry[] = [];
  readonly #tailByKey = new Map<string, JournalEntry>();
  readonly #tailBySale = new Map<string, JournalEntry>();
  readonly #tailVoids = new Map<number, number>();

  constructor(db: Database) {
    this.#tables = prepareTables(db);
  }

  /** The last seq whose entry lies in the tables. */
  upto(): number {
    return this.#tables.upto.get() ?? 0;
  }

  /** Entries that wait in memory. */
  get waiting(): number {
    return this.#tail.length;
  }

  add(entry: JournalEntry): void {
    this.#tail.push(entry);
    if (entry.key !== null) this.#tailByKey.set(entry.key, entry);
    if (entry.sale !== null) this.#tailBySale.set(entry.sale, entry);
    if (entry.voids !== null && !this.#tailVoids.has(entry.voids)) this.#tailVoids.set(entry.voids, entry.seq);
  }

  /** Inside a transaction; `forget` once it is committed. On a full disk nothing is forgotten and all go on waiting. */
  write(): void {
    for (const entry of this.#tail) this.#write(entry);
  }

  /** What was written need not be remembered. */
  forget(): void {
    this.#tail = [];
    this.#tailByKey.clear();
    this.#tailBySale.clear();
    this.#tailVoids.clear();
  }

  byKey(key: string): IdempotentAnswer | null {
    const waiting = this.#tailByKey.get(key);
    if (waiting) return { seq: waiting.seq, requestHash: waiting.keyHash ?? '' };
    return this.#tables.byKey.get(key) ?? null;
  }

  sale(id: string): { seq: number; voidedBy: number | null } | null {
    const waiting = this.#tailBySale.get(id);
    const found = waiting ? { seq: waiting.seq, voidedBy: null } : this.#tables.sale.get(id);
    if (!found) return null;
    return { seq: found.seq, voidedBy: found.voidedBy ?? this.#tailVoids.get(found.seq) ?? null };
  }

  effectsOn(member: string, after: number): OwnEffect[] {
    const rows = this.#tables.effects.all(member, after).map(({ seq, wall, biz, effect }) => ({
      seq,
      wallMs: wall,
      biz,
      effect: ledgerEffectSchema.parse(JSON.parse(effect)),
    }));
    for (const entry of this.#tail) {
      if (entry.member !== member || entry.seq <= after) continue;
      for (const effect of entry.effects) rows.push({ seq: entry.seq, wallMs: entry.wall, biz: entry.biz, effect });
    }
    return rows;
  }

  redeemedByFloor(biz: string, unit: string, member: string | null): number {
    const rows = member === null ? this.#tables.floorOfDay.get(biz, unit) : this.#tables.floor.get(biz, unit, member);
    let sum = rows ?? 0;
    for (const entry of this.#tail) {
      if (entry.biz !== biz || (member !== null && entry.member !== member)) continue;
      for (const effect of entry.effects) if (effect.unit === unit) sum += floorOf(effect);
    }
    return sum;
  }

  /** Sales, voids and enrolments of those days, in order. */
  seqsBetween(from: string, to: string): number[] {
    const waiting = this.#tail.filter((entry) => dayKinds.has(entry.t) && from <= entry.biz && entry.biz <= to);
    return [...this.#tables.between.all(from, to), ...waiting.map((entry) => entry.seq)];
  }

  salesAfter(seq: number): number {
    const waiting = this.#tail.filter((entry) => entry.t === 'sale' && entry.seq > seq).length;
    return (this.#tables.salesAfter.get(seq) ?? 0) + waiting;
  }

  #write(entry: JournalEntry): void {
    const { seq, t, biz, wall, key, keyHash, sale, voids, member, effects } = entry;
    this.#tables.addEntry.run(seq, t, biz, wall, key, keyHash, sale);
    if (voids !== null) this.#tables.addVoid.run(seq, voids);
    for (const [leg, effect] of effects.entries()) {
      assert(member !== null, 'an effect is on a member');
      // In the order of the schema, as the record has it, so that verify can compare texts.
      const text = JSON.stringify(ledgerEffectSchema.parse(effect));
      this.#tables.addEffect.run(member, seq, leg, wall, biz, effect.unit, floorOf(effect), text);
    }
  }
}

function prepareTables(db: Database) {
  const value = <Value>(sql: string): Statement<Value> => db.prepare<unknown[], Value>(sql).pluck();
  return {
    upto: value<number | null>('SELECT max(seq) FROM entry'),
    byKey: db.prepare<unknown[], IdempotentAnswer>('SELECT seq, key_hash AS requestHash FROM entry WHERE key = ?'),
    sale: db.prepare<unknown[], { seq: number; voidedBy: number | null }>(
      'SELECT seq, voided_by AS voidedBy FROM entry WHERE sale = ?',
    ),
    effects: db.prepare<unknown[], EffectRow>(
      'SELECT seq, wall, biz, effect FROM effect WHERE member = ? AND seq > ? ORDER BY seq, leg',
    ),
    floor: value<number | null>(
      'SELECT sum(floor) FROM effect WHERE biz = ? AND unit = ? AND member = ? AND floor > 0',
    ),
    floorOfDay: value<number | null>('SELECT sum(floor) FROM effect WHERE biz = ? AND unit = ? AND floor > 0'),
    between: value<number>(
      `SELECT seq FROM entry WHERE t IN ('sale', 'void', 'enrol') AND biz BETWEEN ? AND ? ORDER BY seq`,
    ),
    salesAfter: value<number>(`SELECT count(*) FROM entry WHERE seq > ? AND t = 'sale'`),
    addEntry: db.prepare('INSERT INTO entry (seq, t, biz, wall, key, key_hash, sale) VALUES (?, ?, ?, ?, ?, ?, ?)'),
    addVoid: db.prepare('UPDATE entry SET voided_by = ? WHERE seq = ? AND voided_by IS NULL'),
    addEffect: db.prepare(
      'INSERT INTO effect (member, seq, leg, wall, biz, unit, floor, effect) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ),
  };
}
