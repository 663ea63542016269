import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { layCable } from '../../demo/cable.ts';
import { readDemoOptions } from '../../demo/demo-options.ts';
import { sentenceOfTakenPort } from '../../demo/sentence-of-taken-port.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

describe('what is typed behind npm start', () => {
  it('is nothing, for most', () => {
    expect(readDemoOptions([])).toEqual({
      fresh: false,
      history: true,
      scanner: null,
      printer: null,
      portBase: 4700,
      folder: null,
      check: false,
      broken: null,
    });
  });

  it('may name real parts', () => {
    expect(readDemoOptions(['--scanner', '/dev/ttyUSB0', '--printer', '192.168.1.20:9100', '--fresh'])).toMatchObject({
      scanner: '/dev/ttyUSB0',
      printer: { host: '192.168.1.20', port: 9100 },
      fresh: true,
    });
  });

  it.each([
    [['--printer', 'kitchen'], 'HOST:PORT'],
    [['--printer', 'kitchen:99999'], 'HOST:PORT'],
    [['--port-base', '80'], '1024'],
    [['--port-base', 'x'], '1024'],
    [['--check', '--break', 'everything'], '"printer" and "journal"'],
    [['--break', 'printer'], '--check'],
    [['--frehs'], '--fresh '],
    [['--help'], '--no-history'],
  ])('%j is answered by a sentence', (argv, part) => {
    expect(readDemoOptions(argv)).toContain(part);
  });
});

describe('ports', () => {
  it('that are taken are named, with what wanted them', async () => {
    const taken = createTcpServer();
    await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done));
    closing.push(() => new Promise((done) => taken.close(done)));
    const { port } = taken.address() as AddressInfo;
    expect(await sentenceOfTakenPort([[port, 'the server']])).toMatch(
      new RegExp(`^Port ${port} .* the server needs it`),
    );
    expect(await sentenceOfTakenPort([])).toBeNull();
  });
});

describe('the cable', () => {
  async function relayed() {
    const server = createServer((request, response) => {
      if (request.url !== '/hangs') response.end('here');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const probe = createTcpServer();
    await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
    const { port } = probe.address() as AddressInfo;
    await new Promise((done) => probe.close(done));
    const cable = await layCable(port, (server.address() as AddressInfo).port);
    closing.push(
      () => cable.close(),
      () => new Promise((done) => server.close(done)),
    );
    const ask = async (path = '/'): Promise<string> => {
      try {
        return await (await fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close' } })).text();
      } catch {
        return 'nobody';
      }
    };
    return { cable, ask };
  }

  it('carries, until it is pulled, and again when it is plugged in', async () => {
    const { cable, ask } = await relayed();
    expect(await ask()).toBe('here');
    cable.pull();
    expect([cable.pulled, await ask()]).toEqual([true, 'nobody']);
    cable.plug();
    expect([cable.pulled, await ask()]).toEqual([false, 'here']);
  });

  it('tears off what is under way', async () => {
    const { cable, ask } = await relayed();
    const waiting = ask('/hangs');
    await new Promise((done) => setTimeout(done, 100));
    cable.pull();
    expect(await waiting).toBe('nobody');
  });
});
