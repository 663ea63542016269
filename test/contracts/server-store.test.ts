// What headquarters' store promises, whatever engine stands behind it. A second engine joins by one line in `engines`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { epochOf, memberIdOf } from '../../core/base/id.ts';
import type { MemberId } from '../../core/base/id.ts';
import { units } from '../../core/base/units.ts';
import { noFacts } from '../../core/projection/statistics.ts';
import type { FeedDocument } from '../../core/protocol/sync.ts';
import type { IntakeChanges, MemberState, PostingRow, TillRow } from '../../sync-server/store/rows.ts';
import type { ServerReader, ServerWriter } from '../../sync-server/store/server-store.ts';
import { openSqliteReader, openSqliteWriter } from '../../sync-server/store/sqlite/store.ts';
import { mitte, nord, srvOfTests } from '../support/server-folder.ts';
import { bytesOf, ServerTill } from '../support/server-till.ts';

interface OpenStore {
  readonly writer: ServerWriter;
  readonly reader: ServerReader;
  close(): void;
}

const engines: { name: string; open: (folder: string) => OpenStore }[] = [
  {
    name: 'embedded SQLite',
    open: (folder) => {
      const writer = openSqliteWriter(folder, srvOfTests);
      const reader = openSqliteReader(folder);
      if (!writer.ok || !reader.ok) throw new Error('it does not open');
      return {
        writer: writer.value.writer,
        reader: reader.value.reader,
        close: () => {
          reader.value.close();
          writer.value.close();
        },
      };
    },
  },
];

const till = new ServerTill('store');
const tillRow: TillRow = { ter: till.ter, publicKey: till.publicKey, store: 'mitte', lane: 'lane-1' };
const anna = memberIdOf(bytesOf('anna', 16));
const boris = memberIdOf(bytesOf('boris', 16));

function memberState(id: MemberId, ver: number, n: number, known = true): MemberState {
  return {
    row: {
      id,
      ver,
      firstName: 'Anna',
      last2: '78',
      identifiers: [],
      balances: n === 0 ? [] : [{ unit: 'points', buckets: [{ bucket: '2027-11', n: units(n) }], short: units(0) }],
      visits: 0,
      lastVisit: null,
      flags: [],
    },
    known,
    last: { effMs: 5, till: till.ter, epoch: till.ep, seq: ver },
  };
}

function changes(seq: number, more: Partial<IntakeChanges> = {}): IntakeChanges {
  const record = { seq, body: bytesOf(`body ${seq}`, 20), hash: bytesOf(`hash ${seq}`, 32), priv: null, effMs: seq };
  return {
    stream: { ter: till.ter, ep: till.ep, cursor: seq, hash: record.hash, state: 'open', anchor: null },
    nowMs: 1000 + seq,
    store: 'mitte',
    records: [record],
    quarantine: [],
    postings: [],
    members: [],
    people: [],
    aliases: [],
    undone: [],
    facts: [],
    held: [],
    lastSaleMs: null,
    ...more,
  };
}

describe.each(engines)('the store of headquarters: $name', ({ open }) => {
  let folder = '';
  let store: OpenStore;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'regulars-contract-'));
    store = open(folder);
    await store.writer.transaction(async (tx) => {
      await tx.putShops([mitte, nord]);
      await tx.addTill(tillRow, 1, 'test/1');
    });
  });
  afterEach(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const save = async (each: IntakeChanges): Promise<void> =>
    store.writer.transaction(async (tx) => tx.saveIntake(each));
  const asking = { ter: till.ter, ep: till.ep };

  it('keeps its incarnation over a restart', async () => {
    const srv = await store.reader.srv();
    expect(srv).toBe(srvOfTests);
    store.close();
    store = open(folder);
    expect(await store.reader.srv()).toBe(srv);
  });

  it('a transaction that fails has never been', async () => {
    const failing = store.writer.transaction(async (tx) => {
      await tx.saveIntake(changes(1));
      throw new Error('power cut');
    });
    await expect(failing).rejects.toThrow('power cut');
    expect(await store.reader.streams(till.ter)).toEqual([]);
    await save(changes(1));
    expect((await store.reader.streams(till.ter)).map(({ cursor }) => cursor)).toEqual([1]);
  });

  it('an attempt that fails is taken back alone', async () => {
    await store.writer.transaction(async (tx) => {
      await tx.attempt(async () =>
        tx.addEnrolCode({ hash: bytesOf('a', 32), store: 'mitte', lane: 'x', expiresMs: 9 }),
      );
      const second = tx.attempt(async () => {
        await tx.addEnrolCode({ hash: bytesOf('b', 32), store: 'mitte', lane: 'x', expiresMs: 9 });
        throw new Error('bad push');
      });
      await expect(second).rejects.toThrow('bad push');
      expect(await tx.enrolCode(bytesOf('a', 32))).toMatchObject({ lane: 'x', usedBy: null });
      expect(await tx.enrolCode(bytesOf('b', 32))).toBeNull();
    });
  });

  it('transactions run one after the other, in the order in which they were asked for', async () => {
    const order: string[] = [];
    const slow = store.writer.transaction(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.push('first');
    });
    const fast = store.writer.transaction(async () => void order.push('second'));
    await Promise.all([slow, fast]);
    expect(order).toEqual(['first', 'second']);
  });

  it('gives records back byte for byte, in order, from where one asks', async () => {
    await save(changes(1));
    await save(changes(2));
    await save(changes(3));
    const records = await store.reader.records(till.ter, till.ep, 1, 10);
    expect(records.map(({ seq }) => seq)).toEqual([2, 3]);
    expect(Uint8Array.from(records[0]?.body ?? [])).toEqual(bytesOf('body 2', 20));
    expect(await store.reader.records(till.ter, till.ep, 0, 2)).toHaveLength(2);
  });

  it('a seq can be stored once only', async () => {
    await save(changes(1));
    await expect(save(changes(1))).rejects.toThrow(/UNIQUE/);
  });

  it('knows a stream, its hashes, its state and its anchor', async () => {
    const anchor = { boot: 'ab'.repeat(8), now: 7, mono: 3 };
    const first = changes(1);
    await save({ ...first, stream: { ...first.stream, anchor } });
    await store.writer.transaction(async (tx) => {
      expect(await tx.stream(till.ter, till.ep)).toEqual({ ...first.stream, anchor });
      expect(await tx.stream(till.ter, epochOf(bytesOf('other', 8)))).toBeNull();
      expect(await tx.hashAt(till.ter, till.ep, 1)).toEqual(bytesOf('hash 1', 32));
      expect(await tx.hashAt(till.ter, till.ep, 2)).toBeNull();
      await tx.setStreamState(till.ter, till.ep, 'fenced');
    });
    expect((await store.reader.tills())[0]).toMatchObject({ records: 1, state: 'fenced', seenMs: 1001 });
  });

  it('says of a record whether it was set aside or undone', async () => {
    const by = till.id(3);
    await save(changes(1));
    await save(changes(2, { quarantine: [{ seq: 2, code: 'INVALID', detail: 'x' }] }));
    await save(changes(3, { undone: [{ of: till.id(1), by }] }));
    await store.writer.transaction(async (tx) => {
      expect(await tx.original(till.id(1))).toMatchObject({ quarantined: false, undoneBy: by });
      expect(await tx.original(till.id(2))).toMatchObject({ quarantined: true, undoneBy: null });
      expect(await tx.original(till.id(9))).toBeNull();
    });
    expect(await store.reader.quarantined(10)).toEqual([
      { ter: till.ter, ep: till.ep, seq: 2, code: 'INVALID', detail: 'x' },
    ]);
    expect((await store.reader.sums()).quarantined).toBe(1);
  });

  it('makes the events of a member again from the postings, in the order of the fold', async () => {
    const leg = (seq: number, at: number, effMs: number, more: Partial<PostingRow>): PostingRow => ({
      seq,
      leg: at,
      account: { kind: 'member', member: anna, unit: 'points', bucket: '2027-11' },
      n: 12,
      kind: 'earn',
      rule: 'base',
      floor: null,
      biz: '2026-11-22',
      effMs,
      ...more,
    });
    const redeem = leg(1, 2, 50, {
      account: { kind: 'member', member: anna, unit: 'points', bucket: null },
      n: -5,
      kind: 'redeem',
      rule: 'coffee',
      floor: 5,
    });
    const issued = leg(1, 1, 50, { account: { kind: 'issued', store: 'mitte', unit: 'points' }, n: -12 });
    await save(changes(1, { postings: [leg(1, 0, 50, {}), issued, redeem] }));
    await save(changes(2, { postings: [leg(2, 0, 20, { n: 3 })] }));
    const events = await store.writer.transaction(async (tx) => tx.history(anna));
    const earn = { kind: 'earn', rule: 'base', unit: 'points', bucket: '2027-11' };
    expect(events).toEqual([
      { key: { effMs: 20, till: till.ter, epoch: till.ep, seq: 2 }, biz: '2026-11-22', effects: [{ ...earn, n: 3 }] },
      {
        key: { effMs: 50, till: till.ter, epoch: till.ep, seq: 1 },
        biz: '2026-11-22',
        effects: [
          { ...earn, n: 12 },
          { kind: 'redeem', rule: 'coffee', unit: 'points', n: 5, by: { floor: 5 }, from: [] },
        ],
      },
    ]);
  });

  it('counts a visit per store and day, and takes it back when its last sale is undone', async () => {
    const visit = (biz: string, shop: string, sales: 1 | -1) => ({ member: anna, biz, store: shop, sales });
    const count = async (...deltas: ReturnType<typeof visit>[]) =>
      store.writer.transaction(async (tx) => tx.addVisits(deltas));
    expect(await count(visit('2026-11-22', 'mitte', 1), visit('2026-11-22', 'mitte', 1))).toEqual([
      { member: anna, visits: 1, lastVisit: '2026-11-22' },
    ]);
    expect(await count(visit('2026-11-22', 'nord', 1), visit('2026-11-23', 'nord', 1))).toMatchObject([{ visits: 3 }]);
    expect(await count(visit('2026-11-23', 'nord', -1))).toEqual([
      { member: anna, visits: 2, lastVisit: '2026-11-22' },
    ]);
    expect(await count(visit('2026-11-22', 'mitte', -1))).toMatchObject([{ visits: 2 }]);
  });

  it('merges the facts of an hour, and finds them by date and store', async () => {
    const facts = (store_: string, biz: string, hour: number, sales: number) => ({
      store: store_,
      biz,
      hour,
      facts: { ...noFacts, sales, units: [{ unit: 'points', issued: sales, spent: 0 }] },
    });
    await save(changes(1, { facts: [facts('mitte', '2026-11-22', 11, 2), facts('nord', '2026-11-22', 11, 1)] }));
    await save(changes(2, { facts: [facts('mitte', '2026-11-22', 11, 3), facts('mitte', '2026-11-23', 9, 1)] }));
    expect(await store.reader.facts('2026-11-22', '2026-11-22', 'mitte')).toEqual([
      facts('mitte', '2026-11-22', 11, 5),
    ]);
    expect(await store.reader.facts('2026-11-22', '2026-11-23', null)).toHaveLength(3);
    expect(await store.reader.facts('2026-11-24', '2026-11-30', null)).toEqual([]);
  });

  it('sums what members hold, counts those that are known, and remembers the last sale', async () => {
    const held = (n: number) => [{ unit: 'points', bucket: '2027-11', n }];
    await save(changes(1, { members: [memberState(anna, 1, 12)], held: held(12), lastSaleMs: 900 }));
    await save(changes(2, { members: [memberState(boris, 1, 0, false)], held: held(-2), lastSaleMs: 800 }));
    await save(changes(3, { members: [memberState(anna, 2, 10)] }));
    expect(await store.reader.sums()).toEqual({ members: 1, quarantined: 0, held: held(10) });
    await save(changes(4, { members: [memberState(boris, 2, 0)] }));
    expect((await store.reader.sums()).members).toBe(2);
    expect([...(await store.reader.lastSales())]).toEqual([['mitte', 900]]);
  });

  it('the feed tells each member once, with the newest row, and the cursor of the asking stream', async () => {
    await save(changes(1, { members: [memberState(anna, 1, 5)] }));
    await save(changes(2, { members: [memberState(boris, 1, 7)] }));
    const early = await store.reader.feed(0, 10, 100_000, asking);
    await save(changes(3, { members: [memberState(anna, 2, 9)] }));
    const all = await store.reader.feed(0, 10, 100_000, asking);
    const versions = all.rows.map((row) => (row.kind === 'member' ? [row.row.id, row.row.ver] : []));
    expect(versions).toEqual([
      [boris, 1],
      [anna, 2],
    ]);
    expect(all).toMatchObject({ covered: 3, more: false, pos: await store.reader.head() });
    const since = await store.reader.feed(early.pos, 10, 100_000, asking);
    expect(since.rows).toHaveLength(1);
    expect(await store.reader.feed(all.pos, 10, 100_000, asking)).toMatchObject({
      rows: [],
      more: false,
      pos: all.pos,
    });
  });

  it('the feed is cut by rows and by bytes, never to nothing, and goes on from where it was cut', async () => {
    for (const [at, name] of ['a', 'b', 'c', 'd', 'e'].entries()) {
      await save(changes(at + 1, { members: [memberState(memberIdOf(bytesOf(name, 16)), 1, at)] }));
    }
    const two = await store.reader.feed(0, 2, 100_000, asking);
    expect([two.rows.length, two.more]).toEqual([2, true]);
    const rest = await store.reader.feed(two.pos, 10, 100_000, asking);
    expect([rest.rows.length, rest.more]).toEqual([3, false]);
    const narrow = await store.reader.feed(0, 10, 1, asking);
    expect([narrow.rows.length, narrow.more]).toEqual([1, true]);
  });

  it('a member that only the ledger knows is not told to tills', async () => {
    await save(changes(1, { members: [memberState(anna, 1, 5, false)] }));
    expect((await store.reader.feed(0, 10, 100_000, asking)).rows).toEqual([]);
    expect(await store.reader.member(anna)).toMatchObject({ known: false });
  });

  it('the newest document of a kind is the one in force, and moves to the end of the feed', async () => {
    const document = (version: number): FeedDocument => ({
      kind: 'programme',
      version,
      body: `{"v":${version}}`,
      sig: 'ab'.repeat(64),
    });
    await store.writer.transaction(async (tx) => tx.putDocument(document(1)));
    await save(changes(1, { members: [memberState(anna, 1, 5)] }));
    await store.writer.transaction(async (tx) => tx.putDocument(document(2)));
    expect(await store.reader.document('programme')).toEqual(document(2));
    expect(await store.reader.document('assortment')).toBeNull();
    const { rows } = await store.reader.feed(0, 10, 100_000, asking);
    expect(rows.map(({ kind }) => kind)).toEqual(['member', 'document']);
  });

  it('keeps personal data apart from the row that tills are told', async () => {
    const people = [{ member: anna, firstName: 'Anna', phone: '+4915112345678' }];
    await save(changes(1, { members: [memberState(anna, 1, 5)], people }));
    expect(await store.reader.personData(anna)).toEqual(people[0]);
    expect(JSON.stringify(await store.reader.feed(0, 10, 100_000, asking))).not.toContain('15112345678');
  });

  it('keeps shops in the order of the configuration, changed and added', async () => {
    const south = { ...nord, id: 'sued', name: 'Süd' };
    await store.writer.transaction(async (tx) => tx.putShops([south, { ...mitte, name: 'Mitte neu' }]));
    expect((await store.reader.shops()).map(({ name }) => name)).toEqual(['Süd', 'Mitte neu', 'Berlin Nord']);
  });

  it('knows people and sessions, and forgets a session when it is over', async () => {
    const person = { name: 'Eva', salt: bytesOf('salt', 16), hash: bytesOf('hash', 32) };
    const session = { hash: bytesOf('token', 32), person: 'Eva', expiresMs: 100 };
    expect(await store.reader.people()).toBe(0);
    await store.writer.transaction(async (tx) => {
      await tx.addPerson(person, 1);
      await tx.addSession(session, 1);
    });
    expect(await store.reader.person('Eva')).toEqual(person);
    expect(await store.reader.person('eva')).toBeNull();
    expect(await store.reader.session(session.hash, 99)).toEqual(session);
    expect(await store.reader.session(session.hash, 100)).toBeNull();
    await store.writer.transaction(async (tx) => tx.dropSession(session.hash));
    expect(await store.reader.session(session.hash, 99)).toBeNull();
  });

  it('notes what a till said last', async () => {
    await store.writer.transaction(async (tx) =>
      tx.noteTill({ ter: till.ter, seenMs: 77, waiting: 5, programme: 3, app: 'test/2' }),
    );
    expect((await store.reader.tills())[0]).toMatchObject({
      ...tillRow,
      seenMs: 77,
      waiting: 5,
      programme: 3,
      records: 0,
    });
  });
});
