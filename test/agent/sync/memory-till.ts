// A till as far as sync sees one: a journal and a cache in memory behind the real ports, and the real link on top.
// The journal keeps the promises of the real one and throws where sync would break them.
import { createLink } from '../../../agent/sync/link.ts';
import type { RunningLink } from '../../../agent/sync/link.ts';
import { privateCurveKey, rawPublicKey } from '../../../agent/sync/curve-keys.ts';
import type { EnrolmentFile } from '../../../agent/sync/enrolment-file.ts';
import { nodeSha256 } from '../../../agent/sync/node-sha256.ts';
import { tillIdOf } from '../../../agent/sync/key-store.ts';
import type { BackoffLimits } from '../../../agent/sync/backoff.ts';
import type { Transport } from '../../../agent/sync/transport.ts';
import type { Append, CacheApplier, Journal, KeyStore, StoredRecord, System } from '../../../agent/till/ports.ts';
import { sign } from 'node:crypto';
import { epochOf, eventId } from '../../../core/base/id.ts';
import type { Epoch } from '../../../core/base/id.ts';
import { problem } from '../../../core/base/problem.ts';
import { fail, ok } from '../../../core/base/result.ts';
import { chainHash, genesisHash } from '../../../core/journal/chain.ts';
import type { JournalRecord } from '../../../core/journal/record.ts';
import { bodyOf } from '../../../core/journal/body-of.ts';
import type { FeedAnswer, FeedRow } from '../../../core/protocol/sync.ts';
import type { FakeHq } from '../../support/fake-hq.ts';

export function memoryKeys(seed = 7): KeyStore {
  const key = privateCurveKey('sign', new Uint8Array(32).fill(seed));
  const publicKey = rawPublicKey(key);
  return { till: tillIdOf(publicKey), publicKey, sign: (bytes) => Uint8Array.from(sign(null, bytes, key)) };
}

type SyncJournal = Pick<Journal, 'head' | 'after' | 'append' | 'acknowledge'>;

export class MemoryJournal implements SyncJournal {
  readonly rows: StoredRecord[] = [];
  readonly records: JournalRecord[] = [];
  acked = 0;
  full = false;
  epoch = epochOf(new Uint8Array(8).fill(0x2a));
  readonly #keys: KeyStore;

  constructor(keys: KeyStore) {
    this.#keys = keys;
  }

  head() {
    const hash = this.rows.at(-1)?.hash ?? genesisHash(nodeSha256, this.#keys.publicKey, this.epoch);
    return { epoch: this.epoch, seq: this.rows.length, hash, acked: this.acked };
  }

  after(after: number, limit: number): StoredRecord[] {
    return this.rows.slice(after, after + limit);
  }

  append(build: (next: { seq: number; epoch: Epoch }) => Append) {
    if (this.full) return fail(problem('NotRecorded'));
    const seq = this.rows.length + 1;
    const { record, priv } = build({ seq, epoch: this.epoch });
    const body = bodyOf(record);
    const hash = chainHash(nodeSha256, this.head().hash, body);
    this.rows.push({ seq, body, hash, priv: priv ?? null });
    this.records.push(record);
    return ok({ seq, hash, eventId: eventId(this.#keys.till, this.epoch, seq), printJob: null });
  }

  acknowledge(upto: number): void {
    if (upto > this.rows.length) throw new Error(`acknowledged ${upto} of ${this.rows.length}`);
    this.acked = Math.max(this.acked, upto);
  }
}

export class MemoryCache implements CacheApplier {
  readonly pages: FeedAnswer[] = [];
  readonly members = new Map<string, Extract<FeedRow, { kind: 'member' }>['row']>();
  programmeVersion = 0;
  srv = '-';
  pos = 0;
  covered = 0;
  /** Settles in place of a page's write, one page each. */
  hurdles: Promise<void>[] = [];

  async apply(page: FeedAnswer): Promise<void> {
    await this.hurdles.shift();
    this.pages.push(page);
    if (page.reset) this.members.clear();
    for (const row of page.rows) {
      if (row.kind === 'document') this.programmeVersion = row.document.version;
      else if ((this.members.get(row.row.id)?.ver ?? -1) <= row.row.ver) this.members.set(row.row.id, row.row);
    }
    Object.assign(this, { srv: page.srv, pos: page.pos, covered: page.covered });
  }

  view(): string {
    return `${this.srv}:${this.pos}`;
  }

  ruleset() {
    const hash = this.programmeVersion.toString(16).padStart(16, '0');
    return this.programmeVersion === 0 ? null : { version: this.programmeVersion, hash };
  }
}

export interface MemoryTill {
  readonly keys: KeyStore;
  readonly journal: MemoryJournal;
  readonly cache: MemoryCache;
  readonly link: RunningLink;
  /** Journals one record and wakes the link, as the till does after a sale. */
  sell(count?: number): void;
  readonly looks: { applied: number };
  readonly warnings: string[];
}

export function memoryTill(
  hq: FakeHq,
  system: System,
  transport: Transport,
  options: { url?: string; backoff?: Partial<BackoffLimits> } = {},
): MemoryTill {
  const keys = memoryKeys();
  hq.tills.set(keys.till, keys.publicKey);
  const journal = new MemoryJournal(keys);
  const cache = new MemoryCache();
  const looks = { applied: 0 };
  const warnings: string[] = [];
  const stamp = () => stampAt(system, link.view().state);
  const link = createLink({
    system,
    transport,
    keys,
    journal,
    stamp,
    enrolment: enrolmentAt(hq, keys, options.url ?? 'https://hq.example'),
    applier: cache,
    directory: { view: () => cache.view(), programme: () => programmeOf(cache) },
    log: {
      debug: () => {},
      info: () => {},
      warn: (event) => warnings.push(event),
      error: (event) => warnings.push(event),
    },
    app: 'test',
    cacheSchema: 1,
    diskFreeMb: () => 1_000,
    onApplied: () => (looks.applied += 1),
    ...(options.backoff ? { backoff: options.backoff } : {}),
  });
  const sell = (count = 1): void => {
    for (let turn = 0; turn < count; turn += 1) {
      journal.append(({ seq, epoch }) => ({
        record: { v: 1, t: 'boot', tv: 1, ter: keys.till, ep: epoch, seq, ...stamp(), app: `sale ${seq}` },
        ...(seq % 3 === 0 ? { priv: Uint8Array.of(seq % 256, 1, 2) } : {}),
      }));
    }
    link.wake();
  };
  return { keys, journal, cache, link, sell, looks, warnings };
}

export function enrolmentAt(hq: FakeHq, keys: KeyStore, url: string): EnrolmentFile {
  const store = {
    id: 's1',
    name: 'Mitte',
    zone: 'Europe/Berlin',
    cutoverHour: 4,
    language: 'de' as const,
    address: [],
  };
  return {
    till: keys.till,
    lane: '1',
    chain: { id: 'cafe', name: 'Café', callingCode: 'DE' },
    store,
    srv: hq.srv,
    serverKey: hq.serverKey,
    programmeKey: hq.programmeKey,
    aliasKey: 'a1'.repeat(32),
    sealKey: 'b2'.repeat(32),
    url,
  };
}

function stampAt(system: System, link: 'online' | 'offline') {
  const wall = system.clock.wallMs();
  const hlc: [number, number] = [wall, 0];
  return {
    hlc,
    wall,
    boot: '00000000000000aa',
    mono: system.clock.monoMs(),
    biz: '2026-11-22',
    tz: 'Europe/Berlin',
    link,
  };
}

// Sync reads of a programme only which one it is.
function programmeOf(cache: MemoryCache) {
  const ruleset = cache.ruleset();
  return ruleset && { ruleset };
}
