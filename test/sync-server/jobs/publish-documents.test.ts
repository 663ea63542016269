import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { documentProofBytes } from '../../../core/protocol/proofs.ts';
import type { FeedDocument } from '../../../core/protocol/sync.ts';
import { publishDocument, watchDocuments } from '../../../sync-server/jobs/publish-documents.ts';
import { isSigned, rawPublicKey } from '../../../sync-server/store/curve-keys.ts';
import { nodeSha256 } from '../../../sync-server/store/node-sha256.ts';
import { keptLog, openServerFolder } from '../../support/server-folder.ts';
import type { LogLine, ServerFolder } from '../../support/server-folder.ts';

const fixture = z
  .looseObject({ version: z.int(), campaigns: z.array(z.unknown()) })
  .parse(JSON.parse(readFileSync('fixtures/programmes/kornblume.json', 'utf8')));

describe('publishing', () => {
  let server: ServerFolder;
  let file = '';
  let lines: LogLine[] = [];
  beforeEach(async () => {
    server = await openServerFolder();
    file = join(server.folder, 'programme.json');
    lines = [];
  });
  afterEach(async () => server.close());
  const write = (change: object): void => writeFileSync(file, JSON.stringify({ ...fixture, ...change }));
  const needs = () => ({
    reader: server.reader,
    put: async (document: FeedDocument) => server.writes.putDocument(document),
    programmeKey: server.keys.programme,
    log: keptLog(lines),
    system: server.clock,
  });
  const publish = async () => publishDocument('programme', file, needs());
  const version = async () => (await server.reader.document('programme'))?.version;

  it('signs the bytes of the file, and does nothing for a file it has published', async () => {
    write({ version: 1 });
    expect(await publish()).toMatchObject({ ok: true });
    const document = await server.reader.document('programme');
    expect(document?.body).toBe(readFileSync(file, 'utf8'));
    const key = rawPublicKey(server.keys.programme);
    expect(isSigned(key, documentProofBytes(nodeSha256, document?.body ?? ''), document?.sig ?? '')).toBe(true);
    const head = await server.reader.head();
    expect(await publish()).toMatchObject({ ok: true });
    expect(await server.reader.head()).toBe(head);
  });

  it('a changed file needs a higher version', async () => {
    write({ version: 2 });
    await publish();
    write({ version: 2, id: 'other' });
    expect(await publish()).toMatchObject({
      ok: false,
      problem: { code: 'ProgrammeInvalid', params: { path: 'version' } },
    });
    write({ version: 1, id: 'other' });
    expect(await publish()).toMatchObject({ ok: false });
    expect(await version()).toBe(2);
    write({ version: 3, id: 'other' });
    expect(await publish()).toMatchObject({ ok: true });
    expect(await version()).toBe(3);
  });

  it('a file that is wrong as a whole, no JSON or gone leaves the one in force', async () => {
    write({ version: 1 });
    await publish();
    write({ version: 2, currency: 'euro' });
    expect(await publish()).toMatchObject({ ok: false, problem: { code: 'ProgrammeInvalid' } });
    writeFileSync(file, '{"lang":1');
    expect(await publish()).toMatchObject({ ok: false, problem: { code: 'ProgrammeInvalid' } });
    const gone = await publishDocument('programme', join(server.folder, 'gone.json'), needs());
    expect(gone).toMatchObject({ ok: false, problem: { code: 'ProgrammeInvalid' } });
    expect(await version()).toBe(1);
  });

  it('a campaign that is wrong alone is named, and the rest is published', async () => {
    write({ version: 1, campaigns: [...fixture.campaigns, { id: 'broken' }] });
    expect(await publish()).toMatchObject({ ok: true });
    const warned = lines.find(({ level }) => level === 'warn');
    expect(warned?.facts['path']).toBe(`campaigns.${fixture.campaigns.length}.name`);
  });

  it('an assortment is checked by its own schema', async () => {
    writeFileSync(file, JSON.stringify({ kind: 'assortment', version: 1, products: [{ gtin: '1' }] }));
    expect(await publishDocument('assortment', file, needs())).toMatchObject({ ok: false });
    const good = await publishDocument('assortment', 'fixtures/assortments/kornblume.json', needs());
    expect(good).toMatchObject({ ok: true });
  });

  it('looks at the file again from time to time', async () => {
    const acts: (() => void)[] = [];
    const timer = {
      after: (_: number, act: () => void) => {
        acts.push(act);
        return () => void acts.splice(acts.indexOf(act), 1);
      },
    };
    write({ version: 1 });
    await publish();
    const stop = watchDocuments([['programme', file]], { ...needs(), system: { ...server.clock, timer } });
    const tick = async (): Promise<void> => {
      for (const act of acts.splice(0)) act();
      await expect.poll(() => acts.length).toBe(1);
    };
    await tick();
    expect(await version()).toBe(1);
    write({ version: 2, id: 'changed-again' });
    await tick();
    expect(await version()).toBe(2);
    write({ version: 1, id: 'gone-back' });
    await tick();
    expect(await version()).toBe(2);
    expect(lines.at(-1)).toMatchObject({ level: 'warn', event: 'not published' });
    stop();
    expect(acts).toEqual([]);
  });
});
