// Who may look at headquarters: the first person by a one-time set-up token, everybody else by name and password. There is
// no default password. Wrong tries cost attempts, by address and by name, and an unknown name costs as much time as a known.
import { detailOf, problem } from '../../core/base/problem.ts';
import type { Problem } from '../../core/base/problem.ts';
import { limits } from '../../core/base/limits.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import { loginRequestSchema, passwordLengthMin, setupRequestSchema } from '../../core/protocol/hq.ts';
import type { ServerWrites } from '../intake/server-writes.ts';
import type { Person } from '../store/rows.ts';
import type { ServerReader } from '../store/server-store.ts';
import type { System } from '../system.ts';
import { createAttempts } from './attempts.ts';
import { hashPassword, saltBytes, sameSecret } from './passwords.ts';
import { hashOfSecret, isSecret, newToken } from './secrets.ts';

export interface SignInNeeds {
  readonly reader: ServerReader;
  readonly writes: Pick<ServerWrites, 'addFirstPerson' | 'addSession' | 'dropSession'>;
  readonly system: System;
  /** Hash of the token in the set-up link; null when this server was set up before. */
  readonly setupHash: Uint8Array | null;
}

export interface SignedIn {
  readonly token: string;
  readonly name: string;
}

export interface SignIn {
  setUp(raw: unknown, address: string): Promise<Result<SignedIn>>;
  logIn(raw: unknown, address: string): Promise<Result<SignedIn>>;
  logOut(token: string): Promise<void>;
  /** The person behind a bearer token, or null. */
  person(token: string): Promise<string | null>;
}

export function createSignIn(needs: SignInNeeds): SignIn {
  const { reader, system } = needs;
  const byAddress = createAttempts(system.clock, limits.loginAttemptsMax, limits.loginWindowMinutes);
  // Wider than by address, so that guessing from one place cannot shut a person out, and guessing from many ends too.
  const byName = createAttempts(system.clock, limits.loginAttemptsMax * 10, limits.loginWindowMinutes);
  return {
    setUp: async (raw, address) => {
      const wait = byAddress.waitSeconds(address);
      if (wait > 0) return fail(problem('TooManyAttempts', { seconds: wait }));
      const request = setupRequestSchema.safeParse(raw);
      if (!request.success) return fail(problem('BadRequest', { detail: detailOf(request.error).detail }));
      const { token, password } = request.data;
      if (needs.setupHash === null) return fail(problem('SetupDone'));
      if (!isSecret(token, needs.setupHash)) {
        byAddress.failed(address);
        return fail(problem('SetupLinkWrong'));
      }
      if (password.length < passwordLengthMin) return fail(problem('PasswordWeak', { min: passwordLengthMin }));
      return addFirstPerson(nameOf(request.data.name), password, needs);
    },
    logIn: async (raw, address) => {
      const request = loginRequestSchema.safeParse(raw);
      if (!request.success) return fail(problem('BadRequest', { detail: detailOf(request.error).detail }));
      const name = nameOf(request.data.name);
      const wait = Math.max(byAddress.waitSeconds(address), byName.waitSeconds(name));
      if (wait > 0) return fail(problem('TooManyAttempts', { seconds: wait }));
      // Counted before the slow part, so that many at once are no more than many one after the other.
      byAddress.failed(address);
      byName.failed(name);
      const wrong = await checkPassword(await reader.person(name), request.data.password);
      if (wrong) return fail(wrong);
      byAddress.succeeded(address);
      byName.succeeded(name);
      return ok(await openSession(name, needs));
    },
    logOut: async (token) => needs.writes.dropSession(hashOfSecret(token)),
    person: async (token) => (await reader.session(hashOfSecret(token), system.clock.wallMs()))?.person ?? null,
  };
}

async function addFirstPerson(name: string, password: string, needs: SignInNeeds): Promise<Result<SignedIn>> {
  const salt = needs.system.random.bytes(saltBytes);
  const hash = await hashPassword(password, salt);
  if (!hash) return fail(problem('TooManyAttempts', { seconds: 5 }));
  const added = await needs.writes.addFirstPerson({ name, salt, hash });
  return added ? ok(await openSession(name, needs)) : fail(problem('SetupDone'));
}

const noSalt = new Uint8Array(saltBytes);

async function checkPassword(person: Person | null, password: string): Promise<Problem | null> {
  const hash = await hashPassword(password, person?.salt ?? noSalt);
  if (!hash) return problem('TooManyAttempts', { seconds: 5 });
  return person && sameSecret(hash, person.hash) ? null : problem('LoginWrong');
}

async function openSession(person: string, { system, writes }: SignInNeeds): Promise<SignedIn> {
  const token = newToken(system.random);
  const expiresMs = system.clock.wallMs() + limits.sessionHours * 3_600_000;
  await writes.addSession({ hash: hashOfSecret(token), person, expiresMs });
  return { token, name: person };
}

function nameOf(typed: string): string {
  return typed.trim().normalize('NFC');
}
