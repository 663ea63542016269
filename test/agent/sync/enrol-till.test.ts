import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { system } from '../../../agent/system.ts';
import { isSigned } from '../../../agent/sync/curve-keys.ts';
import { enrolTill } from '../../../agent/sync/enrol-till.ts';
import { readEnrolment } from '../../../agent/sync/enrolment-file.ts';
import { openKeyStore, tillIdOf } from '../../../agent/sync/key-store.ts';
import { checkServerUrl, isNear } from '../../../agent/sync/server-url.ts';
import { bytesOfHex } from '../../../core/base/bytes.ts';
import { sha256 } from '../../../core/base/digest.ts';
import { problem } from '../../../core/base/problem.ts';
import { enrolProofBytes } from '../../../core/protocol/proofs.ts';
import { enrolRequestSchema } from '../../../core/protocol/sync.ts';
import { FakeHq } from '../../support/fake-hq.ts';
import { enrolmentAt, memoryKeys } from './memory-till.ts';

interface Answer {
  readonly status: number;
  readonly body: string;
}

let folder = '';
let server: Server;
let url = '';
let answer: (request: IncomingMessage, body: string) => Answer | null;

beforeEach(async () => {
  folder = join(mkdtempSync(join(tmpdir(), 'regulars-enrol-')), 'till');
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      const said = answer(request, body);
      if (!said) return request.socket.destroy();
      const headers = { 'content-type': 'application/json', ...(said.status === 302 ? { location: said.body } : {}) };
      return response.writeHead(said.status, headers).end(said.body);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.close();
  rmSync(join(folder, '..'), { recursive: true });
});

const enrol = (code = 'ABCD-1234') => enrolTill(folder, url, code, { system, app: 'test 1' });

/** What a right server does: checks the proof and answers with what the till must know. */
function welcomeTill(_: IncomingMessage, text: string): Answer {
  const { code, publicKey, proof } = enrolRequestSchema.parse(JSON.parse(text));
  if (!isSigned(bytesOfHex(publicKey), enrolProofBytes(sha256, code), proof)) return { status: 400, body: '{}' };
  const { url: __, ...rest } = enrolmentAt(new FakeHq(), memoryKeys(), url);
  return { status: 200, body: JSON.stringify({ ...rest, till: tillIdOf(bytesOfHex(publicKey)) }) };
}

describe('enrolment', () => {
  it('shows code and key, and keeps what it is told for its owner alone', async () => {
    let asked = '';
    answer = (request, body) => {
      asked = `${request.method} ${request.url} ${request.headers['content-type']}`;
      return welcomeTill(request, body);
    };
    const done = await enrol(' ABCD-1234\n');
    if (!done.ok) throw new Error(done.problem.code);
    expect(asked).toBe('POST /sync/v1/enrol application/json');
    expect(readEnrolment(folder)).toEqual(done);
    expect(done.value).toMatchObject({ url, lane: '1', store: { name: 'Mitte' } });
    expect(openKeyStore(folder)).toMatchObject({ ok: true, value: { till: done.value.till } });
    expect(statSync(join(folder, 'enrolment.json')).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('a second time in the same folder changes nothing', async () => {
    answer = welcomeTill;
    await enrol();
    const before = readFileSync(join(folder, 'enrolment.json'), 'utf8');
    expect(await enrol()).toMatchObject({
      ok: false,
      problem: { code: 'AlreadyEnrolled', params: { lane: '1', store: 'Mitte' } },
    });
    expect(readFileSync(join(folder, 'enrolment.json'), 'utf8')).toBe(before);
  });

  it('a wrong code leaves only the key, and the next code enrols the same till', async () => {
    answer = () => ({
      status: 403,
      body: JSON.stringify({ title: 'x', ...problem('EnrolCodeWrong', { minutes: 60 }) }),
    });
    expect(await enrol()).toEqual({ ok: false, problem: problem('EnrolCodeWrong', { minutes: 60 }) });
    expect(readEnrolment(folder)).toEqual({ ok: false, problem: problem('NotEnrolled') });
    const key = readFileSync(join(folder, 'till.key'), 'utf8');
    answer = welcomeTill;
    expect((await enrol('WXYZ-9876')).ok).toBe(true);
    expect(readFileSync(join(folder, 'till.key'), 'utf8')).toBe(key);
  });

  it.each([
    ['a proxy’s 403', { status: 403, body: '<html>no</html>' }, 'EnrolCodeWrong'],
    ['a proxy’s 502', { status: 502, body: '<html>bad gateway</html>' }, 'ServerUnreachable'],
    ['a redirect', { status: 302, body: 'https://elsewhere.example/' }, 'ServerUnreachable'],
    ['a hang-up', null, 'ServerUnreachable'],
    ['garbage', { status: 200, body: 'yes' }, 'MessageInvalid'],
    ['an answer with a hole', { status: 200, body: '{"till":"x"}' }, 'MessageInvalid'],
    [
      'too many attempts',
      { status: 429, body: JSON.stringify(problem('TooManyAttempts', { seconds: 9 })) },
      'TooManyAttempts',
    ],
  ] as const)('%s is a sentence, and nothing is kept', async (_, said, code) => {
    answer = () => said;
    expect(await enrol()).toMatchObject({ ok: false, problem: { code } });
    expect(existsSync(join(folder, 'enrolment.json'))).toBe(false);
  });

  it('an answer for another till is refused', async () => {
    answer = (request, body) => {
      const right = welcomeTill(request, body);
      return { ...right, body: right.body.replace(/"till":"[0-9a-f]+"/, `"till":"${'ab'.repeat(16)}"`) };
    };
    expect(await enrol()).toMatchObject({ ok: false, problem: { code: 'MessageInvalid' } });
  });

  it('an empty or endless code is wrong without asking', async () => {
    answer = () => {
      throw new Error('asked');
    };
    expect(await enrol('')).toMatchObject({ problem: { code: 'EnrolCodeWrong' } });
    expect(await enrol('x'.repeat(41))).toMatchObject({ problem: { code: 'EnrolCodeWrong' } });
  });

  it('nobody there', async () => {
    server.close();
    server.closeAllConnections();
    expect(await enrolTill(folder, 'http://127.0.0.1:1', 'ABCD', { system, app: 'test' })).toMatchObject({
      problem: { code: 'ServerUnreachable' },
    });
  });

  it('a server that never answers is given up', async () => {
    const never = createServer(() => {});
    await new Promise<void>((done) => never.listen(0, '127.0.0.1', done));
    const hasty = { ...system, timer: { after: (ms: number, act: () => void) => system.timer.after(ms / 200, act) } };
    const at = `http://127.0.0.1:${(never.address() as AddressInfo).port}`;
    expect(await enrolTill(folder, at, 'ABCD', { system: hasty, app: 'test' })).toMatchObject({
      problem: { code: 'ServerUnreachable' },
    });
    never.closeAllConnections();
    never.close();
  });
});

describe('the file of the enrolment', () => {
  it.each([
    ['no JSON', '{"till":', 'ConfigInvalid'],
    ['a hole', '{}', 'ConfigInvalid'],
  ])('%s: a sentence that names the file', async (_, text, code) => {
    answer = welcomeTill;
    await enrol();
    writeFileSync(join(folder, 'enrolment.json'), text);
    const file = join(folder, 'enrolment.json');
    expect(readEnrolment(folder)).toMatchObject({ ok: false, problem: { code, params: { file } } });
    expect(await enrol()).toMatchObject({ ok: false, problem: { code } });
    chmodSync(file, 0o600);
  });
});

describe('which addresses', () => {
  it.each([
    ['https://hq.example', 'https://hq.example'],
    ['https://hq.example:4700/', 'https://hq.example:4700'],
    ['http://127.0.0.1:4700', 'http://127.0.0.1:4700'],
    ['http://localhost:4700/', 'http://localhost:4700'],
    ['http://[::1]:4700', 'http://[::1]:4700'],
  ])('%s', (given, kept) => expect(checkServerUrl(given)).toEqual({ ok: true, value: kept }));

  it.each([
    'http://hq.example',
    'http://192.168.1.4:4700',
    'http://127.0.0.1.evil.example',
    'http://localhost.example',
    'ftp://localhost',
    'hq.example',
    'https://user:secret@hq.example',
    '',
  ])('not %s', (given) => expect(checkServerUrl(given)).toMatchObject({ ok: false, problem: { code: 'TlsRequired' } }));

  it('near is this machine and the shop’s network', () => {
    const near = [
      'http://localhost',
      'http://[::1]:1',
      'https://192.168.0.9',
      'https://10.1.2.3',
      'https://172.31.0.1',
    ];
    expect(near.map(isNear)).toEqual(near.map(() => true));
    const far = ['https://hq.example', 'https://172.32.0.1', 'https://10.evil.example', 'https://11.0.0.1'];
    expect(far.map(isNear)).toEqual(far.map(() => false));
  });
});
