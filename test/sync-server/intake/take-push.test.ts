import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytesOfText, hexOf } from '../../../core/base/bytes.ts';
import type { MemberId } from '../../../core/base/id.ts';
import { memberIdOf } from '../../../core/base/id.ts';
import { limits } from '../../../core/base/limits.ts';
import { serverWrites } from '../../../sync-server/intake/server-writes.ts';
import { openSqliteWriter } from '../../../sync-server/store/sqlite/store.ts';
import { keptLog, openServerFolder, srvOfTests } from '../../support/server-folder.ts';
import type { ServerFolder } from '../../support/server-folder.ts';
import { bytesOf, earned, redeemed, reversed, ServerTill, startMs } from '../../support/server-till.ts';

let server: ServerFolder;
let till: ServerTill;
beforeEach(async () => {
  server = await openServerFolder();
  till = new ServerTill('a');
  await server.join(till);
});
afterEach(async () => server.close());

const stream = async (of = till) => (await server.reader.streams(of.ter)).find(({ ep }) => ep === of.ep);
const facts = async () => (await server.reader.facts('2000-01-01', '2100-01-01', null)).map((each) => each.facts);
const sales = async () => (await facts()).reduce((sum, each) => sum + each.sales, 0);
const quarantine = async () => (await server.reader.quarantined(50)).map(({ seq, code }) => ({ seq, code }));
const balance = async (member: MemberId) => (await server.reader.member(member))?.row.balances[0];
const enrol = (firstName = 'Anna', phone = '+4915112345678') =>
  till.enrol({ sealKey: server.sealKey, firstName, phone });

describe('the cursor', () => {
  it('acknowledges what is durable: the stored bytes are the sent ones and the hash is the chain', async () => {
    till.boot();
    till.sale();
    const answer = await server.writes.push(till.push());
    expect(answer).toEqual({
      ok: true,
      upto: 2,
      hash: hexOf(till.hashAt(2)),
      now: startMs,
      delayMs: 0,
      quarantined: [],
    });
    const stored = await server.reader.records(till.ter, till.ep, 0, 10);
    expect(stored.map(({ body }) => hexOf(body))).toEqual([1, 2].map((seq) => hexOf(till.bodyAt(seq))));
  });

  it('a repeat is acknowledged and changes nothing', async () => {
    till.sale();
    await server.writes.push(till.push());
    const head = await server.reader.head();
    expect(await server.writes.push(till.push())).toMatchObject({ ok: true, upto: 1 });
    expect(await sales()).toBe(1);
    expect(await server.reader.head()).toBe(head);
  });

  it('an overlap counts only what is new', async () => {
    till.sale();
    till.sale();
    await server.writes.push(till.push());
    till.sale();
    expect(await server.writes.push(till.push(1, 3))).toMatchObject({ ok: true, upto: 3 });
    expect(await server.writes.push(till.push(2, 3))).toMatchObject({ ok: true, upto: 3 });
    expect(await sales()).toBe(3);
  });

  it('an older part of the stream is a repeat, whatever its end', async () => {
    for (let at = 0; at < 5; at += 1) till.sale();
    await server.writes.push(till.push());
    expect(await server.writes.push(till.push(2, 3))).toMatchObject({ ok: true, upto: 5, hash: hexOf(till.hashAt(5)) });
  });

  it('a gap is refused and says what is expected', async () => {
    for (let at = 0; at < 4; at += 1) till.sale();
    await server.writes.push(till.push(1, 1));
    expect(await server.writes.push(till.push(3, 4))).toEqual({ ok: false, code: 'GAP', expect: 2, retryMs: 0 });
    expect(await stream()).toMatchObject({ cursor: 1, state: 'open' });
  });

  it('two streams of one till do not know one another', async () => {
    till.sale();
    const second = new ServerTill('a', 'second epoch');
    second.sale();
    second.sale();
    await server.writes.push(till.push());
    expect(await server.writes.push(second.push())).toMatchObject({ ok: true, upto: 2 });
    expect([(await stream())?.cursor, (await stream(second))?.cursor]).toEqual([1, 2]);
    expect((await server.reader.tills())[0]?.records).toBe(3);
  });
});

describe('what stops a stream', () => {
  it('another history is a fork, and stays one', async () => {
    till.sale({ amount: 100 });
    till.sale({ amount: 200 });
    await server.writes.push(till.push());
    till.cutTo(1);
    till.sale({ amount: 999 });
    till.sale({ amount: 300 });
    expect(await server.writes.push(till.push(2, 3))).toMatchObject({ ok: false, code: 'FORK', expect: 3 });
    expect(await stream()).toMatchObject({ cursor: 2, state: 'forked' });
    expect((await facts())[0]?.amount).toBe(300);
    expect(await server.writes.push(till.push(3, 3))).toMatchObject({ ok: false, code: 'FORK' });
  });

  it('a push that begins on another record than ours is a fork', async () => {
    till.sale({ amount: 100 });
    await server.writes.push(till.push());
    till.cutTo(0);
    till.sale({ amount: 999 });
    till.sale({ amount: 300 });
    expect(await server.writes.push(till.push(2, 2))).toMatchObject({ ok: false, code: 'FORK' });
    expect(await sales()).toBe(1);
  });

  it('a fenced stream takes nothing', async () => {
    till.sale();
    await server.writes.push(till.push());
    await server.writes.setStreamState(till.ter, till.ep, 'fenced');
    till.sale();
    expect(await server.writes.push(till.push(2, 2))).toMatchObject({ ok: false, code: 'FENCED', expect: 2 });
    expect(await sales()).toBe(1);
  });
});

describe('a push that is not what it says', () => {
  const refused = async (change: object, code: string) => {
    till.sale();
    till.sale();
    expect(await server.writes.push({ ...till.push(), ...change })).toMatchObject({ ok: false, code });
    expect(await stream()).toBeUndefined();
    expect(await server.writes.push(till.push())).toMatchObject({ ok: true, upto: 2 });
  };

  it('signed by another', async () => refused({ sig: new ServerTill('b').push(1, 0).sig }, 'PROTO'));
  it('of a till that was never enrolled', async () => refused({ ter: new ServerTill('b').ter }, 'PROTO'));
  it('not zipped', async () => refused({ bin: bytesOfText('hello') }, 'PROTO'));
  it('fewer records than it says', async () => refused({ n: 3 }, 'PROTO'));
  it('more records than it says', async () => refused({ n: 1 }, 'PROTO'));
  it('a head that its records do not lead to', async () => {
    till.sale();
    till.sale();
    till.sale();
    const answer = await server.writes.push({ ...till.push(1, 3), n: 2, bin: till.push(1, 2).bin });
    expect(answer).toMatchObject({ ok: false, code: 'PROTO' });
  });
  it('a small message that unfolds beyond all bounds', async () => {
    const bomb = gzipSync(new Uint8Array(limits.pushUnzippedBytesMax + 1));
    expect(bomb.length).toBeLessThan(limits.pushBytesMax);
    await refused({ bin: bomb }, 'TOO_BIG');
  });
});

describe('a record that cannot be understood is set aside, and the stream goes on', () => {
  const between = async (bad: () => void, code: string) => {
    till.sale();
    bad();
    till.sale();
    const answer = await server.writes.push(till.push());
    expect(answer).toMatchObject({ ok: true, upto: 3, quarantined: [{ seq: 2, code }] });
    expect(await quarantine()).toEqual([{ seq: 2, code }]);
    expect(await sales()).toBe(2);
    const [, stored] = await server.reader.records(till.ter, till.ep, 0, 10);
    expect(hexOf(stored?.body ?? new Uint8Array(0))).toBe(hexOf(till.bodyAt(2)));
  };
  const json = (record: object) => bytesOfText(JSON.stringify({ v: 1, tv: 1, ...till.envelope(), ...record }));

  it('no JSON at all', async () => between(() => till.append(bytesOfText('{"v":1')), 'UNREADABLE'));
  it('bytes that are no text', async () => between(() => till.append(bytesOf('noise', 50)), 'UNREADABLE'));
  it('a kind of record from the future', async () =>
    between(() => till.append(json({ t: 'lease_open' })), 'UNKNOWN_TYPE'));
  it('a version from the future', async () =>
    between(() => till.append(json({ t: 'boot', tv: 2, app: 'x' })), 'UNKNOWN_TYPE'));
  it('a kind named like a part of every object', async () =>
    between(() => till.append(json({ t: 'constructor' })), 'UNKNOWN_TYPE'));
  it('a known kind in a wrong shape', async () => between(() => till.append(json({ t: 'boot', app: 5 })), 'INVALID'));
  it('the number of another record', async () =>
    between(() => till.append(json({ t: 'boot', app: 'x', seq: 7 })), 'ENVELOPE_MISMATCH'));
  it('the id of another till', async () =>
    between(() => till.append(json({ t: 'boot', app: 'x', ter: 'f'.repeat(32) })), 'ENVELOPE_MISMATCH'));
  it('units for nobody', async () => between(() => till.sale({ effects: [earned(5)] }), 'EFFECT_WITHOUT_MEMBER'));
  it('less than no units', async () =>
    between(() => till.sale({ member: memberIdOf(bytesOf('m', 16)), effects: [earned(-5)] }), 'EFFECT_NEGATIVE'));
  it('a private part where the record has none', async () =>
    between(() => till.append(json({ t: 'boot', app: 'x' }), bytesOf('p', 20)), 'PRIVATE_MISMATCH'));
  it('a private part that does not have its shape', async () =>
    between(
      () => till.enrol({ sealKey: server.sealKey, firstName: 'A', phone: '1', blob: { x: 1 } }),
      'PRIVATE_INVALID',
    ));
  it('a name sealed to somebody else', async () =>
    between(() => till.enrol({ sealKey: bytesOf('stranger', 32), firstName: 'A', phone: '1' }), 'SEALED_UNREADABLE'));
  it('a void of a sale that is not there', async () => between(() => till.undo(9), 'VOID_OF_NOTHING'));
  it('a void of something that is no sale', async () => {
    till.boot();
    till.undo(1);
    expect(await server.writes.push(till.push())).toMatchObject({ quarantined: [{ seq: 2, code: 'VOID_OF_NOTHING' }] });
  });
  it('a void of another till', async () => between(() => till.undo(new ServerTill('b').id(1)), 'VOID_OF_NOTHING'));
  it('a void that names another member', async () =>
    between(() => till.undo(1, memberIdOf(bytesOf('m', 16))), 'VOID_OF_OTHER'));

  it('an enrolment whose private part was lost on the way', async () => {
    const { member } = enrol();
    const body = till.bodyAt(1);
    till.cutTo(0);
    till.append(body);
    expect(await server.writes.push(till.push())).toMatchObject({ quarantined: [{ seq: 1, code: 'PRIVATE_MISSING' }] });
    expect(await server.reader.member(member)).toBeNull();
  });

  it('a private part that was changed on the way', async () => {
    enrol();
    const body = till.bodyAt(1);
    till.cutTo(0);
    till.append(body, bytesOf('changed', 60));
    expect(await server.writes.push(till.push())).toMatchObject({
      quarantined: [{ seq: 1, code: 'PRIVATE_MISMATCH' }],
    });
  });

  it('says so in the log, without the record', async () => {
    till.append(bytesOfText('{"phone":"+4915112345678"}'));
    await server.writes.push(till.push());
    expect(server.lines).toHaveLength(1);
    expect(server.lines[0]).toMatchObject({ level: 'warn', facts: { till: till.ter, seq: 1, why: 'UNREADABLE' } });
    expect(JSON.stringify(server.lines)).not.toContain('15112345678');
  });
});

describe('what a stream leads to', () => {
  it('a member: name, two digits, identifiers; the phone apart', async () => {
    const { member, alias } = enrol('Anna', '+4915112345678');
    await server.writes.push(till.push());
    expect(await server.reader.member(member)).toMatchObject({
      known: true,
      row: { firstName: 'Anna', last2: '78', identifiers: [{ alias, kind: 'phone', right: 'spend' }], visits: 0 },
    });
    expect(await server.reader.personData(member)).toMatchObject({ phone: '+4915112345678' });
    expect(JSON.stringify(await server.reader.feed(0, 10, 100_000, till))).not.toContain('15112345678');
  });

  it('units for joining, folded and counted as any earning, and no visit', async () => {
    const person = { sealKey: server.sealKey, firstName: 'Anna', phone: '+4915112345678' };
    const { member } = till.enrol({ ...person, effects: [earned(50)] });
    till.sale({ member, amount: 500, effects: [earned(5), redeemed(20)], biz: '2026-11-23' });
    await server.writes.push(till.push(1, 1));
    expect(await balance(member)).toEqual({ unit: 'points', buckets: [{ bucket: '2027-11', n: 50 }], short: 0 });
    expect((await server.reader.member(member))?.row).toMatchObject({ visits: 0, lastVisit: null });
    const [joined] = await server.reader.facts('2026-11-22', '2026-11-22', 'mitte');
    expect(joined?.facts).toMatchObject({ sales: 0, enrolled: 1, units: [{ unit: 'points', issued: 50, spent: 0 }] });
    await server.writes.push(till.push(1, 2));
    expect(await balance(member)).toMatchObject({ buckets: [{ n: 35 }], short: 0 });
  });

  it('units, visits and figures of sales and their void', async () => {
    const { member } = enrol();
    till.sale({ member, amount: 1000, effects: [earned(10)] });
    till.sale({ member, amount: 500, effects: [earned(5), redeemed(8)], link: 'offline' });
    till.sale({ amount: 200, biz: '2026-11-23', minute: 30 });
    till.sale({ amount: 100, buyer: 'staff' });
    await server.writes.push(till.push());
    expect(await balance(member)).toEqual({ unit: 'points', buckets: [{ bucket: '2027-11', n: 7 }], short: 0 });
    expect((await server.reader.member(member))?.row).toMatchObject({ visits: 1, lastVisit: '2026-11-22' });
    const [first, second] = await server.reader.facts('2026-11-22', '2026-11-23', 'mitte');
    expect(first).toMatchObject({
      hour: 11,
      facts: { sales: 2, memberSales: 2, amount: 1500, memberAmount: 1500, offlineSales: 1, enrolled: 1 },
    });
    expect(first?.facts.units).toEqual([{ unit: 'points', issued: 15, spent: 8 }]);
    expect(second).toMatchObject({ biz: '2026-11-23', hour: 0, facts: { sales: 1, amount: 200, memberSales: 0 } });

    till.undo(2, member, [reversed(10)]);
    await server.writes.push(till.push(6, 6));
    expect(await balance(member)).toEqual({ unit: 'points', buckets: [], short: 3 });
    const [after] = await server.reader.facts('2026-11-22', '2026-11-22', 'mitte');
    expect(after?.facts).toMatchObject({ sales: 1, voids: 1, amount: 500 });
    expect((await server.reader.sums()).held).toEqual([{ unit: 'points', bucket: 'short', n: 3 }]);
  });

  it('a void in the same push, and a second void of the same sale', async () => {
    till.sale();
    till.undo(1);
    till.undo(1);
    expect(await server.writes.push(till.push())).toMatchObject({ quarantined: [{ seq: 3, code: 'VOID_TWICE' }] });
    till.undo(1);
    expect(await server.writes.push(till.push(4, 4))).toMatchObject({ quarantined: [{ seq: 4, code: 'VOID_TWICE' }] });
    expect((await facts())[0]).toMatchObject({ sales: 0, voids: 1 });
  });

  it('a void from a later epoch of the same till finds its sale', async () => {
    till.sale();
    await server.writes.push(till.push());
    const later = new ServerTill('a', 'second epoch');
    later.undo(till.id(1));
    expect(await server.writes.push(later.push())).toMatchObject({ ok: true, quarantined: [] });
    expect((await facts())[0]).toMatchObject({ sales: 0, voids: 1 });
  });

  it('the last visit goes back when its only sale is undone', async () => {
    const { member } = enrol();
    till.sale({ member, biz: '2026-11-21' });
    till.sale({ member, biz: '2026-11-22' });
    till.undo(3, member);
    await server.writes.push(till.push());
    expect((await server.reader.member(member))?.row).toMatchObject({ visits: 1, lastVisit: '2026-11-21' });
  });

  it('sales of a member whose enrolment has not arrived are kept and told once it has', async () => {
    const other = new ServerTill('b');
    await server.join(other, 'nord', 'lane-9');
    const { member } = enrol();
    other.sale({ member, effects: [earned(9)] });
    await server.writes.push(other.push());
    expect((await server.reader.feed(0, 10, 100_000, till)).rows).toEqual([]);
    await server.writes.push(till.push());
    const { rows } = await server.reader.feed(0, 10, 100_000, till);
    expect(rows).toMatchObject([{ kind: 'member', row: { id: member, firstName: 'Anna', visits: 1, ver: 2 } }]);
    expect(await balance(member)).toMatchObject({ buckets: [{ bucket: '2027-11', n: 9 }] });
  });

  it('more buckets and larger numbers than a row can hold are cut, and the ledger keeps them all', async () => {
    const { member } = enrol();
    const labels = Array.from(
      { length: 70 },
      (_, at) => `${2030 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`,
    );
    till.sale({ member, effects: labels.map((bucket) => earned(limits.unitsMax, bucket)) });
    till.sale({ member, effects: [earned(limits.unitsMax, '2035-01')] });
    await server.writes.push(till.push(1, 2));
    expect((await balance(member))?.buckets).toHaveLength(60);
    await server.writes.push(till.push(3, 3));
    expect((await balance(member))?.buckets).toHaveLength(60);
    expect(await server.writes.push(till.push(3, 3))).toMatchObject({ ok: true });
  });
});

describe('times', () => {
  it('follow the clock of headquarters once the boot session has met it', async () => {
    const drift = -86_400_000;
    till.sale({ wall: startMs + drift });
    till.anchor(startMs + 1000, 20);
    till.sale({ wall: startMs + drift });
    await server.writes.push(till.push());
    const times = (await server.reader.records(till.ter, till.ep, 0, 10)).map(({ effMs }) => effMs);
    expect(times).toEqual([startMs + drift, startMs + 1010, startMs + 2010]);
  });

  it('are the same however the stream is cut', async () => {
    till.anchor(startMs + 50_000);
    till.sale();
    till.sale();
    await server.writes.push(till.push(1, 1));
    await server.writes.push(till.push(2, 2));
    await server.writes.push(till.push(3, 3));
    const times = (await server.reader.records(till.ter, till.ep, 0, 10)).map(({ effMs }) => effMs);
    expect(times).toEqual([startMs + 50_010, startMs + 51_010, startMs + 52_010]);
  });
});

describe('a crash before the commit', () => {
  it('has never been: nothing is seen, and the repeat is counted once', async () => {
    const { member } = enrol();
    till.sale({ member, effects: [earned(7)] });
    const opened = openSqliteWriter(server.folder, srvOfTests);
    if (!opened.ok) throw new Error('it does not open');
    let crashes = 2;
    const writes = serverWrites(
      {
        transaction: async (work) =>
          opened.value.writer.transaction(async (tx) => {
            const value = await work(tx);
            crashes -= 1;
            if (crashes >= 0) throw new Error('power cut');
            return value;
          }),
      },
      { sealKey: server.keys.seal, log: keptLog([]), nowMs: () => startMs, monoMs: () => 0 },
    );
    for (let at = 0; at < 2; at += 1) {
      expect(await writes.push(till.push())).toMatchObject({ ok: false, code: 'BUSY', retryMs: limits.ingestRetryMs });
      expect(await stream()).toBeUndefined();
      expect(await facts()).toEqual([]);
    }
    expect(await writes.push(till.push())).toMatchObject({ ok: true, upto: 2 });
    expect(await sales()).toBe(1);
    expect(await balance(member)).toMatchObject({ buckets: [{ n: 7 }] });
    opened.value.close();
  });
});
