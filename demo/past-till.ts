// A till whose clock we set: the agent's own journal, rules and way to headquarters, with yesterday on the wall. What it
// writes is what a cashier would have written then. Refuses a folder in which an agent works.
import { hexOf } from '../core/base/bytes.ts';
import type { Log } from '../core/base/log.ts';
import { startCacheWorker } from '../agent/storage/cache-applier.ts';
import { openDirectory } from '../agent/storage/cache-store.ts';
import { lockFolder } from '../agent/storage/folder-lock.ts';
import { openJournal } from '../agent/storage/journal-store.ts';
import { readEnrolment } from '../agent/sync/enrolment-file.ts';
import { createIdentifiers } from '../agent/sync/identifiers.ts';
import { openKeyStore } from '../agent/sync/key-store.ts';
import { createLink } from '../agent/sync/link.ts';
import type { RunningLink } from '../agent/sync/link.ts';
import { createSyncClient } from '../agent/sync/sync-client.ts';
import { system } from '../agent/system.ts';
import { createTill } from '../agent/till/create-till.ts';
import type { Journal, System } from '../agent/till/ports.ts';
import { createStamper } from '../agent/till/stamp.ts';
import type { Stamper } from '../agent/till/stamp.ts';
import type { TillActions } from '../agent/till/till-actions.ts';
import { must } from './must.ts';

export interface PastTill {
  readonly till: TillActions;
  readonly journal: Journal;
  /** Turns the till's clock. */
  setClock(instantMs: number): void;
  /** While false, what is rung up counts as offline. */
  setOnline(online: boolean): void;
  /** Settles when headquarters has told everything it knew: programme, products, members. */
  caughtUp(): Promise<void>;
  /** Settles when headquarters has everything that was journaled. */
  delivered(): Promise<void>;
  close(): Promise<void>;
}

const silent: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const pollMs = 20;
/** Headquarters is on the same machine: what takes longer than this will not come. */
const patienceMs = 60_000;

export function openPastTill(folder: string): PastTill {
  const files = openFiles(folder);
  const { enrolment, journal, directory } = files;
  const past = { wallMs: system.clock.wallMs(), startMs: 0, online: true };
  const clock = { wallMs: () => past.wallMs, monoMs: () => Math.max(0, past.wallMs - past.startMs) };
  const pastSystem: System = { ...system, clock };
  const stamper = createStamper({
    ...pastSystem,
    ...enrolment.store,
    link: () => (past.online ? 'online' : 'offline'),
    lastHlc: journal.record(journal.head().seq)?.record.hlc ?? null,
  });
  const link = openPresentLink(files, stamper);
  const till = createTill({
    system: pastSystem,
    enrolment,
    journal,
    directory,
    identifiers: createIdentifiers(enrolment, system.random),
    link: { view: () => link.view(), wake: () => link.wake(), onChange: () => undefined },
    printer: null,
    devices: () => [],
    warnings: () => [],
    stamper,
    log: silent,
  });
  return {
    till,
    journal,
    setClock(instantMs) {
      past.startMs ||= instantMs;
      past.wallMs = instantMs;
    },
    setOnline(online) {
      past.online = online;
    },
    caughtUp: () => until(() => directory.programme() !== null && directory.asOfMs() !== null),
    delivered: () => until(() => journal.head().acked === journal.head().seq),
    async close() {
      await link.stop();
      till.stop();
      await files.close();
    },
  };
}

type Files = ReturnType<typeof openFiles>;

function openFiles(folder: string) {
  const enrolment = must(readEnrolment(folder));
  const keys = must(openKeyStore(folder));
  const lock = must(lockFolder(folder, process.pid));
  const { till: tillId } = enrolment;
  const tillKey = keys.publicKey;
  const journal = must(openJournal(folder, { tillId, tillKey, random: system.random, ballastBytes: 0 }));
  const directory = must(openDirectory(folder));
  const applier = startCacheWorker(folder, directory);
  const close = async (): Promise<void> => {
    await applier.close();
    directory.close();
    journal.close();
    lock.release();
  };
  return { enrolment, keys, journal, directory, applier, close };
}

/** The link lives in the present: its evidence of time must not tie the past's steady counter to today's clock. */
function openPresentLink({ enrolment, keys, journal, directory, applier }: Files, stamper: Stamper): RunningLink {
  const boot = hexOf(system.random.bytes(8));
  const link = createLink({
    system,
    log: silent,
    transport: createSyncClient(enrolment.url),
    enrolment,
    keys,
    journal,
    directory,
    applier,
    stamp: () => ({ ...stamper.stamp(), boot, wall: system.clock.wallMs(), mono: system.clock.monoMs() }),
    app: 'regulars/0.1.0',
    cacheSchema: 1,
    diskFreeMb: () => 1024,
    onApplied: () => undefined,
  });
  link.start();
  return link;
}

async function until(reached: () => boolean): Promise<void> {
  const givenUp = Date.now() + patienceMs;
  while (!reached()) {
    if (Date.now() > givenUp) throw new Error('Headquarters did not answer within a minute.');
    await new Promise((done) => setTimeout(done, pollMs));
  }
}
