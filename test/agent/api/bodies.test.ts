// What a client may send, and what a long, crooked, slow or poisoned request gets for an answer: a sentence, and no harm.
import { describe, expect, it } from 'vitest';
import { limits } from '../../../core/base/limits.ts';
import { openTestApi, rawBytes } from '../../support/open-test-api.ts';
import type { RawAnswer, TestApi } from '../../support/open-test-api.ts';

async function opened(): Promise<
  TestApi & { post: (path: string, body: string | Buffer, type?: string | null) => Promise<RawAnswer> }
> {
  const test = await openTestApi();
  const { token } = await test.client();
  const post = (path: string, body: string | Buffer, type: string | null = 'application/json') => {
    const headers = { authorization: `Bearer ${token}`, ...(type === null ? {} : { 'content-type': type }) };
    return test.raw(path, { method: 'POST', headers, body });
  };
  return { ...test, post };
}

describe('the content type', () => {
  it('is JSON in UTF-8', async () => {
    const { post } = await opened();
    for (const type of ['application/json', 'application/json; charset=utf-8', 'application/json;charset="UTF-8"']) {
      expect(await post('/v1/sales', '{}', type), `for ${type}`).toMatchObject({ status: 200 });
    }
    const others = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/json'];
    const odd = ['application/json; charset=latin1', 'application/jsonp', 'application/json, text/plain', '*/*', null];
    for (const type of [...others, ...odd]) {
      expect(await post('/v1/sales', '{}', type), `for ${type}`).toMatchObject({
        status: 415,
        code: 'UnsupportedContent',
      });
    }
  });

  it('of a problem is problem+json with all that RFC 9457 wants', async () => {
    const { post } = await opened();
    const answer = await post('/v1/sales', '{"a":1}');
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(JSON.parse(answer.text)).toEqual({
      type: 'urn:regulars:problem:BadRequest',
      title: 'Bad Request',
      status: 400,
      detail: 'The request was not understood: the whole: Unrecognized key: "a". Nothing was changed.',
      code: 'BadRequest',
      params: { detail: 'the whole: Unrecognized key: "a"' },
    });
  });
});

describe('garbage', () => {
  it('that is no JSON, or not what the call takes, is a bad request', async () => {
    const { post, till, faults } = await opened();
    const bodies = [
      '',
      '{',
      'null',
      '[]',
      '"text"',
      '1e999',
      '{"text":1}',
      '{"text":""}',
      '{"text":"x","more":1}',
      '\ufeff{}',
    ];
    const deep = ['['.repeat(100_000), '{"text":'.repeat(50_000)];
    const latin1 = Buffer.from('{"text":"caf\u00e9"}', 'latin1');
    const longKey = JSON.stringify({ text: 'x', ['k'.repeat(100_000)]: 1 });
    for (const body of [...bodies, ...deep, latin1, longKey]) {
      const answer = await post('/v1/scans', body);
      expect(answer, `for ${body.toString().slice(0, 40)}`).toMatchObject({ status: 400, code: 'BadRequest' });
      expect(answer.text.length).toBeLessThan(1_500);
    }
    expect(await post('/v1/scans', '{"text":"x","source":"dream"}')).toMatchObject({ code: 'BadRequest' });
    expect(await post(`/v1/sales/${'f'.repeat(32)}/hold`, '{"a":1}')).toMatchObject({ code: 'BadRequest' });
    expect(till.written).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('as a scan of 10 kB is a scan too long; at the limit it is only unknown', async () => {
    const { post } = await opened();
    const scan = (length: number) => post('/v1/scans', JSON.stringify({ text: 'x'.repeat(length), act: true }));
    expect(await scan(10_000)).toMatchObject({ status: 422, code: 'ScanTooLong' });
    expect(await scan(limits.scanBytesMax + 1)).toMatchObject({ code: 'ScanTooLong' });
    expect(await scan(limits.scanBytesMax)).toMatchObject({ status: 200, code: 'ScanUnknown' });
    const odd = JSON.stringify({ text: '\u0000\u001b[2J\ud800', act: true });
    expect(await post('/v1/scans', odd)).toMatchObject({ status: 200, code: 'ScanUnreadable' });
  });

  it('that wants to poison a prototype is refused, and poisons nothing', async () => {
    const { post } = await opened();
    const poisons = ['{"__proto__":{"act":true},"text":"x"}', '{"constructor":{"prototype":{"act":true}},"text":"x"}'];
    for (const body of [...poisons, '{"text":"x","\\u005f_proto__":{"admin":true}}']) {
      expect(await post('/v1/scans', body), `for ${body}`).toMatchObject({ status: 400 });
    }
    // Deep inside, where a schema would only drop a key that it does not know.
    const deep =
      '{"chosen":[],"by":null,"basket":{"priceBasis":"tax-included","buyer":"public","lines":[],"__proto__":{}}}';
    expect(await post('/v1/quotes', deep)).toMatchObject({ status: 400 });
    expect(await post('/v1/quotes', deep.replace('__proto__', 'proto'))).toMatchObject({ status: 200 });
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  });

  it('in ids, queries and methods finds nothing', async () => {
    const { post, raw, client } = await opened();
    const caller = await client();
    for (const id of [
      '__proto__',
      'constructor',
      '1',
      "' or 1=1 --",
      'F'.repeat(32),
      'f'.repeat(33),
      '%00',
      '..%2f..',
    ]) {
      const answer = await caller.fetch(`/v1/sales/${encodeURIComponent(id)}`);
      expect([400, 404], `for ${id}`).toContain(answer.status);
    }
    expect((await caller.fetch('/v1/status?verbose=1')).status).toBe(400);
    expect((await caller.fetch(`/v1/sales/${'f'.repeat(32)}/receipt?as=exe`)).status).toBe(400);
    expect((await caller.fetch('/v1/view', { method: 'DELETE' })).status).toBe(404);
    expect((await raw(`/v1/${'a'.repeat(5_000)}`)).status).toBe(401);
    expect((await post('/v1/%zz', '{}')).status).toBe(400);
  });
});

describe('size and time', () => {
  it('end at the body limit', async () => {
    const { post } = await opened();
    const sized = (bytes: number) => JSON.stringify({ text: 'x'.repeat(bytes - '{"text":""}'.length) });
    expect(await post('/v1/scans', sized(limits.httpBodyBytesMax))).toMatchObject({ code: 'ScanTooLong' });
    expect(await post('/v1/scans', sized(limits.httpBodyBytesMax + 1))).toMatchObject({
      status: 413,
      code: 'TooLarge',
    });
  });

  it('end at the head limit', async () => {
    const { port } = await openTestApi();
    const head = `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-Long: ${'x'.repeat(limits.apiHeadBytesMax)}\r\n\r\n`;
    expect(await rawBytes(port, head)).toContain('"code":"TooLarge"');
    expect(await rawBytes(port, 'HELO mail.example\r\n\r\n')).toContain('"code":"BadRequest"');
  });

  it('end for a head that drips', async () => {
    const { port } = await openTestApi();
    const began = performance.now();
    expect(await rawBytes(port, `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-Slow: `)).toContain('too slowly');
    expect(performance.now() - began).toBeLessThan(limits.apiHeadMs + 2_000);
  });

  it('end for a body that drips', async () => {
    const { port, client } = await openTestApi();
    const { token } = await client();
    const head = `POST /v1/scans HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\n`;
    const began = performance.now();
    const answer = await rawBytes(port, `${head}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"text":`);
    expect(answer).toContain('too slowly');
    expect(performance.now() - began).toBeLessThan(limits.apiRequestMs + 2_000);
  });
});
