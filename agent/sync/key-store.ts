// The till's key in a file: `till.key`, PKCS8 PEM, readable by its owner alone. It is made once, at enrolment, from random
// bytes handed in; it never leaves the file. A file that others may read is shut again; one that is no key is refused.
import { createPrivateKey, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { hexOf } from '../../core/base/bytes.ts';
import type { TillId } from '../../core/base/id.ts';
import { problem } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import type { KeyStore, Random } from '../till/ports.ts';
import { privateCurveKey, rawPublicKey } from './curve-keys.ts';
import { nodeSha256 } from './node-sha256.ts';
import { writePrivateFile } from './write-private-file.ts';

const keyFile = 'till.key';

/** The key that enrolment made; `KeyUnusable` when it is gone or no key. Never makes one: that would be another till. */
export function openKeyStore(folder: string): Result<KeyStore> {
  const path = join(folder, keyFile);
  if (!existsSync(path)) return fail(problem('KeyUnusable', { file: path, detail: 'it is not there' }));
  shutToOthers(path);
  const key = readKey(path);
  if (!key) return fail(problem('KeyUnusable', { file: path, detail: 'it does not hold an Ed25519 key' }));
  return ok(keyStoreOf(key));
}

/** For enrolment: the key in the folder, or a new one. A second try with another code is then still the same till. */
export function makeKeyStore(folder: string, random: Random): Result<KeyStore> {
  const path = join(folder, keyFile);
  if (!existsSync(path)) {
    const pem = privateCurveKey('sign', random.bytes(32)).export({ format: 'pem', type: 'pkcs8' });
    writePrivateFile(path, String(pem));
  }
  return openKeyStore(folder);
}

/** `ter`: hex of the first 16 bytes of SHA-256 of the raw public key (sync.md 2.2). */
export function tillIdOf(publicKey: Uint8Array): TillId {
  return hexOf(nodeSha256(publicKey).subarray(0, 16)) as TillId;
}

function keyStoreOf(key: KeyObject): KeyStore {
  const publicKey = rawPublicKey(key);
  return { till: tillIdOf(publicKey), publicKey, sign: (bytes) => Uint8Array.from(sign(null, bytes, key)) };
}

// A careless copy or restore widens the mode. Shutting it is better than a till that does not start over it.
function shutToOthers(path: string): void {
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
}

function readKey(path: string): KeyObject | null {
  try {
    const key = createPrivateKey(readFileSync(path));
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}
