import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { system } from '../../../agent/system.ts';
import { createSyncClient } from '../../../agent/sync/sync-client.ts';
import { hexOf } from '../../../core/base/bytes.ts';
import { problem } from '../../../core/base/problem.ts';
import { startFakeHqSocket } from '../../support/fake-hq-socket.ts';
import type { FakeHqSocket } from '../../support/fake-hq-socket.ts';
import { FakeHq } from '../../support/fake-hq.ts';
import { memoryTill } from './memory-till.ts';
import type { MemoryTill } from './memory-till.ts';

const running: { stop: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const each of running.splice(0).toReversed()) await each.stop();
});

const quick = { minMs: 20, maxMs: 100, nearMaxMs: 100, refusedMs: 100 };

async function shop(): Promise<{ hq: FakeHq; server: FakeHqSocket; till: MemoryTill }> {
  const hq = new FakeHq();
  const server = await startFakeHqSocket(hq);
  const till = memoryTill(hq, system, createSyncClient(server.url), { url: server.url, backoff: quick });
  running.push(server, till.link);
  return { hq, server, till };
}

async function until(what: string, holds: () => boolean): Promise<void> {
  const end = Date.now() + 8_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((done) => setTimeout(done, 10));
  }
}

const kept = (hq: FakeHq, till: MemoryTill) =>
  (hq.streams.get(till.journal.epoch)?.records ?? []).map(({ hash }) => hexOf(hash));
const settled = (hq: FakeHq, till: MemoryTill) => () =>
  till.journal.rows.length > 0 && till.journal.acked === till.journal.rows.length && kept(hq, till).length > 0;

describe('over a real socket', () => {
  it('sends a backlog and live sales, takes the feed, and hears a poke', async () => {
    const { hq, server, till } = await shop();
    till.sell(450);
    hq.feedLog.push({ kind: 'document', document: hq.document(2, '{"name":"Käse"}') });
    till.link.start();
    await until('programme', () => till.cache.programmeVersion === 2);
    till.sell(3);
    await until('all sent', () => settled(hq, till)() && till.journal.rows.length >= 455);
    expect(kept(hq, till)).toEqual(till.journal.rows.map(({ hash }) => hexOf(hash)));
    hq.feedLog.push({ kind: 'document', document: hq.document(3, '{}') });
    server.poke();
    await until('the poke', () => till.cache.programmeVersion === 3);
    expect(hq.complaints).toEqual([]);
  });

  it('comes back after a cut, and after the server was away', async () => {
    const { hq, server, till } = await shop();
    till.link.start();
    await until('online', () => till.link.view().state === 'online');
    server.cut();
    await until('offline', () => till.link.view().state === 'offline');
    till.sell(5);
    await until('sent after the cut', () => kept(hq, till).length > 5 && settled(hq, till)());
    await server.stop();
    await until('gone', () => till.link.view().problem?.code === 'ServerUnreachable');
    till.sell(20);
    running.push(await startFakeHqSocket(hq, Number(new URL(server.url).port)));
    await until('sent after the outage', () => kept(hq, till).length > 25 && settled(hq, till)());
    expect(kept(hq, till)).toEqual(till.journal.rows.map(({ hash }) => hexOf(hash)));
  });

  it('says why the server hung up, and does not come back at once', async () => {
    const { server, till } = await shop();
    till.link.start();
    await until('online', () => till.link.view().state === 'online');
    server.hangUp(problem('TooManyAttempts', { seconds: 60 }));
    await until('offline', () => till.link.view().state === 'offline');
    expect(till.link.view().problem).toEqual(problem('TooManyAttempts', { seconds: 60 }));
  });

  it('reaches a server behind a proxy that has a path of its own', async () => {
    const hq = new FakeHq();
    const server = await startFakeHqSocket(hq, 0, '/loyalty');
    const till = memoryTill(hq, system, createSyncClient(server.url), { url: server.url, backoff: quick });
    running.push(server, till.link);
    till.sell(2);
    till.link.start();
    await until('sent', settled(hq, till));
  });

  it('holds one connection at a time and none after stop', async () => {
    const { server, till } = await shop();
    till.link.start();
    for (let turn = 0; turn < 5; turn += 1) {
      await until('online', () => till.link.view().state === 'online');
      expect(server.connections()).toBe(1);
      server.cut();
      await until('offline', () => till.link.view().state === 'offline');
    }
    await until('online', () => till.link.view().state === 'online');
    await till.link.stop();
    await until('nobody connected', () => server.connections() === 0);
  });

  it.each([
    ['challenge', null],
    ['challenge', { nonce: 'x' }],
    ['hello', 'yes'],
    ['hello', { ok: true, welcome: { srv: 1 } }],
    ['push', [1, 2, 3]],
    ['push', new Uint8Array(5_000)],
    ['feed', { rows: 'all' }],
    ['feed', undefined],
  ] as const)('garbage for %s: a sentence, no crash, no hot loop, and healed when it ends', async (event, what) => {
    const { hq, server, till } = await shop();
    server.garbage[event] = what;
    till.sell(2);
    till.link.start();
    await until('the sentence', () => till.link.view().problem?.code === 'MessageInvalid');
    delete server.garbage[event];
    await until('healed', () => till.link.view().problem === null && settled(hq, till)());
  });

  it('a garbled poke is nothing', async () => {
    const { server, till } = await shop();
    till.link.start();
    await until('online', () => till.link.view().state === 'online');
    await until('the first page', () => till.cache.pages.length === 1);
    server.garbage.poke = 'now!';
    server.poke();
    await new Promise((done) => setTimeout(done, 50));
    expect(till.link.view()).toMatchObject({ state: 'online', problem: null });
    expect(till.cache.pages).toHaveLength(1);
  });

  it.each([
    ['noise', () => Buffer.from(Array.from({ length: 3_000 }, (_, at) => (at * 37) % 256))],
    ['a web page', () => Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello')],
    ['frames that are no frames', (asked: string) => Buffer.concat([upgraded(asked), Buffer.alloc(2_000, 0xff)])],
    ['words in place of a protocol', (asked: string) => Buffer.concat([upgraded(asked), textFrame('good morning')])],
    ['a packet cut in half', (asked: string) => Buffer.concat([upgraded(asked), textFrame('42["challenge",{"non')])],
  ])('%s at the address: unreachable, and no crash', async (_, say) => {
    const lines: Socket[] = [];
    const stranger = createServer((socket) => {
      lines.push(socket);
      socket.on('error', () => {});
      socket.once('data', (asked: Buffer) => socket.write(say(asked.toString('latin1'))));
    });
    await new Promise<void>((done) => stranger.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
    const hq = new FakeHq();
    const till = memoryTill(hq, hasty, createSyncClient(url), { url, backoff: quick });
    const stop = async (): Promise<void> => {
      for (const line of lines) line.destroy();
      await new Promise((done) => stranger.close(done));
    };
    running.push({ stop }, till.link);
    till.sell(1);
    till.link.start();
    await until('a sentence', () => till.link.view().problem !== null);
    expect(till.link.view()).toMatchObject({ state: 'offline', problem: { code: 'ServerUnreachable' } });
    expect(till.journal.acked).toBe(0);
  });
});

/** Waits of seconds in a tenth of the time: who says nothing understandable is given up after a greeting's time. */
const hasty = { ...system, timer: { after: (ms: number, act: () => void) => system.timer.after(ms / 20, act) } };

function upgraded(asked: string): Buffer {
  const key = /sec-websocket-key: (.+)\r\n/i.exec(asked)?.[1] ?? '';
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  const head = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
  return Buffer.from([...head, `Sec-WebSocket-Accept: ${accept}`, '', ''].join('\r\n'));
}

function textFrame(text: string): Buffer {
  return Buffer.concat([Buffer.of(0x81, text.length), Buffer.from(text)]);
}
