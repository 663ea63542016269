// Headquarters' database, read: a connection of its own that can change nothing. Each method is one consistent look; the
// feed takes its rows and its cursor from the same snapshot, or a till would count its own sales twice.
import { assert } from '../../../core/base/assert.ts';
import { memberIdSchema } from '../../../core/base/id.ts';
import type { TillId } from '../../../core/base/id.ts';
import type { FeedRow } from '../../../core/protocol/sync.ts';
import type { FeedSlice } from '../rows.ts';
import type { ServerReader } from '../server-store.ts';
import type { SqlDatabase } from './open-database.ts';
import {
  changeRowSchema,
  countSchema,
  documentRowSchema,
  factsRowSchema,
  heldRowSchema,
  lastSaleRowSchema,
  memberStateSchema,
  personDataSchema,
  personRowSchema,
  quarantineRowSchema,
  recordRowSchema,
  sessionRowSchema,
  shopRowSchema,
  streamRowSchema,
  tillHealthRowSchema,
  tillRowSchema,
  valueSchema,
} from './rows-schema.ts';

const streamColumns = 'ter, ep, cursor, hash, state, anchor';

export function sqliteReader(db: SqlDatabase): ServerReader {
  return {
    srv: async () => {
      const srv = db.one(valueSchema, `SELECT value FROM meta WHERE name = 'srv'`);
      assert(srv !== null, 'a database has its incarnation from the start');
      return srv;
    },
    shops: async () => db.all(shopRowSchema, 'SELECT body FROM shop ORDER BY place, id'),
    till: async (ter) => db.one(tillRowSchema, 'SELECT ter, key, store, lane FROM till WHERE ter = ?', ter),
    tills: async () => db.all(tillHealthRowSchema, tillsSql),
    streams: async (ter) =>
      db.all(streamRowSchema, `SELECT ${streamColumns} FROM stream WHERE ter = ? ORDER BY touched_ms DESC`, ter),
    records: async (ter, ep, after, limit) =>
      db.all(
        recordRowSchema,
        `SELECT seq, body, r.hash AS hash, priv, eff_ms FROM record r JOIN stream s ON s.id = r.stream
         WHERE s.ter = ? AND s.ep = ? AND seq > ? ORDER BY seq LIMIT ?`,
        ter,
        ep,
        after,
        limit,
      ),
    quarantined: async (limit) =>
      db.all(
        quarantineRowSchema,
        `SELECT ter, ep, seq, code, detail FROM quarantine q JOIN stream s ON s.id = q.stream
         ORDER BY at_ms DESC, seq DESC LIMIT ?`,
        limit,
      ),
    head: async () => headOf(db),
    feed: async (since, rowsMax, bytesMax, asking) =>
      inSnapshot(db, () => feedSince(db, since, rowsMax, bytesMax, asking)),
    document: async (kind) => newestDocument(db, kind),
    member: async (id) => db.one(memberStateSchema, 'SELECT ver, known, last, body FROM member WHERE id = ?', id),
    personData: async (member) =>
      db.one(personDataSchema, 'SELECT member, first_name, phone FROM person_data WHERE member = ?', member),
    facts: async (from, to, store) =>
      db.all(
        factsRowSchema,
        `SELECT store, biz, hour, facts FROM fact_hour
         WHERE biz BETWEEN ? AND ? AND (? IS NULL OR store = ?) ORDER BY biz, store, hour`,
        from,
        to,
        store,
        store,
      ),
    lastSales: async () => {
      const rows = db.all(lastSaleRowSchema, 'SELECT id, last_sale_ms FROM shop WHERE last_sale_ms IS NOT NULL');
      return new Map(rows.map(({ id, last_sale_ms }) => [id, last_sale_ms]));
    },
    sums: async () => ({
      members: db.one(countSchema, `SELECT n FROM tally WHERE name = 'members'`) ?? 0,
      quarantined: db.one(countSchema, 'SELECT count(*) AS n FROM quarantine') ?? 0,
      held: db.all(heldRowSchema, 'SELECT unit, bucket, n FROM held WHERE n <> 0 ORDER BY unit, bucket'),
    }),
    people: async () => db.one(countSchema, 'SELECT count(*) AS n FROM person') ?? 0,
    person: async (name) => db.one(personRowSchema, 'SELECT name, salt, hash FROM person WHERE name = ?', name),
    session: async (hash, nowMs) =>
      db.one(
        sessionRowSchema,
        'SELECT hash, person, expires_ms FROM session WHERE hash = ? AND expires_ms > ?',
        hash,
        nowMs,
      ),
  };
}

// The worst state of any stream is the till's: one that is shut out or forked wants a person.
const tillsSql = `
SELECT t.ter, t.key, t.store, t.lane, t.waiting, t.programme,
  coalesce(sum(s.cursor), 0) AS records,
  nullif(max(coalesce(t.seen_ms, 0), coalesce(max(s.touched_ms), 0)), 0) AS seen_ms,
  CASE max(CASE s.state WHEN 'forked' THEN 2 WHEN 'fenced' THEN 1 ELSE 0 END)
    WHEN 2 THEN 'forked' WHEN 1 THEN 'fenced' ELSE 'open' END AS state
FROM till t LEFT JOIN stream s ON s.ter = t.ter GROUP BY t.ter ORDER BY t.store, t.lane, t.ter`;

function inSnapshot<T>(db: SqlDatabase, look: () => T): T {
  db.execute('BEGIN');
  try {
    return look();
  } finally {
    db.execute('COMMIT');
  }
}

function headOf(db: SqlDatabase): number {
  return db.one(countSchema, 'SELECT coalesce(max(pos), 0) AS n FROM change_log') ?? 0;
}

function feedSince(
  db: SqlDatabase,
  since: number,
  rowsMax: number,
  bytesMax: number,
  asking: { ter: TillId; ep: string },
): FeedSlice {
  const head = headOf(db);
  const rows: FeedRow[] = [];
  let pos = since;
  let room = bytesMax;
  while (pos < head && rows.length < rowsMax) {
    const change = db.one(changeRowSchema, 'SELECT pos, key FROM change_log WHERE pos > ? ORDER BY pos LIMIT 1', pos);
    if (!change) break;
    const row = rowOf(db, change.key);
    const bytes = row?.kind === 'document' ? row.document.body.length : row ? JSON.stringify(row).length : 0;
    if (rows.length > 0 && bytes > room) break;
    room -= bytes;
    if (row) rows.push(row);
    pos = change.pos;
  }
  const covered = db.one(countSchema, 'SELECT cursor AS n FROM stream WHERE ter = ? AND ep = ?', asking.ter, asking.ep);
  return { pos, more: pos < head, covered: covered ?? 0, rows };
}

/** `m:` and a member, `d:` and the kind of a document. */
function rowOf(db: SqlDatabase, key: string): FeedRow | null {
  if (key.startsWith('d:')) {
    const document = newestDocument(db, key.slice(2));
    return document && { kind: 'document', document };
  }
  const id = memberIdSchema.parse(key.slice(2));
  const state = db.one(memberStateSchema, 'SELECT ver, known, last, body FROM member WHERE id = ?', id);
  return state && { kind: 'member', row: state.row };
}

function newestDocument(db: SqlDatabase, kind: string) {
  return db.one(
    documentRowSchema,
    'SELECT kind, version, body, sig FROM document WHERE kind = ? ORDER BY version DESC LIMIT 1',
    kind,
  );
}
