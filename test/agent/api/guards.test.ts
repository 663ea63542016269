// Who is turned away at the door, over HTTP and on the upgrade to a WebSocket alike.
import { networkInterfaces } from 'node:os';
import { connect, createServer } from 'node:net';
import type { Server } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { routes } from '../../../agent/api/routes.ts';
import { startApi } from '../../../agent/api/start-api.ts';
import { system } from '../../../agent/system.ts';
import { makeFakeTill } from '../../support/fake-till.ts';
import { launchToken, logInto, openTestApi, rawBytes, screensFolder } from '../../support/open-test-api.ts';

const strangersHosts = (port: number): string[] => [
  'evil.example',
  `evil.example:${port}`,
  '127.0.0.1',
  `127.0.0.1:${port + 1}`,
  `127.0.0.1.evil.example:${port}`,
  `0.0.0.0:${port}`,
  `localhost.:${port}`,
];
const strangersOrigins = (port: number): string[] => [
  'null',
  'http://evil.example',
  `https://127.0.0.1:${port}`,
  `http://127.0.0.1:${port + 1}`,
  `http://127.0.0.1:${port}.evil.example`,
  `http://127.0.0.1:${port}/`,
  'file://',
  '',
];
const portOf = (server: Server): number => z.object({ port: z.int() }).parse(server.address()).port;
const upgrade = (host: string, more = ''): string =>
  `GET /v1/events/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${host || ' '}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
  `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n${more}\r\n`;

const has6 = Object.values(networkInterfaces()).some((each) => each?.some(({ address }) => address === '::1'));

describe('the address', () => {
  it('is 127.0.0.1, and ::1 where the machine has it', async () => {
    const { port, raw } = await openTestApi();
    expect((await raw('/v1/openapi.json')).status).toBe(200);
    const over6 = await raw('/v1/openapi.json', { address: '::1' }).then(
      (answer) => answer.status,
      () => 'none',
    );
    expect(over6).toBe(has6 ? 200 : 'none');
    expect(port).toBeGreaterThan(0);
  });

  it('is no other of this machine', async () => {
    const { port } = await openTestApi();
    const own = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
    const others = own.filter(({ internal, scopeid }) => !internal && !scopeid).map(({ address }) => address);
    // 127.0.0.2 is the loopback of Linux too: it answers only where somebody listens on all addresses.
    for (const host of ['127.0.0.2', ...others]) {
      const reached = await new Promise((resolve) => {
        const socket = connect({ port, host, timeout: 500 });
        for (const event of ['error', 'timeout']) socket.on(event, () => resolve(socket.destroy() && false));
        socket.on('connect', () => resolve(socket.destroy() && true));
      });
      expect(reached, `for ${host}`).toBe(false);
    }
  });

  it('is a problem where another program has the port, and nothing crashes', async () => {
    const { port } = await openTestApi();
    const till = makeFakeTill();
    const second = await startApi({ till, port, staticFolder: null, launchToken, system, log: logInto([]) });
    expect(second).toEqual({ ok: false, problem: { code: 'PortInUse', params: { port } } });
  });

  const held = has6 ? '::1' : '127.0.0.1, as this machine has no ::1,';
  it(`of which ${held} is held by another program is a port in use, and nothing is kept of it`, async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen({ host: has6 ? '::1' : '127.0.0.1', port: 0 }, () => resolve(portOf(other)));
    });
    onTestFinished(() => void other.close());
    const options = { port, staticFolder: null, launchToken, system, log: logInto([]) };
    expect(await startApi({ till: makeFakeTill(), ...options })).toMatchObject({ problem: { code: 'PortInUse' } });
    await new Promise((resolve) => other.close(resolve));
    const free = await startApi({ till: makeFakeTill(), ...options });
    expect(free.ok).toBe(true);
    if (free.ok) await free.value.close();
  });
});

describe('the Host', () => {
  it('must be one of our names with our port', async () => {
    const { port, raw } = await openTestApi();
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `LOCALHOST:${port}`, `[::1]:${port}`]) {
      expect((await raw('/v1/openapi.json', { headers: { host } })).status, `for ${host}`).toBe(200);
    }
    for (const host of strangersHosts(port)) {
      const answer = await raw('/v1/openapi.json', { headers: { host } });
      expect(answer, `for ${host}`).toMatchObject({ status: 421, code: 'HostNotOurs' });
    }
    for (const head of ['', 'Host:\r\n', `Host: evil.example\r\nHost: 127.0.0.1:${port}\r\n`]) {
      const answer = await rawBytes(port, `GET /v1/openapi.json HTTP/1.1\r\n${head}Connection: close\r\n\r\n`);
      expect(answer, `for ${head}`).toContain('HostNotOurs');
    }
  });

  it('is asked for on files, on unknown and unreadable addresses, and on the upgrade', async () => {
    const { port, raw } = await openTestApi({ staticFolder: screensFolder() });
    const headers = { host: 'evil.example' };
    for (const path of ['/', '/assets/app-1a2b.js', '/nothing', '/%zz', '/v1/view']) {
      expect(await raw(path, { headers }), `for ${path}`).toMatchObject({ code: 'HostNotOurs' });
    }
    for (const host of [...strangersHosts(port), '']) {
      expect(await rawBytes(port, upgrade(host)), `for ${host}`).toContain('HostNotOurs');
    }
  });
});

describe('the Origin', () => {
  it('may be absent or ours', async () => {
    const { port, raw } = await openTestApi();
    for (const origin of [`http://127.0.0.1:${port}`, `http://localhost:${port}`, `http://[::1]:${port}`]) {
      const answer = await raw('/v1/openapi.json', { headers: { origin } });
      expect(answer.status, `for ${origin}`).toBe(200);
      expect(answer.headers['access-control-allow-origin'], 'never reflected').toBeUndefined();
      expect(answer.headers['vary']).toContain('Origin');
    }
  });

  it('is refused where it is another, also null, also in a preflight, and never reflected', async () => {
    const { port, raw } = await openTestApi({ staticFolder: screensFolder() });
    for (const origin of strangersOrigins(port)) {
      for (const [method, path] of [
        ['GET', '/v1/view'],
        ['POST', '/v1/session'],
        ['OPTIONS', '/v1/scans'],
        ['GET', '/'],
      ] as const) {
        const answer = await raw(path, { method, headers: { origin } });
        expect(answer, `${method} ${path} ${origin}`).toMatchObject({ status: 403, code: 'OriginRefused' });
        expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      }
    }
  });

  it('is asked for on the upgrade too', async () => {
    const { port } = await openTestApi();
    for (const origin of strangersOrigins(port)) {
      const answer = await rawBytes(port, upgrade(`127.0.0.1:${port}`, `Origin: ${origin}\r\n`));
      expect(answer, `for ${origin}`).toContain('403 Origin Refused');
      expect(answer).not.toContain('101 Switching');
    }
  });
});

describe('a stranger', () => {
  it('is told nothing: each call of the table says only who are you', async () => {
    const { raw, till } = await openTestApi({ staticFolder: screensFolder() });
    const guarded = routes.filter(({ who }) => who !== 'anybody');
    expect(guarded.length).toBe(routes.length - 1);
    const answers = new Set<string>();
    for (const { method, path } of guarded) {
      const answer = await raw(path.replace(':id', 'f'.repeat(32)).replace(':line', '1'), { method });
      expect(answer, `for ${path}`).toMatchObject({ status: 401, code: 'Unauthorised' });
      expect(answer.headers['www-authenticate']).toBe('Bearer');
      answers.add(answer.text);
    }
    for (const path of ['/v1', '/v1/', '/v1/nothing', '/v1/sales', '/v1/events']) {
      answers.add((await raw(path)).text);
    }
    expect(answers.size, 'all the same').toBe(1);
    expect(till.written).toEqual([]);
  });

  it('gets no further with a wrong, cut, doubled or foreign token', async () => {
    const { raw, client } = await openTestApi();
    const { token } = await client();
    const wrong = [
      '',
      'Bearer',
      `Basic ${token}`,
      token,
      `Bearer ${token.slice(1)}`,
      `Bearer ${token}x`,
      `Bearer ${token},${token}`,
    ];
    for (const authorization of [...wrong, `Bearer ${'x'.repeat(5000)}`, `Bearer ${token.toUpperCase()}`]) {
      expect(await raw('/v1/view', { headers: { authorization } }), `for ${authorization}`).toMatchObject({
        status: 401,
      });
    }
    for (const path of [`/v1/view?token=${token}`, `/v1/view?access_token=${token}`]) {
      expect(await raw(path, { headers: { cookie: `token=${token}` } })).toMatchObject({ status: 401 });
    }
  });
});
