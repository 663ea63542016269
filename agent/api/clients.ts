// Who may talk to this till. A one-time key becomes a bearer token, 256 bits each; of both only the SHA-256 is kept, and
// comparing takes the same time whether right or wrong. Refused: a key used before, a key older than two minutes.
import { createHash, timingSafeEqual } from 'node:crypto';
import { limits } from '../../core/base/limits.ts';
import { problem } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import { scopeSchema } from '../../core/protocol/till.ts';
import type { Scope } from '../../core/protocol/till.ts';
import type { System } from '../till/ports.ts';
import type { ClientsFile, StoredClient } from './clients-file.ts';

/** `id` names a client in counters; it is no secret and says nothing about the token. */
export interface Client {
  readonly id: string;
  readonly scopes: readonly Scope[];
}

export interface Clients {
  mintKey(): string;
  exchange(key: string): Result<{ token: string; scopes: Scope[] }>;
  /** The client whose `Authorization` header or bare token this is. */
  byToken(token: string | undefined): Client | null;
  isLauncher(token: string | undefined): boolean;
}

interface WaitingKey {
  readonly hash: Buffer;
  readonly untilMs: number;
}

/** Our own screens may do everything; what a POS may do is said when it is paired. */
const screenScopes: readonly Scope[] = scopeSchema.options;

export function makeClients(system: Pick<System, 'clock' | 'random'>, launchToken: string, file: ClientsFile): Clients {
  const launchHash = hashOf(launchToken);
  let keys: WaitingKey[] = [];
  let known: readonly StoredClient[] = file.load();

  const secret = (): string => Buffer.from(system.random.bytes(32)).toString('base64url');
  const takeKey = (key: string): boolean => {
    const now = system.clock.monoMs();
    const hash = hashOf(key);
    const live = keys.filter((each) => each.untilMs > now);
    const left = live.filter((each) => !timingSafeEqual(each.hash, hash));
    keys = left;
    return left.length < live.length;
  };
  return {
    mintKey: () => {
      const key = secret();
      const untilMs = system.clock.monoMs() + limits.apiKeyMinutes * 60_000;
      keys = [...keys, { hash: hashOf(key), untilMs }].slice(-limits.apiKeysMax);
      return key;
    },
    exchange: (key) => {
      if (!takeKey(key)) return fail(problem('Unauthorised'));
      const token = secret();
      const client = { hash: hashOf(token).toString('hex'), scopes: [...screenScopes], atMs: system.clock.wallMs() };
      known = [...known, client].slice(-limits.apiClientsMax);
      file.save(known);
      return ok({ token, scopes: client.scopes });
    },
    byToken: (token) => {
      const hash = hashOf(token ?? '');
      let found: StoredClient | undefined;
      // No early end: how long it takes must not say how far down the list, or how right, the token was.
      for (const each of known) if (timingSafeEqual(Buffer.from(each.hash, 'hex'), hash)) found = each;
      return found ? { id: found.hash.slice(0, 8), scopes: found.scopes } : null;
    },
    isLauncher: (token) => timingSafeEqual(launchHash, hashOf(token ?? '')),
  };
}

/** The token of an `Authorization: Bearer …` header. */
export function bearerOf(header: string | undefined): string | undefined {
  return /^Bearer ([\w.~+/=-]{1,200})$/i.exec(header ?? '')?.[1];
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret, 'utf8').digest();
}
