import { describe, expect, it } from 'vitest';
import { hexOf } from '../../../core/base/bytes.ts';
import { memberIdOf } from '../../../core/base/id.ts';
import type { FeedRow } from '../../../core/protocol/sync.ts';
import { FakeHqNet } from '../../support/fake-hq-net.ts';
import type { Fate, Leg } from '../../support/fake-hq-net.ts';
import { FakeHq } from '../../support/fake-hq.ts';
import { memoryTill } from './memory-till.ts';
import type { MemoryTill } from './memory-till.ts';
import { VirtualSystem } from './virtual-system.ts';

function shop(seed = 1) {
  const system = new VirtualSystem(seed);
  const hq = new FakeHq();
  const hooks = { timer: system.timer, bytes: system.random.bytes, fate: (_: Leg): Fate => 'well' };
  const net = new FakeHqNet(hq, hooks);
  const till = memoryTill(hq, system, net);
  return { system, hq, hooks, net, till };
}

/** Everything the till wrote, once and in order, byte for byte. */
function expectAll(hq: FakeHq, till: MemoryTill): void {
  const kept = hq.streams.get(till.journal.epoch)?.records ?? [];
  expect(kept.map(({ hash }) => hexOf(hash))).toEqual(till.journal.rows.map(({ hash }) => hexOf(hash)));
  expect(kept.map(({ priv }) => hexOf(priv))).toEqual(
    till.journal.rows.map(({ priv }) => hexOf(priv ?? new Uint8Array())),
  );
  expect(till.journal.acked).toBe(till.journal.rows.length);
  expect(hq.complaints).toEqual([]);
}

const member = (n: number, ver: number): FeedRow => ({
  kind: 'member',
  row: {
    id: memberIdOf(new Uint8Array(16).fill(n)),
    ver,
    firstName: 'Anna',
    last2: '12',
    identifiers: [],
    balances: [],
    visits: 0,
    lastVisit: null,
    flags: [],
  },
});

describe('going online', () => {
  it('anchors first, then sends what was sold before', async () => {
    const { system, hq, till } = shop();
    till.sell(3);
    expect(till.link.view()).toEqual({ state: 'offline', sinceMs: null, problem: null });
    till.link.start();
    await system.pass(1_000);
    expect(till.link.view()).toMatchObject({ state: 'online', problem: null });
    expect(till.journal.records.at(-1)).toMatchObject({
      t: 'anchor',
      seq: 4,
      srv: hq.srv,
      now: hq.now,
      rttMs: 10,
      link: 'online',
    });
    expectAll(hq, till);
  });

  it('sends a live sale at once, and a burst in one push', async () => {
    const { system, hq, till } = shop();
    till.link.start();
    await system.pass(1_000);
    const before = hq.pushes;
    for (let sale = 0; sale < 15; sale += 1) {
      till.sell();
      await system.pass(1);
    }
    await system.pass(50);
    expectAll(hq, till);
    expect(hq.pushes - before).toBe(1);
  });

  it('sends also when nobody woke it', async () => {
    const { system, hq, till } = shop();
    till.link.start();
    await system.pass(1_000);
    till.link.wake = () => {};
    till.sell(2);
    await system.pass(6_000);
    expectAll(hq, till);
  });

  it('drains a backlog in batches within the limits, two in flight', async () => {
    const { system, hq, till } = shop();
    till.sell(950);
    till.link.start();
    await system.pass(2_000);
    expectAll(hq, till);
    expect(hq.pushes).toBe(5);
  });

  it('keeps selling evidence-free when the disk is full', async () => {
    const { system, hq, till } = shop();
    till.sell(2);
    till.journal.full = true;
    till.link.start();
    await system.pass(1_000);
    expectAll(hq, till);
    expect(till.warnings).toContain('no anchor was written');
  });
});

describe('the server is not there, or not ours', () => {
  it('says so, and is back soon after the server is', async () => {
    const { system, hq, net, till } = shop();
    net.up = false;
    till.link.start();
    till.sell(20);
    await system.pass(30_000);
    expect(till.link.view()).toMatchObject({ state: 'offline', problem: { code: 'ServerUnreachable' } });
    net.up = true;
    await system.pass(60_000);
    expect(till.link.view()).toMatchObject({ state: 'online', problem: null });
    expectAll(hq, till);
  });

  it('does not hammer: a night without a server is some thousand attempts at most', async () => {
    const { system, net, till } = shop();
    net.up = false;
    till.link.start();
    await system.pass(10 * 3_600_000);
    expect(net.attempts).toBeGreaterThan(500);
    expect(net.attempts).toBeLessThan(3_000);
    expect(system.waiting).toBe(1);
  });

  it('another key answers: nothing is sent', async () => {
    const { system, hq, net, till } = shop();
    till.link.start();
    till.sell(3);
    hq.replaceKey();
    await system.pass(600_000);
    expect(till.link.view()).toMatchObject({
      state: 'offline',
      problem: { code: 'ServerNotOurs', params: { url: 'https://hq.example' } },
    });
    expect(hq.pushes).toBe(0);
    expect(net.log).not.toContain('feed');
    expect(net.attempts).toBeLessThan(25);
    expect(till.journal.records.some(({ t }) => t === 'anchor')).toBe(false);
  });

  it('another protocol: both versions are named, and no hello is sent', async () => {
    const { system, hq, net, till } = shop();
    hq.proto = [7, 9];
    till.link.start();
    await system.pass(60_000);
    expect(till.link.view().problem).toEqual({ code: 'ProtocolMismatch', params: { till: '1', server: '7–9' } });
    expect(net.log).not.toContain('hello');
    hq.proto = [1, 9];
    // It may answer with what we do not speak, after a challenge that promised otherwise.
    await system.pass(120_000);
    expect(till.link.view().problem).toEqual({ code: 'ProtocolMismatch', params: { till: '1', server: '9' } });
    hq.proto = [1, 1];
    await system.pass(120_000);
    expect(till.link.view().state).toBe('online');
  });

  it('headquarters does not know the till: its own sentence is shown', async () => {
    const { system, hq, till } = shop();
    hq.tills.clear();
    till.link.start();
    await system.pass(10_000);
    expect(till.link.view().problem?.code).toBe('Unauthorised');
  });
});

describe('cut at each step', () => {
  const legs: Leg[] = ['connect', 'challenge', 'hello', 'welcome', 'push', 'ack', 'feed', 'page'];
  const fates: Fate[] = ['cut', 'lost', 'late', 'twice', 'garbled'];
  it.each(legs.flatMap((leg) => fates.map((fate) => [leg, fate] as const)))('%s %s', async (leg, fate) => {
    const { system, hq, hooks, till } = shop();
    hq.feedLog.push(member(1, 1), member(2, 1), member(3, 1));
    let left = 3;
    hooks.fate = (each) => (each === leg && (left -= 1) >= 0 ? fate : 'well');
    till.sell(7);
    till.link.start();
    await system.pass(300_000);
    expect(left).toBeLessThan(3);
    expect(till.link.view()).toMatchObject({ state: 'online', problem: null });
    expectAll(hq, till);
    expect(till.cache.members.size).toBe(3);
  });
});

describe('the server’s word on the stream', () => {
  it('a backup was put back: what it lost is sent again', async () => {
    const { system, hq, net, till } = shop();
    till.sell(300);
    till.link.start();
    await system.pass(5_000);
    hq.restore(till.journal.epoch, 40);
    net.cut();
    await system.pass(60_000);
    expect(till.link.view()).toMatchObject({ state: 'online', problem: null });
    expectAll(hq, till);
  });

  it('its cursor is ahead of our acknowledgement: nothing is sent again', async () => {
    const { system, hq, hooks, net, till } = shop();
    till.sell(5);
    hooks.fate = (leg) => (leg === 'ack' ? 'cut' : 'well');
    till.link.start();
    await system.pass(30);
    expect(hq.streams.get(till.journal.epoch)?.records).toHaveLength(6);
    expect(till.journal.acked).toBe(0);
    hooks.fate = () => 'well';
    const before = hq.pushes;
    await system.pass(60_000);
    expectAll(hq, till);
    // Only the anchors of the new connections.
    expect(hq.pushes - before).toBeLessThanOrEqual(net.attempts);
  });

  it('it holds more than we do: shown, and nothing is pushed or written', async () => {
    const { system, hq, net, till } = shop();
    till.sell(9);
    till.link.start();
    await system.pass(5_000);
    till.journal.rows.splice(5);
    till.journal.records.splice(5);
    net.cut();
    const before = hq.pushes;
    await system.pass(60_000);
    expect(till.link.view()).toMatchObject({ state: 'online', problem: { code: 'StreamForked' } });
    expect(hq.pushes).toBe(before);
    expect(till.journal.rows).toHaveLength(5);
  });

  it('it holds something else under our number: the same', async () => {
    const { system, hq, net, till } = shop();
    till.sell(9);
    till.link.start();
    await system.pass(5_000);
    const last = hq.streams.get(till.journal.epoch)?.records.at(-1);
    last?.hash.fill(1);
    net.cut();
    await system.pass(60_000);
    expect(till.link.view().problem?.code).toBe('StreamForked');
  });

  it('the till is shut out: shown; its sales stay', async () => {
    const { system, hq, net, till } = shop();
    till.sell(2);
    till.link.start();
    await system.pass(5_000);
    for (const stream of hq.streams.values()) stream.state = 'fenced';
    till.sell(2);
    await system.pass(1_000);
    expect(till.link.view().problem?.code).toBe('TillFenced');
    net.cut();
    await system.pass(30_000);
    expect(till.link.view().problem?.code).toBe('TillFenced');
    expect(till.journal.acked).toBe(3);
  });

  it('smaller pushes are wanted: halves until they fit', async () => {
    const { system, hq, till } = shop();
    hq.recordsAtMost = 7;
    till.sell(100);
    till.link.start();
    await system.pass(30_000);
    expectAll(hq, till);
  });

  it('it is busy: waits, and sends all', async () => {
    const { system, hq, till } = shop();
    hq.refusals = Array.from({ length: 6 }, () => ({ ok: false, code: 'BUSY', expect: 0, retryMs: 1_000 }));
    till.sell(100);
    till.link.start();
    await system.pass(900);
    const early = hq.pushes;
    expect(early).toBeLessThanOrEqual(2);
    await system.pass(30_000);
    expectAll(hq, till);
  });

  it('two pushes stay without an answer: the connection is given up', async () => {
    const { system, hq, hooks, net, till } = shop();
    hooks.fate = (leg) => (leg === 'ack' ? 'lost' : 'well');
    till.link.start();
    await system.pass(40_000);
    expect(net.attempts).toBe(2);
    hooks.fate = () => 'well';
    await system.pass(60_000);
    expectAll(hq, till);
  });
});

describe('the way down', () => {
  it('pages until there is no more, and the till looks again', async () => {
    const { system, hq, till } = shop();
    for (let n = 1; n <= 7; n += 1) hq.feedLog.push(member(n, 1));
    till.link.start();
    await system.pass(1_000);
    expect(till.cache.members.size).toBe(7);
    expect(till.cache.pages.map((page) => page.reset)).toEqual([true, false, false, false]);
    expect(till.looks.applied).toBe(4);
  });

  it('a poke brings it at once; without one it comes within a minute', async () => {
    const { system, hq, net, till } = shop();
    till.link.start();
    await system.pass(1_000);
    hq.feedLog.push(member(1, 1));
    net.poke();
    await system.pass(50);
    expect(till.cache.members.size).toBe(1);
    hq.feedLog.push(member(2, 1));
    await system.pass(61_000);
    expect(till.cache.members.size).toBe(2);
  });

  it('another incarnation of the server: from the beginning', async () => {
    const { system, hq, net, till } = shop();
    hq.feedLog.push(member(1, 1), member(2, 1), member(3, 1));
    till.link.start();
    await system.pass(1_000);
    hq.restore(till.journal.epoch, 0);
    hq.feedLog.splice(0, 2);
    net.cut();
    await system.pass(30_000);
    expect([...till.cache.members.keys()]).toHaveLength(1);
    expect(till.cache.view()).toBe(`${hq.srv}:1`);
  });

  it('a new programme is noted in the journal, once', async () => {
    const { system, hq, net, till } = shop();
    hq.feedLog.push({ kind: 'document', document: hq.document(4, '{"any":"thing"}') });
    till.link.start();
    await system.pass(1_000);
    net.poke();
    await system.pass(1_000);
    const noted = till.journal.records.filter(({ t }) => t === 'config_activated');
    expect(noted).toMatchObject([{ rs: { version: 4 } }]);
    expectAll(hq, till);
  });

  it('a document of somebody else stays out, is shown, and the next right one heals it', async () => {
    const { system, hq, net, till } = shop();
    hq.feedLog.push({ kind: 'document', document: hq.document(4, '{}', 'somebody') }, member(1, 1));
    till.link.start();
    await system.pass(1_000);
    expect(till.cache.programmeVersion).toBe(0);
    expect(till.cache.members.size).toBe(1);
    expect(till.link.view().problem).toEqual({ code: 'DocumentUnsigned', params: { kind: 'programme', version: 4 } });
    hq.feedLog.push({ kind: 'document', document: hq.document(5, '{}') });
    net.poke();
    await system.pass(1_000);
    expect(till.cache.programmeVersion).toBe(5);
    expect(till.link.view().problem).toBeNull();
  });

  it('the cache refuses a page: shown, tried again, healed', async () => {
    const { system, hq, till } = shop();
    hq.feedLog.push(member(1, 1));
    till.cache.hurdles = [Promise.reject(new Error('disk I/O error'))];
    till.link.start();
    await system.pass(100);
    expect(till.link.view().problem?.code).toBe('Internal');
    await system.pass(5_000);
    expect(till.cache.members.size).toBe(1);
    expect(till.link.view().problem).toBeNull();
  });

  it('the cache never answers: not stuck', async () => {
    const { system, hq, till } = shop();
    hq.feedLog.push(member(1, 1));
    till.cache.hurdles = [new Promise(() => {})];
    till.link.start();
    await system.pass(300_000);
    expect(till.cache.members.size).toBe(1);
  });

  it('a page that leads nowhere is not asked for in a circle', async () => {
    const { system, hq, net, till } = shop();
    hq.feedLog.push(member(1, 1), member(2, 1), member(3, 1));
    hq.pageRows = 0;
    till.link.start();
    await system.pass(60_000);
    expect(net.log.filter((leg) => leg === 'feed').length).toBeLessThan(20);
    expect(till.link.view().problem?.code).toBe('MessageInvalid');
  });
});

describe('stopping', () => {
  it('nothing is sent, written or waited for afterwards', async () => {
    const { system, hq, net, till } = shop();
    till.link.start();
    await system.pass(1_000);
    await till.link.stop();
    expect(till.link.view().state).toBe('offline');
    const before = { pushes: hq.pushes, rows: till.journal.rows.length };
    till.sell(2);
    net.poke();
    await system.pass(600_000);
    expect(hq.pushes).toBe(before.pushes);
    expect(till.journal.rows).toHaveLength(before.rows + 2);
    till.link.start();
    await system.pass(10_000);
    expectAll(hq, till);
  });

  it('waits for the page that is being written', async () => {
    const { system, hq, till } = shop();
    hq.feedLog.push(member(1, 1));
    let write = (): void => {};
    till.cache.hurdles = [new Promise<void>((done) => (write = done))];
    till.link.start();
    await system.pass(1_000);
    let stopped = false;
    const stopping = till.link.stop().then(() => (stopped = true));
    await system.pass(1_000);
    expect(stopped).toBe(false);
    write();
    await stopping;
    expect(till.cache.members.size).toBe(1);
  });
});

describe('who listens', () => {
  it('hears of each change and of nothing else', async () => {
    const { system, net, till } = shop();
    const heard: string[] = [];
    till.link.onChange(() => heard.push(till.link.view().state + (till.link.view().problem?.code ?? '')));
    till.link.start();
    await system.pass(90_000);
    net.cut();
    await system.pass(30_000);
    expect(heard).toEqual(['online', 'offlineServerUnreachable', 'online']);
  });
});
