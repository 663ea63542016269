import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isAlive, mintScreenUrl, readAgentAddress } from '../../../agent/electron/agent-address.ts';
import { realTime } from '../../../agent/electron/system.ts';

const folder = mkdtempSync(join(tmpdir(), 'regulars-shell-'));
const launchToken = 't'.repeat(43);
const pidNobodyHas = 2 ** 22 + 1;

function write(content: unknown): void {
  writeFileSync(join(folder, 'port.json'), typeof content === 'string' ? content : JSON.stringify(content));
}

describe('the address of the agent', () => {
  it('is null without a folder or a file', async () => {
    expect(await readAgentAddress(join(folder, 'nowhere'))).toBeNull();
  });

  it('is read from port.json while that process lives', async () => {
    const address = { url: 'http://127.0.0.1:4711', launchToken, pid: process.pid };
    write(address);
    expect(await readAgentAddress(folder)).toEqual(address);
    write({ ...address, pid: pidNobodyHas });
    expect(await readAgentAddress(folder)).toBeNull();
  });

  it.each([
    ['another machine', { url: 'http://192.168.0.7:4711', launchToken, pid: process.pid }],
    ['a name that only looks like ours', { url: 'http://127.0.0.1.example:80', launchToken, pid: process.pid }],
    ['another scheme', { url: 'https://127.0.0.1:4711', launchToken, pid: process.pid }],
    ['no token', { url: 'http://127.0.0.1:4711', pid: process.pid }],
    ['half a file', '{"url":"http://127'],
  ])('refuses %s', async (_what, content) => {
    write(content);
    expect(await readAgentAddress(folder)).toBeNull();
  });

  it('knows a living process from a dead one', () => {
    expect(isAlive(process.pid)).toBe(true);
    expect(isAlive(pidNobodyHas)).toBe(false);
  });
});

describe('the key of a window', () => {
  async function agentThat(
    answer: (authorization: string) => { status: number; body: string },
  ): Promise<string | null> {
    const server = createServer((request, response) => {
      const given = answer(`${request.method} ${request.url} ${request.headers.authorization}`);
      response.writeHead(given.status, { 'content-type': 'application/json' }).end(given.body);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const screen = await mintScreenUrl({ url, launchToken, pid: process.pid }, realTime);
    await new Promise((done) => server.close(done));
    return screen?.replace(url, 'AGENT') ?? null;
  }

  it('is asked for with the launch token and stands behind the #', async () => {
    const screen = await agentThat((asked) =>
      asked === `POST /v1/keys Bearer ${launchToken}`
        ? { status: 200, body: JSON.stringify({ key: 'k'.repeat(22) }) }
        : { status: 401, body: '{}' },
    );
    expect(screen).toBe(`AGENT/#k=${'k'.repeat(22)}`);
  });

  it.each([
    ['refuses', { status: 401, body: JSON.stringify({ key: 'k'.repeat(22) }) }],
    ['answers something else', { status: 200, body: '{"hello":1}' }],
    ['answers no JSON', { status: 200, body: '<html>' }],
  ])('is null when the agent %s', async (_what, given) => {
    expect(await agentThat(() => given)).toBeNull();
  });

  it('is null when nobody listens', async () => {
    expect(await mintScreenUrl({ url: 'http://127.0.0.1:9', launchToken, pid: 1 }, realTime)).toBeNull();
  });
});
