// One till of the café for stories: the real till, journal and cache in a folder of its own; a clock that is set by hand, a
// printer that keeps its slips, and headquarters played by pages of the feed.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { openDirectory } from '../../agent/storage/cache-store.ts';
import { openInlineApplier } from '../../agent/storage/cache-applier.ts';
import { openJournal } from '../../agent/storage/journal-store.ts';
import type { JournalOptions, OpenedJournal } from '../../agent/storage/journal-store.ts';
import { createIdentifiers } from '../../agent/sync/identifiers.ts';
import { createStamper } from '../../agent/till/stamp.ts';
import { createTill } from '../../agent/till/create-till.ts';
import type { Till } from '../../agent/till/create-till.ts';
import type { TillNeeds } from '../../agent/till/till-needs.ts';
import type { Directory, Journal, PrintOutcome, System } from '../../agent/till/ports.ts';
import { problem } from '../../core/base/problem.ts';
import type { LogFacts } from '../../core/base/log.ts';
import type { TillId } from '../../core/base/id.ts';
import { isCanonical } from '../../core/journal/parse-body.ts';
import type { Assortment } from '../../core/catalogue/product.ts';
import type { ReceiptDocument } from '../../core/projection/receipt.ts';
import { renderReceiptText } from '../../core/projection/render-receipt-text.ts';
import type { Enrolment, FeedAnswer, FeedRow } from '../../core/protocol/sync.ts';
import { cafeProgramme } from './shop.ts';
import { virtualSystem } from './virtual-system.ts';

export const coffeeCode = '4006381333931';
export const cakeCode = '96385074';

const assortment: Assortment = {
  kind: 'assortment',
  version: 1,
  products: [
    {
      gtin: coffeeCode.padStart(14, '0'),
      name: 'Coffee',
      price: 250 as never,
      categories: ['drinks'],
      taxCode: 'full',
    },
    { gtin: cakeCode.padStart(14, '0'), name: 'Cake', price: 400 as never, categories: ['pastry'], taxCode: 'reduced' },
  ],
};

export interface ShopFloor {
  readonly till: Till;
  readonly journal: OpenedJournal;
  readonly directory: Directory;
  readonly folder: string;
  readonly slips: ReceiptDocument[];
  readonly logged: { event: string; facts: LogFacts }[];
  /** Moves the clock on and lets everything happen that was due. */
  pass(ms: number): Promise<void>;
  /** What the printer does with the next slips. */
  printer: { outcome: PrintOutcome };
  link: { state: 'online' | 'offline' };
  /** A full one records nothing. */
  disk: { full: boolean };
  /** A page of the feed, as headquarters would send it. */
  hear(rows: FeedRow[], covered?: number): Promise<void>;
  slipText(at: number): string;
  /** The agent ends here; the folder stays. */
  end(): Promise<void>;
  close(): Promise<void>;
}

export interface FloorOptions {
  readonly folder?: string;
  readonly programme?: unknown;
  readonly journal?: Partial<JournalOptions>;
  readonly startMs?: number;
  readonly storeLanguage?: 'en' | 'de';
}

const srv = '6f1c2f57-0000-4000-8000-000000000001';
// The till's key outlives a reopening of its folder.
const keyOf = generateKeyPairSync('x25519').publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
const tillKey = new Uint8Array(32).fill(9);

export async function openShopFloor(options: FloorOptions = {}): Promise<ShopFloor> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'regulars-floor-'));
  const { system, advance } = virtualSystem(options.startMs ?? Date.parse('2026-11-22T09:00:00Z'), folder);
  const enrolment = enrolmentOf(options.storeLanguage ?? 'en');
  const { journal, directory, applier } = openStores(folder, enrolment, system, options);
  const props: Props = {
    slips: [],
    logged: [],
    printer: { outcome: { state: 'printed' } },
    link: { state: 'online' },
    disk: { full: false },
  };
  const till = createTill(tillNeeds(system, enrolment, journal, directory, props));
  let pos = Number(directory.view().split(':').at(-1));
  const hear = async (rows: FeedRow[], covered = 0): Promise<void> => {
    pos += 1;
    const page: FeedAnswer = { srv, reset: false, pos, more: false, covered, now: system.clock.wallMs(), rows };
    await applier.apply(page, system.clock.wallMs(), journal.head().epoch);
    till.refresh();
  };
  if (options.programme !== null) await hear(documentsOf(options.programme ?? cafeProgramme));
  till.start();
  let ended = false;
  const end = async (): Promise<void> => {
    if (ended) return;
    ended = true;
    for (const { body } of journal.after(0, 100_000)) assertCanonical(body);
    till.stop();
    await applier.close();
    directory.close();
    journal.close();
  };
  return {
    ...props,
    till,
    journal,
    directory,
    folder,
    hear,
    pass: async (ms) => {
      advance(ms);
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    },
    slipText: (at) => {
      const slip = props.slips.at(at);
      if (!slip) throw new Error(`there is no slip ${at}`);
      return renderReceiptText(slip, 42);
    },
    end,
    close: async () => {
      await end();
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function onDisk(journal: OpenedJournal, disk: Props['disk']): Journal {
  return {
    ...journal,
    append: (build) => (disk.full ? { ok: false, problem: problem('NotRecorded') } : journal.append(build)),
  };
}

/** Every story holds every record it wrote to the bytes of the record's own schema. */
function assertCanonical(body: Uint8Array): void {
  const text = Buffer.from(body).toString();
  if (!isCanonical(text)) throw new Error(`not canonical: ${text}`);
}

type Props = Pick<ShopFloor, 'slips' | 'logged' | 'printer' | 'link' | 'disk'>;

function openStores(folder: string, enrolment: Enrolment, { random }: System, { journal: more }: FloorOptions) {
  const journal = must(openJournal(folder, { tillId: enrolment.till, tillKey, random, ballastBytes: 0, ...more }));
  const directory = must(openDirectory(folder));
  return { journal, directory, applier: must(openInlineApplier(folder, directory)) };
}

function tillNeeds(
  system: System,
  enrolment: Enrolment,
  journal: OpenedJournal,
  directory: Directory,
  { slips, logged, printer, link, disk }: Props,
): TillNeeds {
  const note = (event: string, facts: LogFacts = {}): void => void logged.push({ event, facts });
  const { zone, cutoverHour } = enrolment.store;
  const lastHlc = journal.record(journal.head().seq)?.record.hlc ?? null;
  return {
    system,
    enrolment,
    journal: onDisk(journal, disk),
    directory,
    identifiers: createIdentifiers(enrolment, system.random),
    link: { view: () => ({ state: link.state, sinceMs: null, problem: null }), wake: () => {}, onChange: () => {} },
    printer: {
      print: (document) => {
        if (printer.outcome.state !== 'failed') slips.push(document);
        return Promise.resolve(printer.outcome);
      },
    },
    devices: () => [],
    warnings: () => [],
    stamper: createStamper({ ...system, zone, cutoverHour, link: () => link.state, lastHlc }),
    log: { debug: note, info: note, warn: note, error: note },
  };
}

function must<T>(result: { ok: true; value: T } | { ok: false; problem: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

function documentsOf(programme: unknown): FeedRow[] {
  const row = (kind: 'programme' | 'assortment', version: number, body: unknown): FeedRow => ({
    kind: 'document',
    document: { kind, version, body: JSON.stringify(body), sig: '0'.repeat(128) },
  });
  return [row('programme', (programme as { version: number }).version, programme), row('assortment', 1, assortment)];
}

function enrolmentOf(language: 'en' | 'de'): Enrolment {
  const hex = (byte: string) => byte.repeat(32);
  return {
    till: createHash('sha256').update(tillKey).digest('hex').slice(0, 32) as TillId,
    lane: 'Till 1',
    chain: { id: 'cafe', name: 'Café', callingCode: 'DE' },
    store: {
      id: 'berlin',
      name: 'Café Kornblume',
      zone: 'Europe/Berlin',
      cutoverHour: 4,
      language,
      address: ['Lindenstraße 5', '10969 Berlin'],
    },
    srv,
    serverKey: hex('01'),
    programmeKey: hex('02'),
    aliasKey: hex('03'),
    sealKey: Buffer.from(keyOf).toString('hex'),
  };
}
