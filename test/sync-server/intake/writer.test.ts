import { afterEach, describe, expect, it } from 'vitest';
import { openServerFolder } from '../../support/server-folder.ts';
import type { ServerFolder } from '../../support/server-folder.ts';
import { bytesOf, earned, ServerTill } from '../../support/server-till.ts';

let open: ServerFolder[] = [];
afterEach(async () => {
  for (const server of open) await server.close();
  open = [];
});
const opened = async (how: 'inline' | 'thread'): Promise<ServerFolder> => {
  const server = await openServerFolder(how);
  open.push(server);
  return server;
};

describe.each(['inline', 'thread'] as const)('the writer, %s', (how) => {
  it('takes the pushes of many tills at once, each exactly once, and one bad push spoils no other', async () => {
    const server = await opened(how);
    const tills = Array.from({ length: 6 }, (_, at) => new ServerTill(`t${at}`));
    for (const till of tills) {
      await server.join(till);
      till.sale();
      till.sale();
    }
    const stranger = new ServerTill('stranger');
    stranger.sale();
    const pushes = [...tills, ...tills].map(async (till) => server.writes.push(till.push()));
    const bad = server.writes.push(stranger.push());
    expect((await Promise.all(pushes)).map((answer) => answer.ok && answer.upto)).toEqual(Array(12).fill(2));
    expect(await bad).toMatchObject({ ok: false, code: 'PROTO' });
    const facts = await server.reader.facts('2026-11-22', '2026-11-22', 'mitte');
    expect(facts.reduce((sum, each) => sum + each.facts.sales, 0)).toBe(12);
  });

  it('what it acknowledged is on the disk for another reader', async () => {
    const server = await opened(how);
    const till = new ServerTill('a');
    await server.join(till);
    const { member } = till.enrol({
      sealKey: server.sealKey,
      firstName: 'Anna',
      phone: '+4915112345678',
      effects: [earned(3)],
    });
    const answer = await server.writes.push(till.push());
    expect(answer.ok).toBe(true);
    expect(await server.reader.member(member)).toMatchObject({ row: { firstName: 'Anna', balances: [{ short: 0 }] } });
  });

  it('a code enrols one till: again with the same key the same, never another', async () => {
    const server = await opened(how);
    const code = { hash: bytesOf('code', 32), store: 'nord', lane: 'lane-3', expiresMs: Number.MAX_SAFE_INTEGER };
    await server.writes.addEnrolCode(code);
    const [first, second] = [new ServerTill('a'), new ServerTill('b')];
    const join = ({ ter, publicKey }: ServerTill) => ({ codeHash: code.hash, ter, publicKey, app: 'test/1' });
    expect(await server.writes.enrolTill(join(first))).toMatchObject({ ter: first.ter, store: 'nord', lane: 'lane-3' });
    expect(await server.writes.enrolTill(join(second))).toBeNull();
    expect(await server.writes.enrolTill(join(first))).toMatchObject({ ter: first.ter });
    expect((await server.reader.tills()).map(({ ter }) => ter)).toEqual([first.ter]);
  });

  it('a code that is over enrols nobody', async () => {
    const server = await opened(how);
    const till = new ServerTill('a');
    const hash = bytesOf('old', 32);
    await server.writes.addEnrolCode({ hash, store: 'nord', lane: 'x', expiresMs: 1000 });
    expect(
      await server.writes.enrolTill({ codeHash: hash, ter: till.ter, publicKey: till.publicKey, app: '' }),
    ).toBeNull();
  });

  it('the first person is the first only once', async () => {
    const server = await opened(how);
    const person = (name: string) => ({ name, salt: bytesOf('s', 16), hash: bytesOf('h', 32) });
    const both = await Promise.all([
      server.writes.addFirstPerson(person('Eva')),
      server.writes.addFirstPerson(person('Mallory')),
    ]);
    expect(both).toEqual([true, false]);
    expect(await server.reader.person('Mallory')).toBeNull();
  });
});
