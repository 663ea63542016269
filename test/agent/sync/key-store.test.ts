import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { system } from '../../../agent/system.ts';
import { isSigned } from '../../../agent/sync/curve-keys.ts';
import { makeKeyStore, openKeyStore } from '../../../agent/sync/key-store.ts';
import { nodeSha256 } from '../../../agent/sync/node-sha256.ts';
import { bytesOfText, hexOf } from '../../../core/base/bytes.ts';
import { sha256 } from '../../../core/base/digest.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'regulars-key-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const path = (): string => join(folder, 'till.key');
const mode = (file: string): number => statSync(file).mode & 0o777;

describe('the key of a till', () => {
  it('is made once, and is the same ever after', () => {
    const made = makeKeyStore(folder, system.random);
    const again = makeKeyStore(folder, system.random);
    const opened = openKeyStore(folder);
    if (!made.ok || !again.ok || !opened.ok) throw new Error('no key');
    expect(hexOf(again.value.publicKey)).toBe(hexOf(made.value.publicKey));
    expect(opened.value.till).toBe(made.value.till);
    expect(made.value.till).toBe(hexOf(sha256(made.value.publicKey)).slice(0, 32));
    expect(readdirSync(folder)).toEqual(['till.key']);
  });

  it('is for its owner alone, in a form that other tools read', () => {
    const made = makeKeyStore(folder, system.random);
    if (!made.ok) throw new Error('no key');
    expect(mode(path())).toBe(0o600);
    const outside = createPublicKey(readFileSync(path())).export({ format: 'jwk' });
    expect(outside).toMatchObject({ crv: 'Ed25519', x: Buffer.from(made.value.publicKey).toString('base64url') });
  });

  it('signs what only its public half confirms', () => {
    const made = makeKeyStore(folder, system.random);
    if (!made.ok) throw new Error('no key');
    const text = bytesOfText('regulars/1/hello');
    const signature = hexOf(made.value.sign(text));
    expect(signature).toHaveLength(128);
    expect(isSigned(made.value.publicKey, text, signature)).toBe(true);
    expect(isSigned(made.value.publicKey, bytesOfText('regulars/1/hellO'), signature)).toBe(false);
    expect(isSigned(made.value.publicKey, text, 'not hex at all')).toBe(false);
  });

  it('is shut again when somebody opened it', () => {
    makeKeyStore(folder, system.random);
    chmodSync(path(), 0o644);
    expect(openKeyStore(folder).ok).toBe(true);
    expect(mode(path())).toBe(0o600);
  });

  it('is never made anew in silence', () => {
    expect(openKeyStore(folder)).toMatchObject({ ok: false, problem: { code: 'KeyUnusable' } });
    expect(existsSync(path())).toBe(false);
  });

  it.each([
    ['nothing', ''],
    ['rubbish', 'not a key'],
    ['half a file', '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2Vw'],
    [
      'a key for something else',
      String(generateKeyPairSync('x25519').privateKey.export({ format: 'pem', type: 'pkcs8' })),
    ],
  ])('%s in the file is a sentence', (_, text) => {
    writeFileSync(path(), text);
    expect(openKeyStore(folder)).toMatchObject({
      ok: false,
      problem: { code: 'KeyUnusable', params: { file: path() } },
    });
    expect(makeKeyStore(folder, system.random).ok).toBe(false);
    expect(readFileSync(path(), 'utf8')).toBe(text);
  });
});

describe('the fast digest', () => {
  it.each([0, 1, 55, 56, 63, 64, 65, 1_000, 100_000])('is the one of core for %i bytes', (count) => {
    const bytes = Uint8Array.from({ length: count }, (__, at) => at % 251);
    expect(hexOf(nodeSha256(bytes))).toBe(hexOf(sha256(bytes)));
  });
});
