import { afterEach, describe, expect, it } from 'vitest';
import { system } from '../../agent/system.ts';
import { createSyncClient } from '../../agent/sync/sync-client.ts';
import type { Connection, Transport } from '../../agent/sync/transport.ts';
import { helloTo } from '../../agent/sync/greeting.ts';
import { epochOf } from '../../core/base/id.ts';
import type { Challenge } from '../../core/protocol/sync.ts';
import { memoryKeys } from '../agent/sync/memory-till.ts';
import { FakeHqNet } from '../support/fake-hq-net.ts';
import { startFakeHqSocket } from '../support/fake-hq-socket.ts';
import { FakeHq } from '../support/fake-hq.ts';

// What the link relies on, asked of the real wire and of the simulated one alike.

interface Bench {
  readonly hq: FakeHq;
  readonly transport: Transport;
  readonly cut: () => void;
  readonly poke: () => void;
  /** Nobody is at the address any more. */
  readonly leave: () => Promise<void>;
  readonly end: () => Promise<void>;
}

const benches: [string, () => Promise<Bench>][] = [
  [
    'socket.io over loopback',
    async () => {
      const hq = new FakeHq();
      const server = await startFakeHqSocket(hq);
      const { cut, poke, stop } = server;
      return { hq, transport: createSyncClient(server.url), cut, poke, leave: stop, end: stop };
    },
  ],
  [
    'the net in memory',
    async () => {
      const hq = new FakeHq();
      const net = new FakeHqNet(hq, {
        timer: system.timer,
        bytes: (count) => system.random.bytes(count),
        fate: () => 'well',
      });
      const leave = async (): Promise<void> => {
        net.up = false;
      };
      return { hq, transport: net, cut: () => net.cut(), poke: () => net.poke(), leave, end: leave };
    },
  ],
];

interface Heard {
  readonly connection: Connection;
  readonly challenge: Promise<Challenge>;
  readonly poked: Promise<void>;
  readonly closed: Promise<string>;
  readonly log: string[];
}

function listen(transport: Transport): Heard {
  const log: string[] = [];
  const challenge = Promise.withResolvers<Challenge>();
  const poked = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<string>();
  const connection = transport.connect({
    challenge: (found) => {
      log.push('challenge');
      challenge.resolve(found);
    },
    poke: () => {
      log.push('poke');
      poked.resolve();
    },
    closed: ({ code }) => {
      log.push('closed');
      closed.resolve(code);
    },
  });
  // Nothing is said before `connect` has returned.
  expect(log).toEqual([]);
  return { connection, challenge: challenge.promise, poked: poked.promise, closed: closed.promise, log };
}

const aMoment = (): Promise<void> => new Promise((done) => setTimeout(done, 100));

describe.each(benches)('transport: %s', (_, make) => {
  let bench: Bench | null = null;
  afterEach(async () => {
    await bench?.end();
    bench = null;
  });
  const open = async (): Promise<Bench> => (bench = await make());

  it('challenges, then answers hello, push and feed', async () => {
    const { hq, transport } = await open();
    const keys = memoryKeys();
    hq.tills.set(keys.till, keys.publicKey);
    const { connection, challenge } = listen(transport);
    const head = { epoch: epochOf(new Uint8Array(8)), seq: 0, hash: new Uint8Array(32), acked: 0 };
    const hello = helloTo(await challenge, keys, new Uint8Array(32), head, {
      app: 'test',
      cache: { srv: null, pos: 0, schema: 1 },
      clock: { wall: 1, mono: 1, boot: '00000000000000aa' },
      diskFreeMb: 1,
      programme: 0,
    });
    if (!hello) throw new Error('no common protocol');
    const welcome = await new Promise((done) => connection.hello(hello, done));
    expect(welcome).toMatchObject({ ok: true, value: { ok: true, welcome: { srv: hq.srv, proto: 1 } } });
    const push = await new Promise((done) =>
      connection.push(
        {
          ter: keys.till,
          ep: head.epoch,
          from: 9,
          n: 1,
          prevHash: '00'.repeat(32),
          headHash: '00'.repeat(32),
          sig: '00'.repeat(64),
          enc: 'gzip',
          bin: Uint8Array.of(1, 2, 3),
        },
        done,
      ),
    );
    expect(push).toEqual({ ok: true, value: { ok: false, code: 'GAP', expect: 1, retryMs: 0 } });
    const page = await new Promise((done) => connection.feed({ srv: null, pos: 0, ep: head.epoch }, done));
    expect(page).toMatchObject({ ok: true, value: { reset: true, more: false, rows: [] } });
    connection.close();
  });

  it('hears a poke', async () => {
    const { transport, poke } = await open();
    const heard = listen(transport);
    await heard.challenge;
    poke();
    await heard.poked;
    heard.connection.close();
  });

  it('says once that the line was cut, and nothing after it', async () => {
    const { transport, cut, poke } = await open();
    const heard = listen(transport);
    await heard.challenge;
    cut();
    expect(await heard.closed).toBe('ServerUnreachable');
    cut();
    poke();
    await aMoment();
    expect(heard.log).toEqual(['challenge', 'closed']);
  });

  it('says nothing after our own close', async () => {
    const { transport, cut, poke } = await open();
    const heard = listen(transport);
    await heard.challenge;
    heard.connection.close();
    poke();
    cut();
    await aMoment();
    expect(heard.log).toEqual(['challenge']);
  });

  it('does not answer any more after our own close', async () => {
    const { transport } = await open();
    const heard = listen(transport);
    await heard.challenge;
    heard.connection.feed({ srv: null, pos: 0, ep: epochOf(new Uint8Array(8)) }, () => heard.log.push('answer'));
    heard.connection.close();
    heard.connection.feed({ srv: null, pos: 0, ep: epochOf(new Uint8Array(8)) }, () => heard.log.push('answer'));
    await aMoment();
    expect(heard.log).toEqual(['challenge']);
  });

  it('can be closed before it is open', async () => {
    const { transport } = await open();
    const heard = listen(transport);
    heard.connection.close();
    await aMoment();
    expect(heard.log).toEqual([]);
  });

  it('says that nobody is there, and does not try again by itself', async () => {
    const { transport, leave } = await open();
    await leave();
    const heard = listen(transport);
    expect(await heard.closed).toBe('ServerUnreachable');
    await aMoment();
    expect(heard.log).toEqual(['closed']);
  });
});
