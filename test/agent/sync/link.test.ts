import { describe, expect, it } from 'vitest';
import type { Fate, Leg } from '../../support/fake-hq-net.ts';
import { expectAll, memberRow, memoryShop } from './memory-shop.ts';

describe('going online', () => {
  it('anchors first, then sends what was sold before', async () => {
    const { system, hq, till } = memoryShop();
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
    const { system, hq, till } = memoryShop();
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

  it('does not starve while sales never pause', async () => {
    const { system, hq, till } = memoryShop();
    till.link.start();
    await system.pass(1_000);
    for (let sale = 0; sale < 100; sale += 1) {
      till.sell();
      await system.pass(10);
    }
    expect(hq.streams.get(till.journal.epoch)?.records.length).toBeGreaterThan(90);
  });

  it('sends also when nobody woke it', async () => {
    const { system, hq, till } = memoryShop();
    till.link.start();
    await system.pass(1_000);
    till.link.wake = () => {};
    till.sell(2);
    await system.pass(6_000);
    expectAll(hq, till);
  });

  it('keeps a push within the bytes that headquarters takes', async () => {
    const { system, hq, net, till } = memoryShop();
    hq.limits = { ...hq.limits, bytes: 1_500 };
    till.sell(300);
    till.link.start();
    await system.pass(5_000);
    expectAll(hq, till);
    expect(hq.largestPush).toBeLessThanOrEqual(1_500);
    expect(hq.largestPush).toBeGreaterThan(700);
    expect(net.attempts).toBe(1);
  });

  it('drains a backlog in batches within the limits, two in flight', async () => {
    const { system, hq, till } = memoryShop();
    till.sell(950);
    till.link.start();
    await system.pass(2_000);
    expectAll(hq, till);
    expect(hq.pushes).toBe(5);
  });

  it('keeps selling evidence-free when the disk is full', async () => {
    const { system, hq, till } = memoryShop();
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
    const { system, hq, net, till } = memoryShop();
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
    const { system, net, till } = memoryShop();
    net.up = false;
    till.link.start();
    await system.pass(10 * 3_600_000);
    expect(net.attempts).toBeGreaterThan(500);
    expect(net.attempts).toBeLessThan(3_000);
    expect(system.waiting).toBe(1);
  });

  it('another key answers: nothing is sent', async () => {
    const { system, hq, net, till } = memoryShop();
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
    const { system, hq, net, till } = memoryShop();
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
    const { system, hq, till } = memoryShop();
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
    const { system, hq, hooks, till } = memoryShop();
    hq.feedLog.push(memberRow(1, 1), memberRow(2, 1), memberRow(3, 1));
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
    const { system, hq, net, till } = memoryShop();
    till.sell(300);
    till.link.start();
    await system.pass(5_000);
    hq.restore(till.journal.epoch, 40);
    net.cut();
    await system.pass(60_000);
    expect(till.link.view()).toMatchObject({ state: 'online', problem: null });
    expectAll(hq, till);
  });

  it('a cursor ahead of our acknowledgement: nothing is sent again', async () => {
    const { system, hq, hooks, net, till } = memoryShop();
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

  it('counts as acknowledged what it proves to hold, also when there is nothing left to send', async () => {
    const { system, hooks, till } = memoryShop();
    till.sell(5);
    till.journal.full = true;
    hooks.fate = (leg) => (leg === 'ack' ? 'cut' : 'well');
    till.link.start();
    await system.pass(60_000);
    expect(till.journal.acked).toBe(5);
  });

  it('headquarters holds more than we do: shown, and nothing is pushed or written', async () => {
    const { system, hq, net, till } = memoryShop();
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

  it('headquarters holds something else under our number: the same', async () => {
    const { system, hq, net, till } = memoryShop();
    till.sell(9);
    till.link.start();
    await system.pass(5_000);
    const last = hq.streams.get(till.journal.epoch)?.records.at(-1);
    last?.hash.fill(1);
    const before = { pushes: hq.pushes, rows: till.journal.rows.length };
    net.cut();
    await system.pass(60_000);
    expect(till.link.view().problem?.code).toBe('StreamForked');
    expect({ pushes: hq.pushes, rows: till.journal.rows.length }).toEqual(before);
  });

  it('the till is shut out: shown; its sales stay', async () => {
    const { system, hq, net, till } = memoryShop();
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
    const { system, hq, till } = memoryShop();
    hq.recordsAtMost = 7;
    till.sell(100);
    till.link.start();
    await system.pass(30_000);
    expectAll(hq, till);
  });

  it('headquarters is busy: waits, and sends all', async () => {
    const { system, hq, till } = memoryShop();
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
    const { system, hq, hooks, net, till } = memoryShop();
    hooks.fate = (leg) => (leg === 'ack' ? 'lost' : 'well');
    till.link.start();
    await system.pass(40_000);
    expect(net.attempts).toBe(2);
    hooks.fate = () => 'well';
    await system.pass(60_000);
    expectAll(hq, till);
  });
});

describe('stopping', () => {
  it('nothing is sent, written or waited for afterwards', async () => {
    const { system, hq, net, till } = memoryShop();
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
});

describe('who listens', () => {
  it('hears of each change and of nothing else', async () => {
    const { system, net, till } = memoryShop();
    const heard: string[] = [];
    till.link.onChange(() => {
      const { state, problem } = till.link.view();
      heard.push([state, problem?.code ?? '', till.journal.head().acked].join(' '));
    });
    till.link.start();
    await system.pass(90_000);
    net.up = false;
    net.cut();
    await system.pass(60_000);
    net.up = true;
    await system.pass(60_000);
    // The anchor of each connection is acknowledged a moment after it.
    expect(heard).toEqual(['online  0', 'online  1', 'offline ServerUnreachable 1', 'online  1', 'online  2']);
  });

  it('hears that a sale is with headquarters, also when no member’s row comes back', async () => {
    const { system, till } = memoryShop();
    till.link.start();
    await system.pass(1_000);
    const { seq } = till.journal.head();
    till.sell(3);
    let acked = 0;
    till.link.onChange(() => {
      acked = till.journal.head().acked;
    });
    till.link.wake();
    await system.pass(1_000);
    expect(acked).toBe(seq + 3);
  });
});
