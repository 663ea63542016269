// Keys, tokens and what they open.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { routes } from '../../../agent/api/routes.ts';
import { system } from '../../../agent/system.ts';
import { limits } from '../../../core/base/limits.ts';
import { keyAnswerSchema, scopeSchema } from '../../../core/protocol/till.ts';
import { launchToken, openTestApi } from '../../support/open-test-api.ts';
import { openTillClient, tillClient } from '../../support/till-client.ts';

function inFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'regulars-clients-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'clients.json');
}

function withClock(): { system: typeof system; pass: (ms: number) => void } {
  let nowMs = 1_000;
  const clock = { wallMs: () => nowMs, monoMs: () => nowMs };
  return { system: { ...system, clock }, pass: (ms) => (nowMs += ms) };
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

describe('a one-time key', () => {
  it('opens once', async () => {
    const { api } = await openTestApi();
    const key = api.mintKey();
    await openTillClient(api.url, key);
    await expect(openTillClient(api.url, key)).rejects.toThrow('Unauthorised');
  });

  it('is good for two minutes and no longer', async () => {
    const time = withClock();
    const { api } = await openTestApi({ system: time.system });
    const [early, late] = [api.mintKey(), api.mintKey()];
    time.pass(limits.apiKeyMinutes * 60_000 - 1);
    await openTillClient(api.url, early);
    time.pass(1);
    await expect(openTillClient(api.url, late)).rejects.toThrow('Unauthorised');
  });

  it('is one of at most so many that wait; the oldest goes first', async () => {
    const { api } = await openTestApi();
    const keys = Array.from({ length: limits.apiKeysMax + 1 }, () => api.mintKey());
    await expect(openTillClient(api.url, keys[0] ?? '')).rejects.toThrow('Unauthorised');
    await openTillClient(api.url, keys[1] ?? '');
  });

  it('is minted for the holder of the launch token, and for nobody else', async () => {
    const { api, raw, client } = await openTestApi();
    const ask = (token: string) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      return raw('/v1/keys', { method: 'POST', headers, body: '{}' });
    };
    const { key, url } = keyAnswerSchema.parse(JSON.parse((await ask(launchToken)).text));
    expect(url).toBe(`${api.url}/#k=${key}`);
    await openTillClient(api.url, url);
    for (const token of [`${launchToken}x`, launchToken.slice(1), (await client()).token]) {
      expect(await ask(token), `for ${token}`).toMatchObject({ status: 401 });
    }
  });
});

describe('a token', () => {
  it('is 256 bits, another each time', async () => {
    const { client } = await openTestApi();
    const tokens = [(await client()).token, (await client()).token];
    expect(tokens[0]).not.toBe(tokens[1]);
    for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  });

  it('is kept as a hash, in a file of its owner alone, and outlives the agent', async () => {
    const clientsFile = inFolder();
    const { client, api } = await openTestApi({ clientsFile });
    const { token } = await client();
    const text = readFileSync(clientsFile, 'utf8');
    expect(text).toContain(hashOf(token));
    expect(text).not.toContain(token);
    expect(statSync(clientsFile).mode & 0o777).toBe(0o600);
    await api.close();
    const again = await openTestApi({ clientsFile });
    expect((await tillClient(again.api.url, token).view()).lane).toBe('1');
  });

  it('is asked for anew where the file was lost or broken, and the agent starts all the same', async () => {
    for (const text of ['', '{', '[{"hash":"x"}]', 'null']) {
      const clientsFile = inFolder();
      writeFileSync(clientsFile, text);
      const { client, logged } = await openTestApi({ clientsFile });
      await (await client()).view();
      expect(logged.join('\n'), `for ${text}`).toContain('file of clients not');
    }
    const { client, logged } = await openTestApi({ clientsFile: join(inFolder(), 'no', 'such', 'folder') });
    await (await client()).view();
    expect(logged.join('\n')).toContain('file of clients not written');
  });

  it('is one of at most so many; the first to sign in goes first', async () => {
    const { client } = await openTestApi();
    const first = await client();
    for (let n = 0; n < limits.apiClientsMax - 1; n += 1) await client();
    await first.view();
    await client();
    await expect(first.view()).rejects.toThrow('Unauthorised');
  });
});

describe('scopes', () => {
  it('open what they name and nothing else', async () => {
    const clientsFile = inFolder();
    const tokenOf = (scope: string): string => `token-of-the-one-who-may-${scope}`;
    const stored = scopeSchema.options.map((scope) => ({ hash: hashOf(tokenOf(scope)), scopes: [scope], atMs: 0 }));
    writeFileSync(clientsFile, JSON.stringify(stored));
    const { api } = await openTestApi({ clientsFile });
    for (const scope of scopeSchema.options) {
      const client = tillClient(api.url, tokenOf(scope));
      for (const { method, path, who } of routes) {
        if (who === 'anybody' || who === 'launcher') continue;
        const address = path.replace(':id', 'f'.repeat(32)).replace(':line', '1');
        const answer = await client.fetch(address, { method });
        expect(answer.status === 403, `${scope}: ${method} ${path}`).toBe(who !== 'client' && who !== scope);
      }
    }
  });

  it('guard the socket as well', async () => {
    const clientsFile = inFolder();
    writeFileSync(clientsFile, JSON.stringify([{ hash: hashOf('only-reports'), scopes: ['report'], atMs: 0 }]));
    const { api } = await openTestApi({ clientsFile });
    const listener = tillClient(api.url, 'only-reports').listen();
    const refused = await new Promise((resolve) => listener.socket.on('connect_error', resolve));
    listener.close();
    expect(refused).toMatchObject({ data: { code: 'Forbidden' } });
    expect(listener.latest()).toBeNull();
  });
});
