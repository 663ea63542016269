// How a till joins the chain: headquarters makes a one-time code for a store, the till shows it with a key of its own and
// learns what it needs for good. A code works once; asked again with the same key it gives the same answer, for the answer
// that was lost on the way.
import { bytesOfHex, hexOf } from '../../core/base/bytes.ts';
import type { TillId } from '../../core/base/id.ts';
import { limits } from '../../core/base/limits.ts';
import type { Log } from '../../core/base/log.ts';
import { detailOf, problem } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import { enrolCodeRequestSchema } from '../../core/protocol/hq.ts';
import { enrolProofBytes } from '../../core/protocol/proofs.ts';
import { enrolRequestSchema } from '../../core/protocol/sync.ts';
import type { Enrolment } from '../../core/protocol/sync.ts';
import type { ServerWrites } from '../intake/server-writes.ts';
import { isSigned, rawPublicKey } from '../store/curve-keys.ts';
import { nodeSha256 } from '../store/node-sha256.ts';
import type { ServerKeys } from '../store/server-keys.ts';
import type { ServerReader } from '../store/server-store.ts';
import type { System } from '../system.ts';
import { createAttempts } from './attempts.ts';
import { storeUnknown } from './figures.ts';
import { hashOfCode, newEnrolCode } from './secrets.ts';

export interface EnrolNeeds {
  readonly reader: ServerReader;
  readonly writes: Pick<ServerWrites, 'addEnrolCode' | 'enrolTill'>;
  readonly keys: ServerKeys;
  readonly chain: Enrolment['chain'];
  readonly system: System;
  readonly log: Log;
}

export interface EnrolCodeAnswer {
  readonly code: string;
  readonly minutes: number;
}

export interface EnrolTills {
  /** `raw`: the body of the request. */
  enrol(raw: unknown, address: string): Promise<Result<Enrolment>>;
  makeCode(raw: unknown): Promise<Result<EnrolCodeAnswer>>;
}

export function createEnrolTills(needs: EnrolNeeds): EnrolTills {
  const attempts = createAttempts(needs.system.clock, limits.enrolAttemptsMax, limits.enrolWindowMinutes);
  return {
    enrol: async (raw, address) => {
      const wait = attempts.waitSeconds(address);
      if (wait > 0) return fail(problem('TooManyAttempts', { seconds: wait }));
      attempts.failed(address);
      const enrolled = await enrolTill(raw, needs);
      if (enrolled.ok) attempts.succeeded(address);
      return enrolled;
    },
    makeCode: async (raw) => makeEnrolCode(raw, needs),
  };
}

export async function makeEnrolCode(
  raw: unknown,
  { reader, writes, system }: Pick<EnrolNeeds, 'reader' | 'system'> & { writes: Pick<ServerWrites, 'addEnrolCode'> },
): Promise<Result<EnrolCodeAnswer>> {
  const request = enrolCodeRequestSchema.safeParse(raw);
  if (!request.success) return fail(problem('BadRequest', { detail: detailOf(request.error).detail }));
  const { store, lane } = request.data;
  const shops = await reader.shops();
  if (!shops.some(({ id }) => id === store)) return fail(storeUnknown(store, shops));
  const code = newEnrolCode(system.random);
  const expiresMs = system.clock.wallMs() + limits.enrolCodeMinutes * 60_000;
  await writes.addEnrolCode({ hash: hashOfCode(code), store, lane, expiresMs });
  return ok({ code, minutes: limits.enrolCodeMinutes });
}

async function enrolTill(raw: unknown, needs: EnrolNeeds): Promise<Result<Enrolment>> {
  const request = enrolRequestSchema.safeParse(raw);
  if (!request.success) return fail(problem('BadRequest', { detail: detailOf(request.error).detail }));
  const { code, app, proof } = request.data;
  const publicKey = bytesOfHex(request.data.publicKey);
  // Whoever shows a key must hold it: otherwise a code could enrol somebody else's till.
  if (!isSigned(publicKey, enrolProofBytes(nodeSha256, code), proof)) return fail(codeWrong());
  const ter = hexOf(nodeSha256(publicKey).subarray(0, 16)) as TillId;
  const till = await needs.writes.enrolTill({ codeHash: hashOfCode(code), ter, publicKey, app });
  const store = (await needs.reader.shops()).find(({ id }) => id === till?.store);
  if (!till || !store) return fail(codeWrong());
  needs.log.info('a till was enrolled', { till: ter, store: till.store, lane: till.lane });
  return ok({
    till: ter,
    lane: till.lane,
    chain: needs.chain,
    store,
    srv: await needs.reader.srv(),
    serverKey: hexOf(rawPublicKey(needs.keys.server)),
    programmeKey: hexOf(rawPublicKey(needs.keys.programme)),
    aliasKey: hexOf(needs.keys.alias),
    sealKey: hexOf(rawPublicKey(needs.keys.seal)),
  });
}

const codeWrong = () => problem('EnrolCodeWrong', { minutes: limits.enrolCodeMinutes });
