import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHash } from 'node:crypto';
import { sha256 } from '../../core/base/digest.ts';
import { Fault } from '../../core/base/assert.ts';
import { limits } from '../../core/base/limits.ts';
import { chainHash, genesisHash } from '../../core/journal/chain.ts';
import { bodyOf } from '../../core/journal/body-of.ts';
import type { OpenedJournal } from '../../agent/storage/journal-store.ts';
import { makeJournalFolder, must, openInMemory } from '../support/journal-folder.ts';
import type { JournalFolder } from '../support/journal-folder.ts';
import { earn, redeem } from '../support/journal-records.ts';

const implementations = [
  { name: 'SQLite in a folder, every commit synced', options: {} },
  { name: 'SQLite in memory', options: { open: openInMemory } },
];

describe.each(implementations)('a journal: $name', ({ options }) => {
  let at: JournalFolder;
  let journal: OpenedJournal;
  beforeEach(() => {
    at = makeJournalFolder(7);
    journal = at.open(options);
  });
  afterEach(() => {
    journal.close();
    at.remove();
  });

  const sell = (choices: Parameters<typeof at.records.sale>[1] = {}) =>
    must(journal.append((next) => at.records.sale(next, choices)));

  describe('appending', () => {
    it('begins at the genesis of till and epoch', () => {
      const head = journal.head();
      expect(head).toMatchObject({ seq: 0, acked: 0 });
      expect(head.epoch).toMatch(/^[0-7][0-9a-f]{15}$/);
      expect(Buffer.from(head.hash)).toEqual(Buffer.from(genesisHash(sha256, at.records.tillKey, head.epoch)));
      expect(journal.after(0, 10)).toEqual([]);
    });

    it('numbers records without gaps and chains their bytes', () => {
      const first = at.records.sale({ seq: 1, epoch: journal.head().epoch });
      const before = journal.head().hash;
      const appended = must(journal.append(() => first));
      expect(appended).toMatchObject({ seq: 1, printJob: null });
      expect(appended.eventId).toBe(`${at.records.till}.${journal.head().epoch}.1`);
      const second = sell();
      expect(second.seq).toBe(2);
      const rows = journal.after(0, 10);
      expect(rows.map((row) => row.seq)).toEqual([1, 2]);
      expect(Buffer.from(rows[0]?.body ?? [])).toEqual(Buffer.from(bodyOf(first.record)));
      expect(Buffer.from(rows[0]?.hash ?? [])).toEqual(Buffer.from(chainHash(sha256, before, bodyOf(first.record))));
      expect(journal.head()).toMatchObject({ seq: 2 });
      expect(Buffer.from(journal.head().hash)).toEqual(Buffer.from(second.hash));
    });

    it('gives records back as they were, in order and in portions', () => {
      for (let n = 0; n < 5; n += 1) sell();
      expect(journal.after(1, 2).map((row) => row.seq)).toEqual([2, 3]);
      expect(journal.after(5, 2)).toEqual([]);
      expect(journal.record(3)?.record).toMatchObject({ t: 'sale', seq: 3 });
      expect(journal.record(6)).toBeNull();
    });

    it.each([
      ['another till', { ter: 'ab'.repeat(16) }],
      ['another epoch', { ep: '0123456789abcdef' }],
      ['another place', { seq: 2 }],
    ])('stops at a record of %s', (_, wrong) => {
      expect(() =>
        journal.append((next) => {
          const { record } = at.records.sale(next);
          return { record: { ...record, ...(wrong as object) } };
        }),
      ).toThrow(Fault);
      expect(journal.head().seq).toBe(0);
      expect(sell().seq).toBe(1);
    });

    it('stops at a record that its schema refuses, and stores nothing', () => {
      expect(() =>
        journal.append((next) => {
          const { record } = at.records.sale(next);
          return { record: { ...record, charged: 1.5 as never } as typeof record };
        }),
      ).toThrow(/charged/);
      expect(journal.head().seq).toBe(0);
      expect(journal.after(0, 10)).toEqual([]);
    });

    it('stops at a second sale with the same id', () => {
      const sale = at.records.saleId();
      sell({ sale });
      expect(() => sell({ sale })).toThrow(/a sale is committed once/);
      journal.acknowledge(1);
      expect(() => sell({ sale })).toThrow(/a sale is committed once/);
    });
  });

  // Index entries wait in memory first and lie in tables after an acknowledgement: each question is asked in both states.
  describe.each([
    ['while it waits in memory', () => {}],
    ['once it lies in the tables', () => journal.acknowledge(journal.head().seq)],
  ])('what is known of a record %s', (_, settle) => {
    it('finds the first answer by its key, and never takes a key twice', () => {
      sell({ key: 'k1' });
      sell({ key: 'k2' });
      settle();
      const { record } = journal.record(2) ?? { record: null };
      const hash = record && 'idem' in record ? record.idem.hash : '';
      expect(journal.byKey('k2')).toEqual({ seq: 2, requestHash: hash });
      expect(journal.byKey('k3')).toBeNull();
      expect(() => sell({ key: 'k1' })).toThrow(/a key is used once/);
    });

    it('finds a sale, and the void that undid it', () => {
      const [kept, undone] = [at.records.saleId(), at.records.saleId()];
      sell({ sale: kept });
      sell({ sale: undone });
      settle();
      expect(journal.sale(undone)).toEqual({ seq: 2, voidedBy: null });
      must(journal.append((next) => at.records.voidOf(next, 2)));
      expect(journal.sale(undone)).toEqual({ seq: 2, voidedBy: 3 });
      settle();
      expect(journal.sale(undone)).toEqual({ seq: 2, voidedBy: 3 });
      expect(journal.sale(kept)).toEqual({ seq: 1, voidedBy: null });
      expect(journal.sale(at.records.saleId())).toBeNull();
    });

    it('adds up the effects on a member after what headquarters covers', () => {
      const [anna, ben] = [at.records.memberId(), at.records.memberId()];
      sell({ member: anna, effects: [earn(3), redeem(2, 1)] });
      sell({ member: ben, effects: [earn(50)] });
      sell({ member: anna, effects: [earn(4)], wallMs: 1_000 });
      settle();
      expect(journal.effectsOn(anna, 0).map(({ seq, effect }) => [seq, effect.kind, effect.n])).toEqual([
        [1, 'earn', 3],
        [1, 'redeem', 2],
        [3, 'earn', 4],
      ]);
      expect(journal.effectsOn(anna, 1)).toEqual([{ seq: 3, wallMs: 1_000, biz: '2026-11-22', effect: earn(4) }]);
      expect(journal.effectsOn(at.records.memberId(), 0)).toEqual([]);
    });

    it('counts what went unsecured, by day, unit and member', () => {
      const [anna, ben] = [at.records.memberId(), at.records.memberId()];
      sell({ member: anna, effects: [redeem(10, 4), redeem(5, 5)] });
      sell({ member: ben, effects: [redeem(10, 7)] });
      sell({ member: anna, effects: [redeem(10, 2)], biz: '2026-11-23' });
      settle();
      expect(journal.redeemedByFloor('2026-11-22', 'points', anna)).toBe(9);
      expect(journal.redeemedByFloor('2026-11-22', 'points', null)).toBe(16);
      expect(journal.redeemedByFloor('2026-11-23', 'points', null)).toBe(2);
      expect(journal.redeemedByFloor('2026-11-22', 'stamps', null)).toBe(0);
    });

    it('lists sales, voids and enrolments of some days, in order', () => {
      must(journal.append((next) => at.records.boot(next)));
      sell({ biz: '2026-11-21' });
      sell({ biz: '2026-11-22' });
      must(journal.append((next) => at.records.voidOf(next, 3, { biz: '2026-11-22' })));
      must(journal.append((next) => at.records.enrol(next)));
      must(journal.append((next) => at.records.anchor(next)));
      sell({ biz: '2026-11-24' });
      settle();
      const days = (from: string, to: string) => [...journal.between(from, to)].map((record) => record.seq);
      expect(days('2026-11-22', '2026-11-22')).toEqual([3, 4, 5]);
      expect(days('2026-11-21', '2026-11-24')).toEqual([2, 3, 4, 5, 7]);
      expect(days('2026-11-25', '2026-11-30')).toEqual([]);
    });

    it('keeps the order of days that a wrong clock put out of order', () => {
      sell({ biz: '2026-11-23' });
      settle();
      sell({ biz: '2026-11-22' });
      sell({ biz: '2026-11-23' });
      expect([...journal.between('2026-11-22', '2026-11-23')].map((record) => record.seq)).toEqual([1, 2, 3]);
    });
  });

  describe('the backlog', () => {
    it('counts what headquarters does not have, and says since when', () => {
      expect(journal.backlog()).toEqual({ records: 0, sales: 0, oldestMs: null });
      sell({ wallMs: 5_000 });
      must(journal.append((next) => at.records.boot(next)));
      sell({ wallMs: 9_000 });
      expect(journal.backlog()).toEqual({ records: 3, sales: 2, oldestMs: 5_000 });
      journal.acknowledge(2);
      expect(journal.backlog()).toEqual({ records: 1, sales: 1, oldestMs: 9_000 });
      journal.acknowledge(3);
      expect(journal.backlog()).toEqual({ records: 0, sales: 0, oldestMs: null });
    });

    it('never goes back, and never beyond what is here', () => {
      sell();
      sell();
      journal.acknowledge(2);
      journal.acknowledge(1);
      expect(journal.head().acked).toBe(2);
      journal.acknowledge(99);
      expect(journal.head().acked).toBe(2);
    });
  });

  describe('slips', () => {
    it('are queued with their record, and copies are jobs of their own', () => {
      expect(sell({ print: true }).printJob).toBe(1);
      expect(sell().printJob).toBeNull();
      expect(sell({ print: true }).printJob).toBe(2);
      expect(journal.printJobs('queued').map((job) => [job.id, job.seq, job.copy])).toEqual([
        [1, 1, false],
        [2, 3, false],
      ]);
      expect(journal.addPrintCopy(1)).toBe(3);
      expect(journal.lastPrintJob(1)).toEqual({ id: 3, seq: 1, copy: true, state: 'queued' });
      expect(journal.lastPrintJob(3)).toEqual({ id: 2, seq: 3, copy: false, state: 'queued' });
      expect(journal.lastPrintJob(2)).toBeNull();
    });

    it('move from state to state, also after they were settled', () => {
      sell({ print: true });
      journal.setPrintState(1, 'sent');
      expect(journal.printJobs('queued')).toEqual([]);
      expect(journal.lastPrintJob(1)?.state).toBe('sent');
      journal.acknowledge(1);
      journal.setPrintState(1, 'printed');
      expect(journal.printJobs('printed').map((job) => job.id)).toEqual([1]);
      expect(journal.printJobs('sent')).toEqual([]);
    });
  });

  describe('members enrolled here', () => {
    it('are known in the same second, by each identifier and by id', () => {
      const [phone, code] = [at.records.alias(), at.records.alias()];
      const row = at.records.memberRow({
        identifiers: [
          { alias: phone, kind: 'phone', right: 'spend' },
          { alias: code, kind: 'code', right: 'spend' },
        ],
      });
      const { seq } = must(journal.append((next) => at.records.enrol(next, row)));
      expect(journal.enrolledBy(phone)).toEqual([row]);
      expect(journal.enrolledBy(code)).toEqual([row]);
      expect(journal.enrolled(row.id)).toEqual(row);
      expect(journal.enrolledBy(at.records.alias())).toEqual([]);
      expect(journal.enrolled(at.records.memberId())).toBeNull();
      expect(journal.after(seq - 1, 1)[0]?.priv).toHaveLength(120);
    });

    it('carry the private blob that their record names, or nothing is written', () => {
      expect(() =>
        journal.append((next) => ({ ...at.records.enrol(next), priv: at.records.random.bytes(120) })),
      ).toThrow(/private blob/);
      expect(() =>
        journal.append((next) => {
          const { priv: _, ...rest } = at.records.enrol(next);
          return rest;
        }),
      ).toThrow(/private blob/);
      const own = createHash('sha256').digest();
      expect(() => journal.append((next) => ({ ...at.records.sale(next), priv: own }))).toThrow(/private blob/);
      expect(journal.head().seq).toBe(0);
    });
  });

  it('answers the same across the bound of what waits in memory', () => {
    const member = at.records.memberId();
    const count = limits.journalTailMax + 3;
    for (let n = 1; n <= count; n += 1) sell({ member, effects: [earn(n)], key: `k${n}`, lines: 1 });
    expect(journal.effectsOn(member, 0).map(({ seq }) => seq)).toEqual(Array.from({ length: count }, (_, n) => n + 1));
    for (const n of [1, limits.journalTailMax - 1, limits.journalTailMax, limits.journalTailMax + 1, count]) {
      expect(journal.byKey(`k${n}`)?.seq).toBe(n);
    }
    expect(journal.backlog()).toMatchObject({ records: count, sales: count });
    journal.acknowledge(limits.journalTailMax);
    expect(journal.backlog()).toMatchObject({ records: 3, sales: 3 });
  });
});
