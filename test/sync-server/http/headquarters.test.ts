import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { limits } from '../../../core/base/limits.ts';
import { figuresSchema, loginAnswerSchema, overviewSchema } from '../../../core/protocol/hq.ts';
import { problemDocumentSchema } from '../../../core/protocol/till.ts';
import { newFolder, standingSystem } from '../../support/server-folder.ts';
import {
  connectTill,
  enrolTill,
  password,
  problemIn,
  signInFirst,
  startTestServer,
} from '../../support/server-client.ts';
import type { TestServer } from '../../support/server-client.ts';
import { earned, redeemed, ServerTill } from '../../support/server-till.ts';

let server: TestServer;
let clock: ReturnType<typeof standingSystem>;
beforeEach(async () => {
  clock = standingSystem();
  server = await startTestServer({ system: clock });
});
afterEach(async () => server.close());
const setupToken = (): string => server.running.setupLink?.split('#setup=')[1] ?? '';
const setUp = async (change: object = {}) =>
  server.ask('POST', '/hq/v1/setup', { token: setupToken(), name: 'Eva', password, ...change });
const logIn = async (name = 'Eva', given = password) => server.ask('POST', '/hq/v1/session', { name, password: given });

describe('the first person of headquarters', () => {
  it('comes by the link of the first start, once', async () => {
    expect((await server.ask('GET', '/hq/v1/door')).body).toEqual({ chain: 'Kornblume', setUp: true });
    const answer = await setUp();
    expect(answer.status).toBe(200);
    expect(loginAnswerSchema.parse(answer.body).name).toBe('Eva');
    expect((await server.ask('GET', '/hq/v1/door')).body).toEqual({ chain: 'Kornblume', setUp: false });
    expect(problemIn(await setUp({ name: 'Mallory' })).code).toBe('SetupDone');
    expect(problemIn(await logIn('Mallory')).code).toBe('LoginWrong');
  });

  it('needs the token of the link, and a password of some length', async () => {
    expect(problemIn(await setUp({ token: 'x'.repeat(43) })).code).toBe('SetupLinkWrong');
    expect(problemIn(await setUp({ password: 'short' }))).toEqual({ code: 'PasswordWeak', params: { min: 10 } });
    expect((await server.ask('GET', '/hq/v1/door')).body).toMatchObject({ setUp: true });
  });

  it('the token cannot be guessed for ever', async () => {
    for (let at = 0; at < limits.loginAttemptsMax; at += 1) {
      expect(problemIn(await setUp({ token: `${at}`.repeat(20) })).code).toBe('SetupLinkWrong');
    }
    expect(problemIn(await setUp()).code).toBe('TooManyAttempts');
  });

  it('a server that was set up prints no link at its next start', async () => {
    await setUp();
    const { folder } = server.config;
    await server.close(true);
    server = await startTestServer({ folder, system: clock });
    expect(server.running.setupLink).toBeNull();
    expect((await logIn()).status).toBe(200);
  });
});

describe('signing in', () => {
  beforeEach(async () => void (await setUp()));

  it('by name and password, and out again', async () => {
    const { token } = loginAnswerSchema.parse((await logIn()).body);
    const person = { authorization: `Bearer ${token}` };
    expect((await server.ask('GET', '/hq/v1/overview', undefined, person)).status).toBe(200);
    expect((await server.ask('DELETE', '/hq/v1/session', undefined, person)).status).toBe(204);
    expect(problemIn(await server.ask('GET', '/hq/v1/overview', undefined, person)).code).toBe('Unauthorised');
  });

  it('a wrong name and a wrong password sound the same', async () => {
    expect((await logIn('Eva', 'wrong password')).body).toEqual((await logIn('Nobody', password)).body);
    expect(problemIn(await logIn('Eva', '')).code).toBe('LoginWrong');
  });

  it('wrong tries shut the door for a while, also for the right password', async () => {
    for (let at = 0; at < limits.loginAttemptsMax; at += 1) {
      expect(problemIn(await logIn('Eva', `wrong ${at}`)).code).toBe('LoginWrong');
    }
    const shut = await logIn();
    expect([shut.status, shut.headers.get('retry-after')]).toEqual([429, String(limits.loginWindowMinutes * 60)]);
    clock.now += limits.loginWindowMinutes * 60_000;
    expect((await logIn()).status).toBe(200);
  });

  it('tries at the same moment count like tries one after the other', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, async (_, at) => logIn('Eva', `wrong ${at}`)));
    const tried = answers.filter((answer) => problemIn(answer).code === 'LoginWrong');
    expect(tried.length).toBeLessThanOrEqual(limits.loginAttemptsMax);
  });

  it('a session ends by itself', async () => {
    const { token } = loginAnswerSchema.parse((await logIn()).body);
    const person = { authorization: `Bearer ${token}` };
    clock.now += limits.sessionHours * 3_600_000 - 1;
    expect((await server.ask('GET', '/hq/v1/overview', undefined, person)).status).toBe(200);
    clock.now += 1;
    expect((await server.ask('GET', '/hq/v1/overview', undefined, person)).status).toBe(401);
  });

  it('nothing of headquarters is told to a stranger', async () => {
    for (const [method, path] of [
      ['GET', '/hq/v1/overview'],
      ['GET', '/hq/v1/figures?from=2026-11-01&to=2026-11-22'],
      ['POST', '/hq/v1/enrol-codes'],
      ['DELETE', '/hq/v1/session'],
      ['POST', '/admin/v1/enrol-codes'],
    ] as const) {
      for (const headers of [{}, { authorization: `Bearer ${'x'.repeat(43)}` }, { authorization: 'Basic RXZhOng=' }]) {
        const body = method === 'POST' ? { store: 'mitte', lane: 'l' } : undefined;
        expect((await server.ask(method, path, body, headers)).status).toBe(401);
      }
    }
  });
});

describe('the figures', () => {
  it('are those of the records, by store and in all, with the health of the tills', async () => {
    const person = await signInFirst(server);
    const [first, second] = [new ServerTill('a'), new ServerTill('b')];
    const { sealKey } = await enrolTill(server, first, person, 'mitte');
    await enrolTill(server, second, person, 'nord');
    const key = Uint8Array.from(Buffer.from(sealKey, 'hex'));
    const { member } = first.enrol({ sealKey: key, firstName: 'Anna', phone: '+4915112345678' });
    first.sale({ member, amount: 1000, effects: [earned(400)] });
    first.sale({ amount: 250, biz: '2026-11-21' });
    second.sale({ member, amount: 500, effects: [redeemed(150)], link: 'offline' });
    second.sale({ member, amount: 500, effects: [redeemed(300)] });
    for (const till of [first, second]) {
      const line = await connectTill(server.url, till);
      await line.hello();
      expect(await line.push()).toMatchObject({ ok: true, value: { ok: true, upto: till.head } });
      if (till === second) line.close();
    }
    const overview = overviewSchema.parse((await server.ask('GET', '/hq/v1/overview', undefined, person)).body);
    expect(overview).toMatchObject({ chain: 'Kornblume', members: 1, quarantined: 0, asOfMs: clock.now });
    expect(overview.today).toMatchObject({ sales: 3, amount: 2000, memberSales: 3, offlineSales: 1, enrolled: 1 });
    expect(overview.today.units).toEqual([{ unit: 'points', issued: 400, spent: 450 }]);
    expect(overview.stores.map(({ id, today }) => [id, today.amount])).toEqual([
      ['mitte', 1000],
      ['nord', 1000],
    ]);
    expect(overview.liability.find(({ unit }) => unit === 'points')).toMatchObject({ n: 0, minor: 0 });
    expect(overview.short.find(({ unit }) => unit === 'points')).toMatchObject({ n: 50 });
    const tills = overview.stores.flatMap((store) => store.tills);
    expect(tills).toMatchObject([
      { till: first.ter, online: true, records: 3, waiting: 0, state: 'open' },
      { till: second.ter, records: 2, waiting: 0 },
    ]);
    const asked = '/hq/v1/figures?from=2026-11-20&to=2026-11-22';
    const all = figuresSchema.parse((await server.ask('GET', asked, undefined, person)).body);
    expect(all.days.map(({ biz, facts }) => [biz, facts.sales, facts.amount])).toEqual([
      ['2026-11-20', 0, 0],
      ['2026-11-21', 1, 250],
      ['2026-11-22', 3, 2000],
    ]);
    const nord = figuresSchema.parse((await server.ask('GET', `${asked}&store=nord`, undefined, person)).body);
    expect(nord.days.map(({ facts }) => facts.amount)).toEqual([0, 0, 1000]);
  });

  it('refuse a span that is none, one too long, a store nobody knows, and other keys', async () => {
    const person = await signInFirst(server);
    const figures = async (query: string) =>
      problemIn(await server.ask('GET', `/hq/v1/figures?${query}`, undefined, person)).code;
    expect(await figures('from=2026-11-22&to=2026-11-21')).toBe('BadRequest');
    expect(await figures('from=2025-01-01&to=2026-11-21')).toBe('BadRequest');
    expect(await figures('from=2026-11-22')).toBe('BadRequest');
    expect(await figures('from=yesterday&to=2026-11-21')).toBe('BadRequest');
    expect(await figures('from=2026-11-20&to=2026-11-21&shop=x')).toBe('BadRequest');
    expect(await figures('from=2026-11-20&to=2026-11-21&store=x')).toBe('StoreUnknown');
  });
});

describe('the door', () => {
  it('answers every problem in one form', async () => {
    const { body, headers, status } = await server.ask('GET', '/hq/v1/overview');
    expect(problemDocumentSchema.parse(body)).toMatchObject({ status, code: 'Unauthorised' });
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(headers.get('www-authenticate')).toBe('Bearer');
  });

  it('takes JSON only, whole and small, and no tricks with prototypes', async () => {
    const post = async (body: string, type: string) =>
      problemIn(await server.ask('POST', '/hq/v1/session', body, { 'content-type': type })).code;
    expect(await post('name=Eva', 'application/x-www-form-urlencoded')).toBe('UnsupportedContent');
    expect(await post('{}', 'text/plain')).toBe('UnsupportedContent');
    expect(await post('{"name":', 'application/json')).toBe('BadRequest');
    expect(await post('{"__proto__":{"x":1},"name":"a","password":"b"}', 'application/json')).toBe('BadRequest');
    expect(await post(`"${'x'.repeat(limits.serverBodyBytesMax)}"`, 'application/json')).toBe('TooLarge');
    expect(await post('{"name":"a","password":"b","more":1}', 'application/json')).toBe('BadRequest');
    expect(await post('null', 'application/json')).toBe('BadRequest');
  });

  it('tells the browser what to forbid, and to keep no answer', async () => {
    for (const path of ['/hq/v1/door', '/healthz', '/nothing/here.txt']) {
      const { headers } = await server.ask('GET', path);
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    }
    expect((await server.ask('GET', '/hq/v1/door')).headers.get('cache-control')).toBe('no-store');
  });

  it('answers under its own names only', async () => {
    const under = async (host: string): Promise<number> =>
      new Promise((resolve, reject) => {
        const asked = request(`${server.url}/healthz`, { headers: { host } }, (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        });
        asked.on('error', reject);
        asked.end();
      });
    const port = new URL(server.url).port;
    expect(await under(`127.0.0.1:${port}`)).toBe(200);
    expect(await under(`localhost:${port}`)).toBe(200);
    expect(await under(`evil.example:${port}`)).toBe(421);
    expect(await under('127.0.0.1.evil.example')).toBe(421);
  });

  it('is well, and knows no other address', async () => {
    expect((await server.ask('GET', '/healthz')).body).toEqual({ status: 'ok' });
    expect(problemIn(await server.ask('GET', '/hq/v1/secret')).code).toBe('NotFound');
    expect(problemIn(await server.ask('POST', '/')).code).toBe('NotFound');
  });

  it('serves the screens, each of their addresses, and nothing beside them', async () => {
    const folder = newFolder();
    const screens = join(folder, 'ui');
    mkdirSync(join(screens, 'assets'), { recursive: true });
    writeFileSync(join(screens, 'index.html'), '<!doctype html><title>Regulars</title>');
    writeFileSync(join(screens, 'assets', 'app-1a2b.js'), 'export {};');
    writeFileSync(join(screens, '.secret'), 'no');
    writeFileSync(join(folder, 'outside.txt'), 'no');
    const other = await startTestServer({ folder: join(folder, 'data'), screens });
    for (const path of ['/', '/hq', '/stores/mitte']) {
      const { status, body, headers } = await other.ask('GET', path);
      expect([status, headers.get('cache-control')]).toEqual([200, 'no-cache']);
      expect(body).toContain('Regulars');
      expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    }
    expect((await other.ask('GET', '/assets/app-1a2b.js')).headers.get('cache-control')).toContain('immutable');
    for (const path of ['/.secret', '/..%2foutside.txt', '/%2e%2e/outside.txt', '/assets/none.js', '/hq/v1/none']) {
      expect((await other.ask('GET', path)).status).toBe(404);
    }
    await other.close();
  });
});
