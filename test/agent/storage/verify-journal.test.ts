import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../../core/base/digest.ts';
import { chainHash, journalMark } from '../../../core/journal/chain.ts';
import { verifyJournal } from '../../../agent/storage/verify-journal.ts';
import { cacheMigrations, migrate } from '../../../agent/storage/migrations.ts';
import { openDatabase } from '../../../agent/storage/open-database.ts';
import type { Database } from '../../../agent/storage/open-database.ts';
import { makeJournalFolder, must } from '../../support/journal-folder.ts';
import type { JournalFolder } from '../../support/journal-folder.ts';
import { earn, redeem } from '../../support/journal-records.ts';

let at: JournalFolder;
beforeEach(() => {
  at = makeJournalFolder(5);
  const journal = at.open();
  const { records } = at;
  const member = records.memberId();
  must(journal.append((next) => records.boot(next)));
  must(journal.append((next) => records.enrol(next)));
  for (let n = 1; n <= 5; n += 1) {
    must(journal.append((next) => records.sale(next, { member, effects: [earn(n), redeem(2, 1)] })));
  }
  must(journal.append((next) => records.voidOf(next, 4)));
  journal.acknowledge(6);
  journal.close();
});
afterEach(() => at.remove());

/** A hand at the file, past all that guards it. */
function tamper(act: (db: Database) => void): void {
  const db = must(openDatabase(at.path, 'journal'));
  db.exec('DROP TRIGGER record_is_never_changed; DROP TRIGGER record_is_never_deleted');
  act(db);
  db.close();
}

const breaksAt = (seq: number, detail: RegExp) => ({
  ok: false,
  problem: { code: 'JournalBroken', params: { seq, detail: expect.stringMatching(detail) as unknown } },
});

it('says that a whole journal is whole', () => {
  const journal = at.open();
  const { epoch, hash } = journal.head();
  expect(must(verifyJournal(at.path))).toEqual({
    till: at.records.till,
    epoch,
    records: 8,
    first: 1,
    head: 8,
    hash: Buffer.from(hash).toString('hex'),
    mark: journalMark(hash),
    acked: 6,
    erased: 0,
  });
  journal.close();
});

it('reads a journal that its agent has open, with entries that still wait', () => {
  const journal = at.open();
  must(journal.append((next) => at.records.sale(next, { member: at.records.memberId() })));
  must(journal.append((next) => at.records.voidOf(next, 9)));
  expect(must(verifyJournal(at.path))).toMatchObject({ head: 10, records: 10 });
  journal.close();
});

it('says that an empty journal is whole', () => {
  const empty = makeJournalFolder(6);
  empty.open().close();
  expect(must(verifyJournal(empty.path))).toMatchObject({ records: 0, first: 0, head: 0 });
  empty.remove();
});

describe('says where it breaks', () => {
  it.each<[string, number, RegExp, string]>([
    [
      'a changed body',
      3,
      /do not agree/,
      `UPDATE record SET body = CAST(replace(CAST(body AS TEXT), '"charged":500', '"charged":501') AS BLOB) WHERE seq = 3`,
    ],
    ['a changed hash', 3, /do not agree/, 'UPDATE record SET hash = zeroblob(32) WHERE seq = 3'],
    ['a missing record', 5, /missing.* 6/, 'DELETE FROM record WHERE seq = 5'],
    ['a missing beginning', 1, /missing.* 2/, 'DELETE FROM record WHERE seq = 1'],
    ['a cut end that headquarters has', 6, /missing; headquarters/, 'DELETE FROM record WHERE seq > 5'],
    [
      'two records in each other’s place',
      3,
      /do not agree/,
      'UPDATE record SET seq = 100 WHERE seq = 3; UPDATE record SET seq = 3 WHERE seq = 4; UPDATE record SET seq = 4 WHERE seq = 100',
    ],
    ['another private blob', 2, /private blob/, `UPDATE record SET priv = x'00' WHERE seq = 2`],
    ['a private blob where there was none', 3, /private blob/, `UPDATE record SET priv = x'00' WHERE seq = 3`],
    ['another epoch', 1, /do not agree/, `UPDATE stream SET epoch = '0123456789abcdef'`],
    ['another key', 0, /key/, 'UPDATE stream SET till_key = zeroblob(32)'],
    ['no stream', 0, /no beginning/, 'DELETE FROM stream'],
    ['another key of a request', 3, /index entry/, `UPDATE entry SET key = 'other' WHERE seq = 3`],
    ['a lost entry', 3, /index entry/, 'DELETE FROM entry WHERE seq = 3'],
    ['a changed effect', 5, /effects/, 'UPDATE effect SET floor = 0 WHERE seq = 5 AND leg = 1'],
    ['a lost effect', 5, /effects/, 'DELETE FROM effect WHERE seq = 5 AND leg = 0'],
    [
      'an invented effect',
      8,
      /effects|record 8/,
      `INSERT INTO effect VALUES ('aa', 8, 0, 0, '2026-11-22', 'points', 0, '{}')`,
    ],
    [
      'an effect without a record',
      8,
      /record 99/,
      `INSERT INTO effect VALUES ('aa', 99, 0, 0, '2026-11-22', 'points', 0, '{}')`,
    ],
    [
      'an entry without a record',
      8,
      /index/,
      `INSERT INTO entry (seq, t, biz, wall) VALUES (0, 'sale', '2026-11-22', 0)`,
    ],
    ['a void that is not marked', 8, /not marked/, 'UPDATE entry SET voided_by = NULL'],
    ['an invented member', 8, /enrolled/, `INSERT INTO enrolled VALUES ('aa', 3, '{}')`],
  ])('%s', (_, seq, detail, sql) => {
    tamper((db) => db.exec(sql));
    expect(verifyJournal(at.path)).toEqual(breaksAt(seq, detail));
  });

  it('a byte flipped anywhere in a body, a hash or a private blob', () => {
    const columns = ['body', 'hash', 'priv'] as const;
    for (const column of columns) {
      const copy = join(at.folder, `${column}.db`);
      tamperCopy(copy, (db) => {
        const bytes = db.prepare<unknown[], Uint8Array>(`SELECT ${column} FROM record WHERE seq = 2`).pluck().get();
        if (!bytes) throw new Error('nothing to flip');
        const flipped = Buffer.from(bytes);
        flipped.writeUInt8(flipped.readUInt8(flipped.length >> 1) ^ 4, flipped.length >> 1);
        db.prepare(`UPDATE record SET ${column} = ? WHERE seq = 2`).run(flipped);
      });
      expect(verifyJournal(copy)).toMatchObject({ ok: false, problem: { params: { seq: 2 } } });
    }
  });

  it('a record of another stream, though its hash is right', () => {
    tamper((db) => {
      const rows = db.prepare<unknown[], { body: Uint8Array; hash: Uint8Array }>(
        'SELECT body, hash FROM record WHERE seq > 6',
      );
      const [before, last] = rows.all();
      if (!before || !last) throw new Error('two records are expected');
      const text = Buffer.from(last.body).toString();
      const body = Buffer.from(text.replace(/"ep":"[0-9a-f]{16}"/, '"ep":"0123456789abcdef"'));
      const hash = chainHash(sha256, before.hash, body);
      db.prepare('UPDATE record SET body = ?, hash = ? WHERE seq = 8').run(body, hash);
    });
    expect(verifyJournal(at.path)).toEqual(breaksAt(8, /another stream/));
  });

  it('no file, no journal, no database', () => {
    expect(verifyJournal(join(at.folder, 'nothing.db'))).toEqual(breaksAt(0, /no file/));
    const other = must(openDatabase(join(at.folder, 'other.db'), 'cache'));
    must(migrate(other, 'other.db', cacheMigrations));
    other.close();
    expect(verifyJournal(join(at.folder, 'other.db'))).toEqual(breaksAt(0, /no journal/));
    writeFileSync(join(at.folder, 'text.db'), 'no database at all '.repeat(500));
    expect(verifyJournal(join(at.folder, 'text.db'))).toMatchObject({ ok: false, problem: { code: 'JournalBroken' } });
  });

  it('a journal of a newer version, without touching it', () => {
    tamper((db) => db.pragma('user_version = 99'));
    expect(verifyJournal(at.path)).toMatchObject({ ok: false, problem: { code: 'StoreTooNew' } });
  });
});

function tamperCopy(path: string, act: (db: Database) => void): void {
  const source = must(openDatabase(at.path, 'journal'));
  source.exec(`VACUUM INTO '${path}'`);
  source.close();
  const db = must(openDatabase(path, 'journal'));
  db.exec('DROP TRIGGER record_is_never_changed');
  act(db);
  db.close();
}
