// Headquarters' database, written: the one connection that may, inside the one transaction it has open. What changes for
// tills gets a new position in the change log in the same transaction.
import { assert } from '../../../core/base/assert.ts';
import type { MemberId } from '../../../core/base/id.ts';
import { mergeFacts } from '../../../core/projection/statistics.ts';
import type { IntakeChanges, MemberState, PostingRow, StoredFacts, VisitDelta, VisitSum } from '../rows.ts';
import type { StoreTransaction } from '../server-store.ts';
import type { SqlDatabase } from './open-database.ts';
import {
  countSchema,
  enrolCodeRowSchema,
  eventsOfLegs,
  factsRowSchema,
  hashRowSchema,
  memberLegSchema,
  memberStateSchema,
  originalRowSchema,
  streamRowSchema,
  tillRowSchema,
  visitSumSchema,
} from './rows-schema.ts';

export function sqliteTransaction(db: SqlDatabase): StoreTransaction {
  return { ...intakeOn(db), ...tillsOn(db), ...peopleOn(db) };
}

type Intake = 'attempt' | 'stream' | 'hashAt' | 'original' | 'members' | 'history' | 'addVisits' | 'saveIntake';
type People = 'people' | 'addPerson' | 'addSession' | 'dropSession';

function intakeOn(db: SqlDatabase): Pick<StoreTransaction, Intake> {
  return {
    attempt: async (work) => {
      // SQLite gives a whole transaction up when the disk is full; nothing may follow it then as if it still were one.
      assert(db.inTransaction(), 'an attempt is part of a transaction');
      db.execute('SAVEPOINT attempt');
      try {
        const value = await work();
        db.execute('RELEASE attempt');
        return value;
      } catch (error) {
        if (db.inTransaction()) db.execute('ROLLBACK TO attempt; RELEASE attempt');
        throw error;
      }
    },
    stream: async (ter, ep) =>
      db.one(
        streamRowSchema,
        'SELECT ter, ep, cursor, hash, state, anchor FROM stream WHERE ter = ? AND ep = ?',
        ter,
        ep,
      ),
    hashAt: async (ter, ep, seq) =>
      db.one(
        hashRowSchema,
        'SELECT r.hash FROM record r JOIN stream s ON s.id = r.stream WHERE s.ter = ? AND s.ep = ? AND r.seq = ?',
        ter,
        ep,
        seq,
      ),
    original: async (id) => {
      const [ter = '', ep = '', seq = ''] = id.split('.');
      return db.one(originalRowSchema, originalSql, id, ter, ep, Number(seq));
    },
    members: async (ids) => ids.flatMap((id) => memberOf(db, id) ?? []),
    history: async (member) => eventsOfLegs(db.all(memberLegSchema, historySql, member)),
    addVisits: async (deltas) => addVisits(db, deltas),
    saveIntake: async (changes) => saveIntake(db, changes),
  };
}

function tillsOn(db: SqlDatabase): Omit<StoreTransaction, Intake | People> {
  return {
    till: async (ter) => db.one(tillRowSchema, 'SELECT ter, key, store, lane FROM till WHERE ter = ?', ter),
    setStreamState: async (ter, ep, state) =>
      db.run('UPDATE stream SET state = ? WHERE ter = ? AND ep = ?', state, ter, ep),
    putShops: async (shops) => {
      for (const [at, shop] of shops.entries()) {
        db.run(
          'INSERT INTO shop (id, place, body) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET place = excluded.place, body = excluded.body',
          shop.id,
          at,
          JSON.stringify(shop),
        );
      }
    },
    addTill: async ({ ter, publicKey, store, lane }, nowMs, app) =>
      db.run(
        'INSERT INTO till (ter, key, store, lane, enrolled_ms, app) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (ter) DO UPDATE SET store = excluded.store, lane = excluded.lane, app = excluded.app',
        ter,
        publicKey,
        store,
        lane,
        nowMs,
        app,
      ),
    noteTill: async ({ ter, seenMs, waiting, programme, app }) =>
      db.run(
        'UPDATE till SET seen_ms = ?, waiting = ?, programme = ?, app = ? WHERE ter = ?',
        seenMs,
        waiting,
        programme,
        app,
        ter,
      ),
    addEnrolCode: async ({ hash, store, lane, expiresMs }) =>
      db.run('INSERT INTO enrol_code VALUES (?, ?, ?, ?, NULL)', hash, store, lane, expiresMs),
    enrolCode: async (hash) => db.one(enrolCodeRowSchema, 'SELECT * FROM enrol_code WHERE hash = ?', hash),
    markEnrolCode: async (hash, usedBy) => db.run('UPDATE enrol_code SET used_by = ? WHERE hash = ?', usedBy, hash),
    putDocument: async ({ kind, version, body, sig }) => {
      db.run('INSERT INTO document (kind, version, body, sig) VALUES (?, ?, ?, ?)', kind, version, body, sig);
      logChange(db, `d:${kind}`);
    },
  };
}

function peopleOn(db: SqlDatabase): Pick<StoreTransaction, People> {
  return {
    people: async () => db.one(countSchema, 'SELECT count(*) AS n FROM person') ?? 0,
    addPerson: async ({ name, salt, hash }, nowMs) =>
      db.run('INSERT INTO person (name, salt, hash, added_ms) VALUES (?, ?, ?, ?)', name, salt, hash, nowMs),
    addSession: async ({ hash, person, expiresMs }, nowMs) => {
      db.run('DELETE FROM session WHERE expires_ms <= ?', nowMs);
      db.run('INSERT INTO session (hash, person, expires_ms) VALUES (?, ?, ?)', hash, person, expiresMs);
    },
    dropSession: async (hash) => db.run('DELETE FROM session WHERE hash = ?', hash),
  };
}

const originalSql = `
SELECT r.body, q.seq IS NOT NULL AS quarantined, u.by FROM record r JOIN stream s ON s.id = r.stream
LEFT JOIN quarantine q ON q.stream = r.stream AND q.seq = r.seq LEFT JOIN undone u ON u.of = ?
WHERE s.ter = ? AND s.ep = ? AND r.seq = ?`;

const historySql = `
SELECT s.ter, s.ep, p.seq, p.eff_ms, p.biz, p.kind, p.rule, p.unit, p.bucket, p.n, p.floor
FROM posting p JOIN stream s ON s.id = p.stream WHERE p.member = ? ORDER BY p.eff_ms, s.ter, s.ep, p.seq, p.leg`;

function memberOf(db: SqlDatabase, id: MemberId): MemberState | null {
  return db.one(memberStateSchema, 'SELECT ver, known, last, body FROM member WHERE id = ?', id);
}

function addVisits(db: SqlDatabase, deltas: readonly VisitDelta[]): VisitSum[] {
  for (const { member, biz, store, sales } of deltas) {
    db.run(
      'INSERT INTO visit VALUES (?, ?, ?, ?) ON CONFLICT (member, biz, store) DO UPDATE SET sales = sales + excluded.sales',
      member,
      biz,
      store,
      sales,
    );
  }
  return [...new Set(deltas.map(({ member }) => member))].map((member) => {
    const sum = db.one(
      visitSumSchema,
      'SELECT count(*) AS visits, max(biz) AS last FROM visit WHERE member = ? AND sales > 0',
      member,
    );
    assert(sum !== null, 'a count always has a row');
    return { member, visits: sum.visits, lastVisit: sum.last };
  });
}

function saveIntake(db: SqlDatabase, changes: IntakeChanges): void {
  const stream = saveStream(db, changes);
  for (const { seq, body, hash, priv, effMs } of changes.records) {
    db.run('INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?)', stream, seq, body, hash, priv, effMs, changes.nowMs);
  }
  for (const { seq, code, detail } of changes.quarantine) {
    db.run('INSERT INTO quarantine VALUES (?, ?, ?, ?, ?)', stream, seq, code, detail, changes.nowMs);
  }
  for (const posting of changes.postings) savePosting(db, stream, posting);
  for (const { of, by } of changes.undone) db.run('INSERT INTO undone VALUES (?, ?)', of, by);
  for (const member of changes.members) saveMember(db, member);
  for (const { member, firstName, phone } of changes.people) {
    db.run('INSERT OR REPLACE INTO person_data VALUES (?, ?, ?)', member, firstName, phone);
  }
  for (const { alias, member } of changes.aliases) db.run('INSERT OR IGNORE INTO alias VALUES (?, ?)', alias, member);
  for (const facts of changes.facts) addFacts(db, facts);
  for (const { unit, bucket, n } of changes.held) {
    db.run('INSERT INTO held VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n', unit, bucket, n);
  }
  if (changes.lastSaleMs !== null) {
    db.run(
      'UPDATE shop SET last_sale_ms = max(coalesce(last_sale_ms, 0), ?) WHERE id = ?',
      changes.lastSaleMs,
      changes.store,
    );
  }
}

function saveStream(db: SqlDatabase, { stream, nowMs }: IntakeChanges): number {
  const { ter, ep, cursor, hash, state } = stream;
  const anchor = stream.anchor && JSON.stringify(stream.anchor);
  const id = db.one(
    countSchema,
    `INSERT INTO stream (ter, ep, cursor, hash, state, anchor, touched_ms) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (ter, ep) DO UPDATE SET cursor = excluded.cursor, hash = excluded.hash, state = excluded.state,
       anchor = excluded.anchor, touched_ms = excluded.touched_ms RETURNING id AS n`,
    ter,
    ep,
    cursor,
    hash,
    state,
    anchor,
    nowMs,
  );
  assert(id !== null, 'an upsert returns its row');
  return id;
}

function savePosting(db: SqlDatabase, stream: number, posting: PostingRow): void {
  const { account } = posting;
  db.run(
    'INSERT INTO posting VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    stream,
    posting.seq,
    posting.leg,
    account.kind,
    account.kind === 'member' ? account.member : null,
    account.kind === 'member' ? null : account.store,
    account.unit,
    account.kind === 'member' ? account.bucket : null,
    posting.n,
    posting.kind,
    posting.rule,
    posting.floor,
    posting.biz,
    posting.effMs,
  );
}

function saveMember(db: SqlDatabase, { row, known, last }: MemberState): void {
  const before = memberOf(db, row.id);
  db.run(
    'INSERT OR REPLACE INTO member VALUES (?, ?, ?, ?, ?)',
    row.id,
    row.ver,
    known ? 1 : 0,
    last && JSON.stringify(last),
    JSON.stringify(row),
  );
  if (!known) return;
  logChange(db, `m:${row.id}`);
  if (before?.known !== true) {
    db.run(`INSERT INTO tally VALUES ('members', 1) ON CONFLICT (name) DO UPDATE SET n = n + 1`);
  }
}

function addFacts(db: SqlDatabase, { store, biz, hour, facts }: StoredFacts): void {
  const before = db.one(
    factsRowSchema,
    'SELECT store, biz, hour, facts FROM fact_hour WHERE biz = ? AND store = ? AND hour = ?',
    biz,
    store,
    hour,
  );
  const merged = before ? mergeFacts(before.facts, facts) : facts;
  db.run('INSERT OR REPLACE INTO fact_hour VALUES (?, ?, ?, ?)', biz, store, hour, JSON.stringify(merged));
}

function logChange(db: SqlDatabase, key: string): void {
  assert(key.length < 64, 'a key of the change log is short');
  db.run('INSERT OR REPLACE INTO change_log (key) VALUES (?)', key);
}
