import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { feedAnswerSchema } from '../../../core/protocol/sync.ts';
import { answerFeed } from '../../../sync-server/feed/answer-feed.ts';
import { openServerFolder, srvOfTests } from '../../support/server-folder.ts';
import type { ServerFolder } from '../../support/server-folder.ts';
import { earned, ServerTill, startMs } from '../../support/server-till.ts';

const elsewhere = '11111111-1111-4111-8111-111111111111';

describe('the feed', () => {
  let server: ServerFolder;
  let till: ServerTill;
  beforeEach(async () => {
    server = await openServerFolder();
    till = new ServerTill('a');
    await server.join(till);
    for (const [at, firstName] of ['Anna', 'Boris', 'Chloé'].entries()) {
      till.enrol({ sealKey: server.sealKey, firstName, phone: `+49151123456${70 + at}`, effects: [earned(at)] });
    }
    await server.writes.push(till.push());
  });
  afterEach(async () => server.close());
  const ask = async (srv: string | null, pos: number, of = till) => {
    const answer = await answerFeed(server.reader, of.ter, { srv, pos, ep: of.ep }, startMs);
    return feedAnswerSchema.parse(answer);
  };

  it('tells a till that knows nothing everything, without a reset', async () => {
    const answer = await ask(null, 0);
    expect(answer).toMatchObject({ srv: srvOfTests, reset: false, more: false, covered: 3, now: startMs });
    expect(answer.rows.map((each) => each.kind === 'member' && each.row.firstName)).toEqual(['Anna', 'Boris', 'Chloé']);
  });

  it('goes on from a position, and has nothing to say at the end', async () => {
    const { pos } = await ask(null, 0);
    expect(await ask(srvOfTests, pos - 1)).toMatchObject({ reset: false, pos });
    expect((await ask(srvOfTests, pos - 1)).rows).toHaveLength(1);
    expect((await ask(srvOfTests, pos)).rows).toEqual([]);
  });

  it('begins anew for a position of another incarnation', async () => {
    const answer = await ask(elsewhere, 3);
    expect(answer.reset).toBe(true);
    expect(answer.rows).toHaveLength(3);
  });

  it('begins anew for a position that this server never reached', async () => {
    const answer = await ask(srvOfTests, 1_000_000);
    expect(answer).toMatchObject({ reset: true });
    expect(answer.rows).toHaveLength(3);
  });

  it('covers only the stream that asks', async () => {
    const other = new ServerTill('b');
    await server.join(other);
    expect((await ask(null, 0, other)).covered).toBe(0);
    other.sale();
    await server.writes.push(other.push());
    expect((await ask(null, 0, other)).covered).toBe(1);
    expect((await ask(null, 0)).covered).toBe(3);
  });
});
