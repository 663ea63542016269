import { describe, expect, it } from 'vitest';
import { expectAll, memberRow, memoryShop } from './memory-shop.ts';

describe('the way down', () => {
  it('pages until there is no more, and the till looks again', async () => {
    const { system, hq, till } = memoryShop();
    for (let n = 1; n <= 7; n += 1) hq.feedLog.push(memberRow(n, 1));
    till.link.start();
    await system.pass(1_000);
    expect(till.cache.members.size).toBe(7);
    expect(till.cache.pages.map((page) => page.reset)).toEqual([true, false, false, false]);
    expect(till.looks.applied).toBe(4);
  });

  it('an answer that comes twice is applied once', async () => {
    const { system, hq, hooks, till } = memoryShop();
    hooks.fate = (leg) => (leg === 'page' ? 'twice' : 'well');
    hq.feedLog.push(memberRow(1, 1));
    till.link.start();
    await system.pass(1_000);
    expect(till.cache.pages).toHaveLength(1);
  });

  it('a poke brings it at once; without one it comes within a minute', async () => {
    const { system, hq, net, till } = memoryShop();
    till.link.start();
    await system.pass(1_000);
    hq.feedLog.push(memberRow(1, 1));
    net.poke();
    await system.pass(50);
    expect(till.cache.members.size).toBe(1);
    hq.feedLog.push(memberRow(2, 1));
    await system.pass(61_000);
    expect(till.cache.members.size).toBe(2);
  });

  it('another incarnation of the server: from the beginning', async () => {
    const { system, hq, net, till } = memoryShop();
    hq.feedLog.push(memberRow(1, 1), memberRow(2, 1), memberRow(3, 1));
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
    const { system, hq, net, till } = memoryShop();
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
    const { system, hq, net, till } = memoryShop();
    hq.feedLog.push({ kind: 'document', document: hq.document(4, '{}', 'somebody') }, memberRow(1, 1));
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
    const { system, hq, till } = memoryShop();
    hq.feedLog.push(memberRow(1, 1));
    till.cache.hurdles = [Promise.reject(new Error('disk I/O error'))];
    till.link.start();
    await system.pass(100);
    expect(till.link.view().problem?.code).toBe('Internal');
    await system.pass(5_000);
    expect(till.cache.members.size).toBe(1);
    expect(till.link.view().problem).toBeNull();
  });

  it('the cache never answers: not stuck', async () => {
    const { system, hq, till } = memoryShop();
    hq.feedLog.push(memberRow(1, 1));
    till.cache.hurdles = [new Promise(() => {})];
    till.link.start();
    await system.pass(300_000);
    expect(till.cache.members.size).toBe(1);
  });

  it('a page that leads nowhere is not asked for in a circle', async () => {
    const { system, hq, net, till } = memoryShop();
    hq.feedLog.push(memberRow(1, 1), memberRow(2, 1), memberRow(3, 1));
    hq.pageRows = 0;
    till.link.start();
    await system.pass(60_000);
    expect(net.log.filter((leg) => leg === 'feed').length).toBeLessThan(20);
    expect(till.link.view().problem?.code).toBe('MessageInvalid');
  });

  it('waits for the page that is being written', async () => {
    const { system, hq, till } = memoryShop();
    hq.feedLog.push(memberRow(1, 1));
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
