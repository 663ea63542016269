import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hexOf } from '../../../core/base/bytes.ts';
import { limits } from '../../../core/base/limits.ts';
import { enrolCodeAnswerSchema } from '../../../core/protocol/hq.ts';
import { enrolmentSchema, syncPaths } from '../../../core/protocol/sync.ts';
import { mitte, standingSystem } from '../../support/server-folder.ts';
import { enrolRequest, problemIn, signInFirst, startTestServer } from '../../support/server-client.ts';
import type { TestServer } from '../../support/server-client.ts';
import { ServerTill } from '../../support/server-till.ts';

describe('a till joins the chain', () => {
  let server: TestServer;
  let person: Record<string, string>;
  const clock = standingSystem();
  beforeEach(async () => {
    server = await startTestServer({ system: clock });
    person = await signInFirst(server);
  });
  afterEach(async () => server.close());
  const newCode = async (store = 'mitte', lane = 'lane-2'): Promise<string> => {
    const answer = await server.ask('POST', '/hq/v1/enrol-codes', { store, lane }, person);
    return enrolCodeAnswerSchema.parse(answer.body).code;
  };
  const enrol = async (till: ServerTill, code: string, change: object = {}) =>
    server.ask('POST', syncPaths.enrol, { ...enrolRequest(till, code), ...change });

  it('learns what it needs for good', async () => {
    const till = new ServerTill('a');
    const enrolment = enrolmentSchema.parse((await enrol(till, await newCode())).body);
    expect(enrolment).toMatchObject({
      till: till.ter,
      lane: 'lane-2',
      store: mitte,
      chain: { id: 'kornblume', name: 'Kornblume', callingCode: 'DE' },
    });
    const keys = [enrolment.serverKey, enrolment.programmeKey, enrolment.aliasKey, enrolment.sealKey];
    expect(new Set(keys).size).toBe(4);
  });

  it('the code may be typed as people type', async () => {
    const code = await newCode();
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect((await enrol(new ServerTill('a'), ` ${code.toLowerCase().replaceAll('-', ' ')}`)).status).toBe(200);
  });

  it('a code works once; the same till may ask again for the answer that was lost', async () => {
    const code = await newCode();
    const till = new ServerTill('a');
    const first = await enrol(till, code);
    expect((await enrol(till, code)).body).toEqual(first.body);
    expect(problemIn(await enrol(new ServerTill('b'), code)).code).toBe('EnrolCodeWrong');
  });

  it('a code is good for an hour', async () => {
    const code = await newCode();
    clock.now += limits.enrolCodeMinutes * 60_000;
    expect(problemIn(await enrol(new ServerTill('a'), code))).toEqual({
      code: 'EnrolCodeWrong',
      params: { minutes: limits.enrolCodeMinutes },
    });
  });

  it('nobody enrols with a key that is not theirs', async () => {
    const code = await newCode();
    const stolen = { publicKey: hexOf(new ServerTill('victim').publicKey) };
    expect(problemIn(await enrol(new ServerTill('a'), code, stolen)).code).toBe('EnrolCodeWrong');
    expect((await enrol(new ServerTill('a'), code)).status).toBe(200);
  });

  it('codes cannot be guessed for ever', async () => {
    const code = await newCode();
    for (let at = 0; at < limits.enrolAttemptsMax; at += 1) {
      expect(problemIn(await enrol(new ServerTill('a'), `0000-0000-000${at}`)).code).toBe('EnrolCodeWrong');
    }
    expect(problemIn(await enrol(new ServerTill('a'), code)).code).toBe('TooManyAttempts');
    clock.now += limits.enrolWindowMinutes * 60_000;
    expect((await enrol(new ServerTill('a'), code)).status).toBe(200);
  });

  it('what is no request costs an attempt too and says what is wrong', async () => {
    expect(problemIn(await enrol(new ServerTill('a'), 'ABCD', { publicKey: 'short' })).code).toBe('BadRequest');
  });

  it('a code needs a store we know', async () => {
    const answer = await server.ask('POST', '/hq/v1/enrol-codes', { store: 'nowhere', lane: 'x' }, person);
    expect(problemIn(answer)).toEqual({ code: 'StoreUnknown', params: { store: 'nowhere', known: 'mitte, nord' } });
  });
});
