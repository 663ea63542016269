import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mitte } from '../../support/server-folder.ts';
import { askHttp, enrolRequest } from '../../support/server-client.ts';
import { ServerTill } from '../../support/server-till.ts';

const main = resolve('sync-server/main.ts');
const run = promisify(execFile);

// Processes are started here, on machines that may have other things to do.
describe('npm run server', { timeout: 90_000 }, () => {
  let folder = '';
  let file = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'regulars-verbs-'));
    file = join(folder, 'server.config.json');
    write({});
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const write = (change: object): void => {
    const config = {
      folder: 'data',
      port: 0,
      chain: { id: 'kornblume', name: 'Kornblume', callingCode: 'DE' },
      stores: [mitte],
      programme: resolve('fixtures/programmes/kornblume.json'),
      log: 'server.log',
      ...change,
    };
    writeFileSync(file, JSON.stringify(config));
  };
  const server = async (...args: string[]): Promise<{ code: number; out: string; said: string }> => {
    const done = run(process.execPath, [main, ...args, '--config', file]);
    return done.then(
      ({ stdout, stderr }) => ({ code: 0, out: stdout, said: stderr }),
      (error: unknown) => {
        const failed = z.object({ code: z.int(), stdout: z.string(), stderr: z.string() }).parse(error);
        return { code: failed.code, out: failed.stdout, said: failed.stderr };
      },
    );
  };
  /** A running server as a process of its own; ends by SIGTERM. */
  const start = async () => {
    const child = spawn(process.execPath, [main, '--config', file], { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    child.stdout.on('data', (part: Buffer) => (out += part.toString()));
    const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
    await expect.poll(() => out, { timeout: 40_000 }).toMatch(/listens at (\S+)/);
    await expect.poll(() => existsSync(join(folder, 'data', 'server.json')), { timeout: 40_000 }).toBe(true);
    const url = /listens at (\S+)/.exec(out)?.[1] ?? '';
    return {
      url,
      out: () => out,
      stop: async (): Promise<number | null> => {
        child.kill('SIGTERM');
        return ended;
      },
    };
  };

  it('starts, prints where and the link to set it up, makes codes, and ends in order', async () => {
    const running = await start();
    const link = /Set it up once at http:\/\/127\.0\.0\.1:\d+\/#setup=[\w-]{43}\n/;
    await expect.poll(() => running.out(), { timeout: 10_000 }).toMatch(link);
    for (const name of ['server.keys', 'server.json', 'server.db']) {
      expect(statSync(join(folder, 'data', name)).mode & 0o077).toBe(0);
    }
    const code = await server('enrol-code', 'mitte', '--lane', 'kasse-2');
    expect(code.code).toBe(0);
    expect(code.out).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}\n$/);
    const till = new ServerTill('a');
    const answer = await askHttp(running.url, 'POST', '/sync/v1/enrol', enrolRequest(till, code.out.trim()));
    expect(answer.body).toMatchObject({ till: till.ter, lane: 'kasse-2' });
    const nowhere = await server('enrol-code', 'nowhere');
    expect(nowhere).toMatchObject({ code: 1, said: 'There is no store "nowhere". Known stores: mitte.\n' });
    const second = await server();
    expect(second.code).toBe(1);
    expect(second.said).toMatch(/^Another server works in /);
    expect(await running.stop()).toBe(0);
    expect(existsSync(join(folder, 'data', 'server.json'))).toBe(false);
    expect(readFileSync(join(folder, 'server.log'), 'utf8')).toContain('a till was enrolled');
  });

  it('makes a code while no server runs, and the next start knows it', async () => {
    const code = await server('enrol-code', 'mitte');
    expect(code.code).toBe(0);
    const running = await start();
    const answer = await askHttp(
      running.url,
      'POST',
      '/sync/v1/enrol',
      enrolRequest(new ServerTill('a'), code.out.trim()),
    );
    expect(answer.status).toBe(200);
    await running.stop();
  });

  it('says in a sentence what is wrong with its configuration, and ends with 2', async () => {
    write({ prot: 1 });
    const wrong = await server();
    expect(wrong.code).toBe(2);
    expect(wrong.said).toMatch(/^The configuration .*server\.config\.json is wrong at .*"prot".*\n$/);
  });

  it('says that its port is in use, and leaves nothing open', async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const { port } = other.address() as AddressInfo;
    write({ port });
    const refused = await server();
    expect(refused.code).toBe(1);
    expect(refused.said).toContain(`Port ${port} is in use`);
    await new Promise((done) => other.close(done));
    write({ port: 0 });
    expect(await (await start()).stop()).toBe(0);
  });

  it('says that its programme is wrong when there is none in force', async () => {
    const programme = join(folder, 'programme.json');
    writeFileSync(programme, '{"lang":1}');
    write({ programme });
    const refused = await server();
    expect(refused.code).toBe(1);
    expect(refused.said).toMatch(/^The programme is wrong at /);
  });

  it('says how it is used', async () => {
    for (const wrong of ['enrol', '--verbose']) {
      const refused = await server(wrong);
      expect(refused.code).toBe(2);
      expect(refused.said).toMatch(/^Usage:/);
    }
  });
});
