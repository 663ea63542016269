import {
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyJournal } from '../../../agent/storage/verify-journal.ts';
import { openDatabase } from '../../../agent/storage/open-database.ts';
import type { OpenedJournal } from '../../../agent/storage/journal-store.ts';
import { keepConnection, makeJournalFolder, must } from '../../support/journal-folder.ts';
import type { JournalFolder } from '../../support/journal-folder.ts';
import { earn, redeem } from '../../support/journal-records.ts';

let at: JournalFolder;
beforeEach(() => {
  at = makeJournalFolder(3);
});
afterEach(() => at.remove());

/** Everything a journal answers, as text: two journals that answer the same are the same to the till. */
function answersOf(journal: OpenedJournal): string {
  const rows = journal.after(0, 1_000);
  const records = rows.map(({ seq }) => journal.record(seq)?.record);
  const perRecord = records.map((record) => [
    record && 'idem' in record ? journal.byKey(record.idem.key) : null,
    record?.t === 'sale' ? journal.sale(record.sale) : null,
    record && 'mem' in record && record.mem ? [journal.effectsOn(record.mem, 0), journal.enrolled(record.mem)] : null,
    record ? journal.lastPrintJob(record.seq) : null,
  ]);
  const days = [...journal.between('2026-01-01', '2026-12-31')].map(({ seq }) => seq);
  const floor = journal.redeemedByFloor('2026-11-22', 'points', null);
  return JSON.stringify([journal.head(), rows, perRecord, days, floor, journal.backlog(), journal.printJobs('queued')]);
}

function someDay(journal: OpenedJournal, count: number): void {
  const { records } = at;
  const member = records.memberId();
  must(journal.append((next) => records.boot(next)));
  must(journal.append((next) => records.enrol(next)));
  for (let n = 0; n < count; n += 1) {
    must(
      journal.append((next) => records.sale(next, { member, effects: [earn(n), redeem(3, 1)], print: n % 2 === 0 })),
    );
  }
  must(journal.append((next) => records.voidOf(next, 3)));
}

function sell(journal: OpenedJournal, count: number): void {
  const { records } = at;
  for (let n = 0; n < count; n += 1) must(journal.append((next) => records.sale(next)));
}

/** The files as the operating system has them now: what a killed process leaves behind. */
function killedCopy(seed = 3): JournalFolder {
  const copy = makeJournalFolder(seed);
  for (const name of ['journal.db', 'journal.db-wal']) {
    if (existsSync(join(at.folder, name))) copyFileSync(join(at.folder, name), join(copy.folder, name));
  }
  return copy;
}

describe('a journal that is opened again', () => {
  it('answers as before, after a clean end', () => {
    const first = at.open();
    someDay(first, 6);
    first.setPrintState(1, 'printed');
    first.acknowledge(4);
    const before = answersOf(first);
    first.close();
    const second = at.open();
    expect(answersOf(second)).toBe(before);
    expect(must(second.append((next) => at.records.sale(next, { print: true }))).printJob).toBe(4);
    second.close();
  });

  it('answers as before, after it was killed', () => {
    const first = at.open();
    someDay(first, 6);
    first.acknowledge(4);
    someDay(first, 3);
    first.setPrintState(2, 'sent');
    const copy = killedCopy();
    const second = copy.open();
    expect(answersOf(second)).toBe(answersOf(first));
    second.close();
    must(verifyJournal(copy.path));
    copy.remove();
    first.close();
  });

  it('still has the slips to print of sales after which it was killed at once', () => {
    const first = at.open();
    someDay(first, 3);
    first.acknowledge(first.head().seq);
    someDay(first, 3);
    const copy = killedCopy();
    const second = copy.open();
    expect(second.printJobs('queued').map((job) => job.id)).toEqual([1, 2, 3, 4]);
    expect(second.printJobs('queued')).toEqual(first.printJobs('queued'));
    expect(second.addPrintCopy(3)).toBe(5);
    second.setPrintState(4, 'printed');
    second.close();
    const third = copy.open();
    expect(third.printJobs('queued').map((job) => job.id)).toEqual([1, 2, 3, 5]);
    third.close();
    copy.remove();
    first.close();
  });

  it('has a whole chain wherever the power cut tore its log', () => {
    const first = at.open();
    first.close();
    const again = at.open();
    sell(again, 12);
    const whole = readFileSync(`${at.path}-wal`).length;
    const seen = new Set<number>();
    for (let cut = 0; cut <= whole; cut += 1_733) {
      const copy = killedCopy();
      truncateSync(`${copy.path}-wal`, cut);
      writeFileSync(`${copy.path}-wal`, at.records.random.bytes(500), { flag: 'a' });
      const journal = copy.open();
      const { seq } = journal.head();
      seen.add(seq);
      expect(journal.after(0, 100).map((row) => Buffer.from(row.hash))).toEqual(
        again.after(0, seq).map((row) => Buffer.from(row.hash)),
      );
      must(journal.append((next) => copy.records.boot(next)));
      journal.close();
      expect(must(verifyJournal(copy.path)).head).toBe(seq + 1);
      copy.remove();
    }
    expect(seen.size).toBeGreaterThan(8);
    again.close();
  });

  it('keeps its epoch; a new file has another', () => {
    const first = at.open();
    const { epoch } = first.head();
    first.close();
    const second = at.open();
    expect(second.head().epoch).toBe(epoch);
    second.close();
    const other = makeJournalFolder(3);
    const third = other.open({ random: at.records.random });
    expect(third.head().epoch).not.toBe(epoch);
    third.close();
    other.remove();
  });

  it('is refused to another till, and to a key that is not its own', () => {
    at.open().close();
    const stranger = makeJournalFolder(4, at.folder);
    expect(stranger.tryOpen()).toMatchObject({ ok: false, problem: { code: 'JournalBroken', params: { seq: 0 } } });
    expect(at.tryOpen({ tillKey: stranger.records.tillKey })).toMatchObject({ ok: false });
    at.open().close();
  });

  it('is refused when a newer version wrote it', () => {
    at.open().close();
    const db = must(openDatabase(at.path, 'journal'));
    db.pragma('user_version = 99');
    db.close();
    expect(at.tryOpen()).toMatchObject({ ok: false, problem: { code: 'StoreTooNew', params: { found: 99 } } });
  });

  it('is refused when it is no database', () => {
    mkdirSync(at.folder, { recursive: true });
    writeFileSync(at.path, 'no database at all '.repeat(500));
    expect(at.tryOpen()).toMatchObject({ ok: false, problem: { code: 'JournalBroken' } });
  });

  it('is refused when a byte of a record was flipped on the disk', () => {
    const journal = at.open();
    someDay(journal, 4);
    journal.close();
    flipByteOf(at.path, '"seq":4,');
    expect(at.tryOpen()).toMatchObject({ ok: false, problem: { code: 'JournalBroken', params: { seq: 4 } } });
  });

  it('is refused when headquarters has more of it than is here', () => {
    const journal = at.open();
    someDay(journal, 4);
    journal.acknowledge(7);
    journal.close();
    const db = must(openDatabase(at.path, 'journal'));
    db.exec('DROP TRIGGER record_is_never_deleted; DELETE FROM record WHERE seq = 7; DELETE FROM entry WHERE seq = 7');
    db.close();
    expect(at.tryOpen()).toMatchObject({ ok: false, problem: { params: { seq: 7 } } });
  });

  it('checks the chain of the newest records only: all of it is for verify', () => {
    const journal = at.open();
    someDay(journal, 7);
    journal.close();
    flipByteOf(at.path, '"seq":4,');
    const { seq } = at.open({ checkRecords: 6 }).head();
    expect(seq).toBe(10);
    expect(at.tryOpen({ checkRecords: 7 })).toMatchObject({ ok: false, problem: { params: { seq: 4 } } });
  });
});

describe('the file guards itself', () => {
  const guarded = (sql: string, ...values: unknown[]) => {
    const kept = keepConnection();
    const journal = at.open({ open: kept.open });
    someDay(journal, 2);
    const act = () =>
      kept
        .db()
        .prepare(sql)
        .run(...values);
    return { journal, db: kept.db, act };
  };

  it.each([
    ['a body', `UPDATE record SET body = x'00' WHERE seq = 2`],
    ['a hash', `UPDATE record SET hash = zeroblob(32) WHERE seq = 2`],
    ['a number', `UPDATE record SET seq = 99 WHERE seq = 5`],
    ['a private blob by another', `UPDATE record SET priv = x'00' WHERE seq = 2`],
    ['a body while blanking', `UPDATE record SET priv = NULL, body = x'00' WHERE seq = 2`],
    ['a whole row', `INSERT OR REPLACE INTO record (seq, body, hash) VALUES (2, x'00', zeroblob(32))`],
  ])('against changing %s', (_, sql) => {
    const { journal, act } = guarded(sql);
    expect(act).toThrow(/a record is never/);
    journal.close();
    must(verifyJournal(at.path));
  });

  it('against deleting what was not archived', () => {
    const { journal, act, db } = guarded('DELETE FROM record WHERE seq <= 2');
    expect(act).toThrow(/a record is never deleted/);
    db().prepare('UPDATE stream SET prune_upto = 2, prune_hash = (SELECT hash FROM record WHERE seq = 2)').run();
    act();
    expect(journal.after(0, 10).map((row) => row.seq)).toEqual([3, 4, 5]);
    journal.close();
  });

  it('but lets erasure blank a private blob, and the chain stays whole', () => {
    const { journal, act } = guarded('UPDATE record SET priv = NULL WHERE seq = 2');
    expect(must(verifyJournal(at.path)).erased).toBe(0);
    act();
    expect(journal.after(1, 1)[0]?.priv).toBeNull();
    journal.close();
    expect(must(verifyJournal(at.path))).toMatchObject({ erased: 1, head: 5 });
  });
});

/** Turns one bit of the first place in the file that holds this text. */
function flipByteOf(path: string, text: string): void {
  const bytes = readFileSync(path);
  const place = bytes.indexOf(text);
  if (place < 0) throw new Error(`"${text}" is not in the file`);
  const file = openSync(path, 'r+');
  writeSync(file, Uint8Array.of((bytes[place + 2] ?? 0) ^ 1), 0, 1, place + 2);
}
