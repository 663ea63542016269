import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDirectory } from '../../../agent/storage/cache-store.ts';
import { openInlineApplier } from '../../../agent/storage/cache-applier.ts';
import { openJournal } from '../../../agent/storage/journal-store.ts';
import { enrolTill } from '../../../agent/sync/enrol-till.ts';
import type { EnrolmentFile } from '../../../agent/sync/enrolment-file.ts';
import { openKeyStore } from '../../../agent/sync/key-store.ts';
import { createLink } from '../../../agent/sync/link.ts';
import { createSyncClient } from '../../../agent/sync/sync-client.ts';
import { system } from '../../../agent/system.ts';
import { createStamper } from '../../../agent/till/stamp.ts';
import type { Log } from '../../../core/base/log.ts';
import type { Result } from '../../../core/base/result.ts';
import { configSchema } from '../../../sync-server/config.ts';
import { makeCode } from '../../../sync-server/main/make-code.ts';
import { startServer } from '../../../sync-server/main/start-server.ts';
import { system as serverSystem } from '../../../sync-server/system.ts';

// The real server, the real journal and cache, the real wire: what the fakes stand for elsewhere.

const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const fixtures = join(import.meta.dirname, '../../../fixtures');

let folder = '';
const undo: (() => Promise<void> | void)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'regulars-both-'));
});
afterEach(async () => {
  for (const close of undo.splice(0).toReversed()) await close();
  rmSync(folder, { recursive: true });
});

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

const configAt = (port: number) =>
  configSchema.parse({
    folder: join(folder, 'server'),
    port,
    chain: { id: 'kornblume', name: 'Kornblume', callingCode: 'DE' },
    stores: [{ id: 'mitte', name: 'Mitte', zone: 'Europe/Berlin', cutoverHour: 3, language: 'de' }],
    programme: join(fixtures, 'programmes/kornblume.json'),
    assortment: join(fixtures, 'assortments/kornblume.json'),
  });

async function serve(port = 0) {
  return must(await startServer(configAt(port), serverSystem, { log: silent, writer: 'inline', screens: null }));
}

function openTill(enrolment: EnrolmentFile) {
  const at = join(folder, 'till');
  const keys = must(openKeyStore(at));
  const options = { tillId: keys.till, tillKey: keys.publicKey, random: system.random, ballastBytes: 0 };
  const journal = must(openJournal(at, options));
  const directory = must(openDirectory(at));
  const applier = must(openInlineApplier(at, directory));
  const { zone, cutoverHour } = enrolment.store;
  const link = createLink({
    system,
    log: silent,
    transport: createSyncClient(enrolment.url),
    enrolment,
    keys,
    journal,
    directory,
    applier,
    stamp: () => stamper.stamp(),
    app: 'test',
    cacheSchema: 1,
    diskFreeMb: () => 1_000,
    onApplied: () => {},
    backoff: { minMs: 20, maxMs: 200, nearMaxMs: 200 },
  });
  const stamper = createStamper({ ...system, zone, cutoverHour, link: () => link.view().state, lastHlc: null });
  const sell = (): void => {
    must(
      journal.append(({ seq, epoch }) => ({
        record: { v: 1, t: 'boot', tv: 1, ter: keys.till, ep: epoch, seq, ...stamper.stamp(), app: 'test' },
      })),
    );
    link.wake();
  };
  undo.push(async () => {
    await link.stop();
    await applier.close();
    directory.close();
    journal.close();
  });
  return { link, journal, directory, sell };
}

async function until(what: string, holds: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((done) => setTimeout(done, 10));
  }
}

describe('till and server, both real', () => {
  it('enrol, take the programme, send, and meet again after the server was away', async () => {
    const first = await serve();
    let running: typeof first | null = first;
    undo.push(() => running?.close());
    const port = Number(new URL(first.url).port);
    const code = must(await makeCode(configAt(port), { store: 'mitte', lane: 'lane-1' }, serverSystem, silent));
    const enrolment = must(await enrolTill(join(folder, 'till'), first.url, code.code, { system, app: 'test' }));
    expect(enrolment).toMatchObject({ lane: 'lane-1', store: { id: 'mitte' } });

    const { link, journal, directory, sell } = openTill(enrolment);
    for (let sale = 0; sale < 250; sale += 1) sell();
    link.start();
    const allSent = (): boolean => journal.head().seq > 250 && journal.head().acked === journal.head().seq;
    await until('programme', () => directory.programme() !== null);
    await until('all sent', allSent);
    expect(link.view()).toMatchObject({ state: 'online', problem: null });
    const kinds = journal.after(250, 10).map(({ seq }) => journal.record(seq)?.record.t);
    expect(kinds).toEqual(['anchor', 'config_activated']);

    await first.close();
    running = null;
    await until('offline', () => link.view().state === 'offline');
    for (let sale = 0; sale < 20; sale += 1) sell();
    expect(journal.backlog().records).toBe(20);
    running = await serve(port);
    await until('online', () => link.view().state === 'online');
    await until('all sent again', allSent);
    await until('counted', () => directory.covered(journal.head().epoch) >= 250);
    expect(link.view().problem).toBeNull();
    expect(journal.record(273)?.record).toMatchObject({ t: 'anchor', link: 'online' });
  });

  it('a wrong code, a used code', async () => {
    const server = await serve();
    undo.push(() => server.close());
    const config = configAt(Number(new URL(server.url).port));
    const at = (name: string) => join(folder, name);
    const deps = { system, app: 'test' };
    expect(await enrolTill(at('one'), server.url, 'AAAA-BBBB', deps)).toMatchObject({
      problem: { code: 'EnrolCodeWrong' },
    });
    const { code } = must(await makeCode(config, { store: 'mitte', lane: 'lane-1' }, serverSystem, silent));
    must(await enrolTill(at('two'), server.url, code, deps));
    expect(await enrolTill(at('three'), server.url, code, deps)).toMatchObject({ problem: { code: 'EnrolCodeWrong' } });
  });
});
