import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytesOfHex, hexOf } from '../../../core/base/bytes.ts';
import { limits } from '../../../core/base/limits.ts';
import { welcomeProofBytes } from '../../../core/protocol/proofs.ts';
import { syncEvents } from '../../../core/protocol/sync.ts';
import type { Enrolment } from '../../../core/protocol/sync.ts';
import { isSigned } from '../../../sync-server/store/curve-keys.ts';
import {
  connectTill,
  enrolTill,
  helloOf,
  openRawSocket,
  signInFirst,
  startTestServer,
} from '../../support/server-client.ts';
import type { RawSocket, TestServer } from '../../support/server-client.ts';
import { bytesOf, earned, ServerTill } from '../../support/server-till.ts';

let server: TestServer;
let person: Record<string, string>;
let till: ServerTill;
let enrolment: Enrolment;
beforeEach(async () => {
  server = await startTestServer();
  person = await signInFirst(server);
  till = new ServerTill('a');
  enrolment = await enrolTill(server, till, person);
});
afterEach(async () => server.close());
const connect = async (of = till) => connectTill(server.url, of);

describe('the greeting', () => {
  it('proves both to each other and says from where to go on', async () => {
    till.sale();
    till.sale();
    const line = await connect();
    const answer = await line.hello();
    if (!answer.ok || !answer.value.ok) throw new Error('not welcome');
    const { welcome } = answer.value;
    expect(welcome).toMatchObject({ srv: enrolment.srv, proto: 1, startAfterMs: 0 });
    expect(welcome.streams).toEqual([{ ep: till.ep, cursor: 0, hash: null, state: 'open' }]);
    expect(welcome.limits).toEqual({
      records: limits.pushRecordsMax,
      bytes: limits.pushBytesMax,
      inflight: 2,
      messageBytes: limits.syncMessageBytesMax,
    });
    const nonce = hexOf(bytesOf('hello a', 32));
    expect(isSigned(bytesOfHex(enrolment.serverKey), welcomeProofBytes(enrolment.srv, nonce), welcome.proof)).toBe(
      true,
    );
    await line.push();
    line.close();
    const again = await connect();
    expect(await again.hello()).toMatchObject({
      value: { welcome: { streams: [{ cursor: 2, hash: hexOf(till.hashAt(2)), state: 'open' }] } },
    });
    again.close();
  });

  it('a challenge is never the same twice', async () => {
    const [first, second] = [await connect(), await connect()];
    expect(first.challenge.nonce).not.toBe(second.challenge.nonce);
    first.close();
    second.close();
  });

  it('a proof over another challenge, by another key or of a stranger is refused', async () => {
    const first = await connect();
    const second = await connect();
    const stranger = new ServerTill('stranger');
    const refused = { ok: true, value: { ok: false, problem: { code: 'NotEnrolled' } } };
    expect(await second.hello(helloOf(till, first.challenge))).toMatchObject(refused);
    const third = await connect();
    expect(await third.hello({ ...helloOf(stranger, third.challenge), ter: till.ter })).toMatchObject(refused);
    const fourth = await connect();
    expect(await fourth.hello(helloOf(stranger, fourth.challenge))).toMatchObject(refused);
    const fifth = await connect();
    expect(await fifth.hello({ ...helloOf(till, fifth.challenge), programme: 9 })).toMatchObject(refused);
    await expect.poll(() => [second, third, fourth, fifth].every((line) => line.ended() !== null)).toBe(true);
    first.close();
  });

  it('another protocol version hears which ones there are, whatever else its hello looks like', async () => {
    const newer = await connect();
    expect(await newer.hello(helloOf(till, newer.challenge, { proto: [2, 3] }))).toMatchObject({
      value: { ok: false, problem: { code: 'ProtocolMismatch', params: { till: '2–3', server: '1' } } },
    });
    const alien = await openRawSocket(server.url);
    alien.send('40');
    await expect.poll(() => alien.frames.some((frame) => frame.includes(syncEvents.challenge))).toBe(true);
    alien.send('420["hello",{"proto":[7,9],"shape":"of the future"}]');
    await expect.poll(() => alien.frames.some((frame) => frame.includes('ProtocolMismatch'))).toBe(true);
    await expect.poll(alien.closed).toBe(true);
    const wider = await connect();
    expect(await wider.hello(helloOf(till, wider.challenge, { proto: [1, 9] }))).toMatchObject({
      value: { ok: true, welcome: { proto: 1 } },
    });
    wider.close();
  });

  it('a newer connection takes the place of the old one, and the till stays online', async () => {
    const first = await connect();
    await first.hello();
    const second = await connect();
    await second.hello();
    await expect.poll(first.ended).not.toBeNull();
    expect(second.ended()).toBeNull();
    const overview = await server.ask('GET', '/hq/v1/overview', undefined, person);
    expect(overview.body).toMatchObject({ stores: [{ id: 'mitte', tills: [{ online: true }] }, {}] });
    second.close();
  });
});

describe('records and rows', () => {
  it('what one till sends another hears of, by a poke and the feed', async () => {
    const other = new ServerTill('b');
    await enrolTill(server, other, person, 'nord');
    const [sending, hearing] = [await connect(), await connect(other)];
    await sending.hello();
    await hearing.hello();
    const before = await hearing.feed(null, 0);
    if (!before.ok) throw new Error('no feed');
    expect(before.value.rows.map(({ kind }) => kind)).toEqual(['document', 'document']);
    till.enrol({
      sealKey: bytesOfHex(enrolment.sealKey),
      firstName: 'Anna',
      phone: '+4915112345678',
      effects: [earned(5)],
    });
    expect(await sending.push()).toMatchObject({ ok: true, value: { ok: true, upto: 1, quarantined: [] } });
    await expect.poll(hearing.pokes).toBeGreaterThan(0);
    const after = await hearing.feed(before.value.srv, before.value.pos);
    expect(after).toMatchObject({
      value: { reset: false, covered: 0, rows: [{ kind: 'member', row: { firstName: 'Anna' } }] },
    });
    sending.close();
    hearing.close();
  });

  it('a gap and a fork are told, and the connection goes on', async () => {
    till.sale();
    till.sale();
    const line = await connect();
    await line.hello();
    expect(await line.push(2, 2)).toMatchObject({ value: { ok: false, code: 'GAP', expect: 1 } });
    expect(await line.push(1, 2)).toMatchObject({ value: { ok: true, upto: 2 } });
    till.cutTo(1);
    till.sale({ amount: 1 });
    expect(await line.push(2, 2)).toMatchObject({ value: { ok: false, code: 'FORK', expect: 3 } });
    expect(line.ended()).toBeNull();
    line.close();
  });

  it('a third push on its way is told to wait', async () => {
    for (let at = 0; at < 6; at += 1) till.sale();
    const line = await connect();
    await line.hello();
    const answers = await Promise.all([line.push(1, 2), line.push(3, 4), line.push(5, 6)]);
    const codes = answers.map((answer) => answer.ok && (answer.value.ok ? 'taken' : answer.value.code));
    expect(codes).toEqual(['taken', 'taken', 'BUSY']);
    expect(await line.push(5, 6)).toMatchObject({ value: { ok: true, upto: 6 } });
    line.close();
  });

  it('what a till had not sent is known after it left', async () => {
    till.sale();
    till.sale();
    till.sale();
    const line = await connect();
    await line.hello();
    await line.push(1, 1);
    line.close();
    const tillNow = async (): Promise<unknown> => (await server.ask('GET', '/hq/v1/overview', undefined, person)).body;
    await expect
      .poll(tillNow)
      .toMatchObject({ stores: [{ tills: [{ online: false, waiting: 2, records: 1 }] }, { tills: [] }] });
    const { folder } = server.config;
    await server.close(true);
    server = await startTestServer({ folder });
    expect(await tillNow()).toMatchObject({ stores: [{ tills: [{ online: false, waiting: 2, records: 1 }] }, {}] });
  });
});

describe('garbage', () => {
  const greetedRaw = async (): Promise<RawSocket> => {
    const raw = await openRawSocket(server.url);
    raw.send('40');
    await expect.poll(() => raw.frames.some((frame) => frame.startsWith('42["challenge"'))).toBe(true);
    return raw;
  };
  const hello = (raw: RawSocket): string => {
    const frame = raw.frames.find((each) => each.startsWith('42["challenge"')) ?? '';
    const [, challenge] = JSON.parse(frame.slice(2)) as [string, never];
    return JSON.stringify(helloOf(till, challenge));
  };

  it.each([
    ['no JSON behind the frame', '42{{{'],
    ['an event nobody knows', '42["shutdown",{}]'],
    ['a hello that is a number', '420["hello",7]'],
    ['a hello that is nothing', '420["hello",null]'],
    ['a hello without its callback', '42["hello",{}]'],
    ['a hello of the wrong shape', '420["hello",{"proto":[1,1]}]'],
    ['a hello with too much', '420["hello",{},{}]'],
    ['a push before the hello', '420["push",{}]'],
    ['a feed before the hello', '420["feed",{"srv":null,"pos":0,"ep":"0000000000000000"}]'],
    ['a binary frame out of nowhere', new Uint8Array([1, 2, 3])],
    ['an event without a name', '42[5,{}]'],
  ])('before the hello ends the connection: %s', async (_, frame) => {
    const raw = await greetedRaw();
    raw.send(frame);
    await expect.poll(raw.closed).toBe(true);
    await expect.poll(() => server.lines.filter(({ level }) => level === 'warn').length).toBeGreaterThan(0);
    expect(server.lines.filter(({ level }) => level === 'error')).toEqual([]);
    expect((await server.ask('GET', '/healthz')).status).toBe(200);
  });

  it.each([
    ['a push that is a word', '421["push","hello"]', /PROTO/],
    ['a push without bytes', '421["push",{"ter":"x"}]', /PROTO/],
    ['a feed of the wrong shape', '421["feed",{"pos":-1}]', /MessageInvalid/],
    ['a second hello', '421["hello",{}]', /MessageInvalid/],
  ])('after the hello is answered and ends the connection: %s', async (_, frame, answer) => {
    const raw = await greetedRaw();
    raw.send(`420["hello",${hello(raw)}]`);
    await expect.poll(() => raw.frames.some((each) => each.startsWith('430[{"ok":true'))).toBe(true);
    raw.send(frame);
    await expect.poll(() => raw.frames.some((each) => answer.test(each))).toBe(true);
    await expect.poll(() => raw.frames.some((each) => each.startsWith('42["problem"'))).toBe(true);
    await expect.poll(raw.closed).toBe(true);
  });

  it('a push of another till is refused', async () => {
    const other = new ServerTill('b');
    await enrolTill(server, other, person);
    other.sale();
    const raw = await greetedRaw();
    raw.send(`420["hello",${hello(raw)}]`);
    await expect.poll(() => raw.frames.some((each) => each.startsWith('430['))).toBe(true);
    const { bin, ...push } = other.push();
    raw.send(`451-1["push",${JSON.stringify({ ...push, bin: { _placeholder: true, num: 0 } })}]`);
    raw.send(Uint8Array.from(bin));
    await expect.poll(() => raw.frames.some((each) => each.includes('PROTO'))).toBe(true);
    await expect.poll(raw.closed).toBe(true);
    const tills = (await server.ask('GET', '/hq/v1/overview', undefined, person)).body;
    expect(JSON.stringify(tills)).not.toMatch(/"records":[1-9]/);
  });

  it('too much of it shuts the door for a minute to its address, not to a till that is in', async () => {
    const line = await connect();
    await line.hello();
    for (let at = 0; at < limits.garbageAMinuteMax; at += 1) {
      const raw = await greetedRaw();
      raw.send('42["shutdown",{}]');
      await expect.poll(raw.closed).toBe(true);
    }
    await expect(openRawSocket(server.url)).rejects.toThrow('refused');
    till.sale();
    expect(await line.push()).toMatchObject({ value: { ok: true, upto: 1 } });
    expect(server.lines.some(({ event }) => event.includes('shut for a minute'))).toBe(true);
    line.close();
  });

  it('a message beyond the limit ends the connection, and nothing else', async () => {
    const raw = await greetedRaw();
    raw.send(`420["hello","${'x'.repeat(limits.syncMessageBytesMax)}"]`);
    await expect.poll(raw.closed).toBe(true);
    const line = await connect();
    expect(await line.hello()).toMatchObject({ ok: true, value: { ok: true } });
    line.close();
  });

  it('no other path, no page of a browser and no polling gets a socket', async () => {
    await expect(openRawSocket(server.url, '/socket.io')).rejects.toThrow('refused');
    const polling = await server.ask('GET', '/sync/v1/socket/?EIO=4&transport=polling');
    expect(polling.status).toBe(400);
    const knock = async (headers: Record<string, string>): Promise<string> =>
      new Promise((resolve) => {
        const asked = request(`${server.url}/sync/v1/socket/?EIO=4&transport=websocket`, {
          headers: {
            connection: 'Upgrade',
            upgrade: 'websocket',
            'sec-websocket-version': '13',
            'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
            ...headers,
          },
        });
        asked.on('upgrade', (_, socket) => {
          socket.destroy();
          resolve('open');
        });
        asked.on('response', (answer) => resolve(String(answer.statusCode)));
        asked.on('error', () => resolve('refused'));
        asked.end();
      });
    expect(await knock({})).toBe('open');
    expect(await knock({ origin: 'https://evil.example' })).toBe('400');
    expect(await knock({ origin: server.url })).toBe('400');
  });

  it('more calls than a till ever makes end the connection', async () => {
    const line = await connect();
    await line.hello();
    const calls = Array.from({ length: limits.syncCallsAtOnce + 60 }, async () => line.feed(null, 0));
    void Promise.all(calls);
    await expect.poll(line.ended).not.toBeNull();
  });
});

describe('logs', () => {
  it('hold no name and no phone of anybody', async () => {
    const line = await connect();
    await line.hello();
    till.enrol({ sealKey: bytesOfHex(enrolment.sealKey), firstName: 'Rapunzel', phone: '+4915112345678' });
    till.append(bytesOf('noise', 40));
    await line.push();
    line.close();
    expect(JSON.stringify(server.lines)).not.toMatch(/Rapunzel|15112345678/);
    expect(server.lines.length).toBeGreaterThan(0);
  });
});
