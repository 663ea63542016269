// A till joins a chain: it makes its own key, shows a one-time code, and keeps what it is told (sync.md 2.4, point 0).
// Nothing is written but the key before headquarters said yes; trying again with a new code is always safe.
import { mkdirSync } from 'node:fs';
import { hexOf } from '../../core/base/bytes.ts';
import { limits } from '../../core/base/limits.ts';
import { detailOf, problem, wireProblemSchema } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import { enrolProofBytes } from '../../core/protocol/proofs.ts';
import { enrolmentSchema, enrolRequestSchema, syncPaths } from '../../core/protocol/sync.ts';
import type { KeyStore, System } from '../till/ports.ts';
import { readEnrolment, writeEnrolment } from './enrolment-file.ts';
import type { EnrolmentFile } from './enrolment-file.ts';
import { makeKeyStore } from './key-store.ts';
import { nodeSha256 } from './node-sha256.ts';
import { checkServerUrl } from './server-url.ts';

export interface EnrolDeps {
  readonly system: System;
  /** Name and version of this agent, at most 40 characters. */
  readonly app: string;
}

/** Makes the folder if need be. `AlreadyEnrolled` rather than overwrite what a till lives by. */
export async function enrolTill(
  folder: string,
  url: string,
  code: string,
  deps: EnrolDeps,
): Promise<Result<EnrolmentFile>> {
  const address = checkServerUrl(url);
  if (!address.ok) return address;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const before = readEnrolment(folder);
  if (before.ok) {
    return fail(problem('AlreadyEnrolled', { folder, lane: before.value.lane, store: before.value.store.name }));
  }
  if (before.problem.code !== 'NotEnrolled') return before;
  const keys = makeKeyStore(folder, deps.system.random);
  if (!keys.ok) return keys;
  const answer = await askHeadquarters(address.value, code.trim(), keys.value, deps);
  if (!answer.ok) return answer;
  const enrolment = { ...answer.value, url: address.value };
  writeEnrolment(folder, enrolment);
  return ok(enrolment);
}

async function askHeadquarters(url: string, code: string, keys: KeyStore, deps: EnrolDeps) {
  const request = enrolRequestSchema.safeParse({
    code,
    publicKey: hexOf(keys.publicKey),
    app: deps.app,
    proof: hexOf(keys.sign(enrolProofBytes(nodeSha256, code))),
  });
  if (!request.success) return fail(codeWrong());
  const answer = await post(`${url}${syncPaths.enrol}`, request.data, deps.system);
  if (!answer.ok) return answer;
  if (answer.value.status !== 200) return fail(problemOf(answer.value));
  const enrolment = enrolmentSchema.safeParse(answer.value.body);
  if (!enrolment.success) return fail(problem('MessageInvalid', detailOf(enrolment.error)));
  if (enrolment.data.till !== keys.till)
    return fail(problem('MessageInvalid', { detail: 'the answer names another till' }));
  return ok(enrolment.data);
}

interface HttpAnswer {
  readonly status: number;
  readonly body: unknown;
}

async function post(url: string, body: object, { timer }: System): Promise<Result<HttpAnswer>> {
  const abort = new AbortController();
  const disarm = timer.after(limits.enrolAnswerMs, () => abort.abort());
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
      // A code is good once, here; it is not carried to wherever somebody points.
      redirect: 'error',
      signal: abort.signal,
    });
    const text = await answer.text();
    return ok({ status: answer.status, body: jsonOf(text) });
  } catch {
    return fail(problem('ServerUnreachable'));
  } finally {
    disarm();
  }
}

// Headquarters says its problem in the closed list (RFC 9457 members beside it are ignored); a proxy says what it likes.
function problemOf({ status, body }: HttpAnswer) {
  const said = wireProblemSchema.safeParse(body);
  if (said.success) return said.data;
  return status === 401 || status === 403 ? codeWrong() : problem('ServerUnreachable');
}

const codeWrong = () => problem('EnrolCodeWrong', { minutes: limits.enrolCodeMinutes });

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
