// A till for benches: the real till over its real journal and cache in a folder on the disk, with the machine's own clock.
// Left out is what is not measured: sockets, devices, headquarters.
import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TillId } from '../../core/base/id.ts';
import type { Enrolment, FeedAnswer, FeedRow } from '../../core/protocol/sync.ts';
import type { Result } from '../../core/base/result.ts';
import { openCacheFile } from '../../agent/storage/cache-file.ts';
import { openCacheWriter } from '../../agent/storage/cache-writer.ts';
import { openDirectory } from '../../agent/storage/cache-store.ts';
import { openJournal } from '../../agent/storage/journal-store.ts';
import { createIdentifiers } from '../../agent/sync/identifiers.ts';
import { system } from '../../agent/system.ts';
import { createStamper } from '../../agent/till/stamp.ts';
import { createTill } from '../../agent/till/create-till.ts';
import type { Till } from '../../agent/till/create-till.ts';
import type { Identifiers, Journal } from '../../agent/till/ports.ts';
import { assortmentText, programmeText, rowOfMember } from './workload.ts';

export interface BenchTill {
  readonly till: Till;
  readonly journal: Journal;
  readonly folder: string;
  close(): void;
}

export interface BenchTillOptions {
  readonly members: number;
  readonly tell: (progress: string) => void;
  /** Around the journal, to measure inside a commit. */
  readonly wrapJournal?: (journal: Journal) => Journal;
}

const srv = '6f1c2f57-0000-4000-8000-000000000001';
const tillKey = new Uint8Array(32).fill(7);

export function openBenchTill({ members, tell, wrapJournal }: BenchTillOptions): BenchTill {
  const folder = mkdtempSync(join(tmpdir(), 'regulars-bench-'));
  const enrolment = benchEnrolment();
  const identifiers = createIdentifiers(enrolment, system.random);
  fillCache(folder, members, identifiers, tell);
  const stored = must(openJournal(folder, { tillId: enrolment.till, tillKey, random: system.random, ballastBytes: 0 }));
  const journal = wrapJournal?.(stored) ?? stored;
  const directory = must(openDirectory(folder));
  const quiet = (): void => {};
  const stamper = createStamper({
    ...system,
    zone: enrolment.store.zone,
    cutoverHour: enrolment.store.cutoverHour,
    link: () => 'online',
    lastHlc: null,
  });
  const till = createTill({
    system,
    enrolment,
    journal,
    directory,
    identifiers,
    link: { view: () => ({ state: 'online', sinceMs: null, problem: null }), wake: quiet, onChange: quiet },
    printer: null,
    devices: () => [],
    warnings: () => [],
    stamper,
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  });
  till.start();
  return {
    till,
    journal,
    folder,
    close: () => {
      till.stop();
      directory.close();
      stored.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Programme and goods by the agent's own writer; then members in bulk, into the same tables, as its writer would put them. */
function fillCache(folder: string, members: number, identifiers: Identifiers, tell: (progress: string) => void): void {
  const writer = must(openCacheWriter(folder));
  writer.apply(firstPage(), system.clock.wallMs(), '0'.repeat(16));
  writer.close();
  const db = must(openCacheFile(folder));
  // Filling is not what is measured: with all of it in memory it takes half a minute instead of ten.
  db.pragma('cache_size = -2000000');
  db.pragma('synchronous = OFF');
  const putMember = db.prepare('INSERT INTO member (id, ver, row) VALUES (?, ?, ?)');
  const putAlias = db.prepare('INSERT INTO alias (alias, member) VALUES (?, ?)');
  const put = db.transaction((from: number, to: number) => {
    for (let number = from; number < to; number += 1) {
      const row = rowOfMember(number, identifiers);
      putMember.run(row.id, row.ver, JSON.stringify(row));
      for (const { alias } of row.identifiers) putAlias.run(alias, row.id);
    }
  });
  for (let at = 0; at < members; at += portion) {
    put(at, Math.min(at + portion, members));
    tell(`${Math.min(at + portion, members)} of ${members} members in the cache`);
  }
  db.close();
}

const portion = 100_000;

function firstPage(): FeedAnswer {
  const sig = '0'.repeat(128);
  const rows: FeedRow[] = [
    { kind: 'document', document: { kind: 'programme', version: 1, body: programmeText, sig } },
    { kind: 'document', document: { kind: 'assortment', version: 1, body: assortmentText, sig } },
  ];
  return { srv, reset: false, pos: 1, more: false, covered: 0, now: system.clock.wallMs(), rows };
}

function benchEnrolment(): Enrolment {
  const hex = (byte: string): string => byte.repeat(32);
  const sealKey = generateKeyPairSync('x25519').publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  return {
    till: createHash('sha256').update(tillKey).digest('hex').slice(0, 32) as TillId,
    lane: 'Till 1',
    chain: { id: 'kornblume', name: 'Kornblume', callingCode: 'DE' },
    store: {
      id: 'mitte',
      name: 'Kornblume Mitte',
      zone: 'Europe/Berlin',
      cutoverHour: 4,
      language: 'de',
      address: ['Lindenstraße 5', '10969 Berlin'],
    },
    srv,
    serverKey: hex('01'),
    programmeKey: hex('02'),
    aliasKey: hex('03'),
    sealKey: sealKey.toString('hex'),
  };
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}
