// Joins everything a till is made of. Reads like the house: lock, journal, cache, link, devices, till, api. What fails on
// the way is a problem with a sentence, and what was opened before it is closed again.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hexOf } from '../core/base/bytes.ts';
import type { Log } from '../core/base/log.ts';
import { problem } from '../core/base/problem.ts';
import type { Problem } from '../core/base/problem.ts';
import { fail, ok } from '../core/base/result.ts';
import type { Result } from '../core/base/result.ts';
import { startApi } from './api/start-api.ts';
import type { Api } from './api/start-api.ts';
import type { TillConfig } from './config.ts';
import type { MakeSerialPort } from './devices/serial-port.ts';
import { startSimulatorControl } from './devices/twins/simulator-control.ts';
import { openDevices } from './open-devices.ts';
import type { Devices } from './open-devices.ts';
import { startCacheWorker } from './storage/cache-applier.ts';
import { openDirectory } from './storage/cache-store.ts';
import type { DirectoryStore } from './storage/cache-store.ts';
import { lockFolder } from './storage/folder-lock.ts';
import { openJournal } from './storage/journal-store.ts';
import type { OpenedJournal } from './storage/journal-store.ts';
import { readEnrolment } from './sync/enrolment-file.ts';
import type { EnrolmentFile } from './sync/enrolment-file.ts';
import { createIdentifiers } from './sync/identifiers.ts';
import { openKeyStore } from './sync/key-store.ts';
import { createLink } from './sync/link.ts';
import type { RunningLink } from './sync/link.ts';
import { createSyncClient } from './sync/sync-client.ts';
import type { Transport } from './sync/transport.ts';
import { createTill } from './till/create-till.ts';
import type { Till } from './till/create-till.ts';
import type { Journal, KeyStore, Printer, System } from './till/ports.ts';
import { createStamper } from './till/stamp.ts';
import type { Stamper } from './till/stamp.ts';
import { watchDisk } from './watch-disk.ts';

const app = 'regulars/0.1.0';
/** The version of the cache's tables, told to headquarters for its list of tills. */
const cacheSchema = 1;

export interface AgentOptions {
  readonly config: TillConfig;
  readonly system: System;
  readonly log: Log;
  /** The built screens; null serves none. */
  readonly screens: string | null;
  /** A fault of ours: the process should end and start anew. */
  readonly onFault: (error: unknown) => void;
  /** Wraps a port on its way in: how tests make a till die at a named point. */
  readonly wrap?: {
    readonly journal?: (journal: Journal) => Journal;
    readonly printer?: (printer: Pick<Printer, 'print'>) => Pick<Printer, 'print'>;
    readonly transport?: (transport: Transport) => Transport;
    /** Another serial binding than the real one. */
    readonly makePort?: MakeSerialPort;
  };
}

export interface Agent {
  readonly url: string;
  readonly enrolment: EnrolmentFile;
  /** A one-time key for a window: `url/#k=KEY`. */
  mintKey(): string;
  close(): Promise<void>;
}

export async function startAgent(options: AgentOptions): Promise<Result<Agent>> {
  const { folder } = options.config;
  const enrolment = readEnrolment(folder);
  if (!enrolment.ok) return enrolment;
  const keys = openKeyStore(folder);
  if (!keys.ok) return keys;
  const lock = lockFolder(folder, process.pid);
  if (!lock.ok) return lock;
  const stores = openStores(options, enrolment.value, keys.value);
  if (!stores.ok) {
    lock.value.release();
    return stores;
  }
  const parts = joinParts(options, enrolment.value, keys.value, stores.value);
  const api = await openDoors(options, parts);
  if (!api.ok) {
    await parts.close();
    lock.value.release();
    return api;
  }
  return ok({
    url: api.value.url,
    enrolment: enrolment.value,
    mintKey: () => api.value.mintKey(),
    close: async () => {
      await api.value.close();
      await parts.close();
      lock.value.release();
    },
  });
}

interface Stores {
  readonly journal: OpenedJournal;
  readonly directory: DirectoryStore;
}

function openStores({ config, system }: AgentOptions, enrolment: EnrolmentFile, keys: KeyStore): Result<Stores> {
  const journal = openJournal(config.folder, {
    tillId: enrolment.till,
    tillKey: keys.publicKey,
    random: system.random,
    ballastBytes: config.ballastMb * 1024 * 1024,
  });
  if (!journal.ok) return journal;
  const directory = openDirectory(config.folder);
  if (directory.ok) return ok({ journal: journal.value, directory: directory.value });
  journal.value.close();
  return directory;
}

interface Parts {
  readonly till: Till;
  readonly link: RunningLink;
  readonly devices: Devices;
  close(): Promise<void>;
}

function joinParts(options: AgentOptions, enrolment: EnrolmentFile, keys: KeyStore, stores: Stores): Parts {
  const { config, system, log, wrap = {} } = options;
  const { directory } = stores;
  const journal = wrap.journal?.(stores.journal) ?? stores.journal;
  const devices = openDevices(config, system, log, wrap.makePort);
  const applier = startCacheWorker(config.folder, directory);
  // News arrive before the till is joined; until then there is nobody to tell.
  let refresh = (): void => {};
  const disk = watchDisk(config.folder, system.timer, () => refresh());
  const transport = createSyncClient(enrolment.url);
  const stamper: Stamper = createStamper({
    ...system,
    ...enrolment.store,
    link: () => link.view().state,
    lastHlc: journal.record(journal.head().seq)?.record.hlc ?? null,
  });
  const link: RunningLink = createLink({
    system,
    log,
    transport: wrap.transport?.(transport) ?? transport,
    enrolment,
    keys,
    journal,
    directory,
    applier,
    stamp: () => stamper.stamp(),
    app,
    cacheSchema,
    diskFreeMb: () => disk.freeMb(),
    onApplied: () => refresh(),
  });
  const identifiers = createIdentifiers(enrolment, system.random);
  const printer = devices.printer && (wrap.printer?.(devices.printer) ?? devices.printer);
  const till = createTill({
    system,
    enrolment,
    journal,
    directory,
    identifiers,
    link,
    printer,
    devices: () => devices.views(),
    warnings: () => disk.warnings(),
    stamper,
    log,
  });
  refresh = () => till.refresh();
  journalBoot(journal, enrolment, stamper, log);
  return {
    till,
    link,
    devices,
    close: async () => {
      await link.stop();
      till.stop();
      disk.stop();
      await devices.stop();
      await applier.close();
      directory.close();
      stores.journal.close();
    },
  };
}

/** Evidence that the agent began here. A full disk costs this record and nothing else. */
function journalBoot(journal: Journal, enrolment: EnrolmentFile, stamper: Stamper, log: Log): void {
  const written = journal.append(({ seq, epoch }) => ({
    record: { v: 1, t: 'boot', tv: 1, ter: enrolment.till, ep: epoch, seq, ...stamper.stamp(), app },
  }));
  if (!written.ok) log.warn('the boot was not journaled', { problem: written.problem.code });
}

async function openDoors(options: AgentOptions, { till, link, devices }: Parts): Promise<Result<Api>> {
  const { config, system, log, screens, onFault } = options;
  const launchToken = hexOf(system.random.bytes(32));
  const api = await startApi({
    till,
    port: config.port,
    staticFolder: screens,
    launchToken,
    system,
    log,
    clientsFile: join(config.folder, 'clients.json'),
    onFault,
  });
  if (!api.ok) return api;
  const control = await openSimulator(config, devices);
  if (!control.ok) {
    await api.value.close();
    return control;
  }
  till.start();
  link.start();
  devices.start(
    {
      scan: (text) => void till.scan({ text, source: 'serial', device: 'scanner' }),
      garbled: (garble: Problem) => till.garbled(garble),
    },
    () => till.refresh(),
  );
  const portFile = join(config.folder, 'port.json');
  writeFileSync(portFile, JSON.stringify({ url: api.value.url, launchToken, pid: process.pid }), { mode: 0o600 });
  return ok({
    url: api.value.url,
    mintKey: () => api.value.mintKey(),
    close: async () => {
      rmSync(portFile, { force: true });
      await control.value.close();
      await api.value.close();
    },
  });
}

async function openSimulator({ simulator }: TillConfig, { simulated }: Devices) {
  if (!simulator) return ok({ close: () => Promise.resolve() });
  try {
    return ok(await startSimulatorControl({ ...simulated, ...simulator }));
  } catch {
    return fail(problem('PortInUse', { port: simulator.port }));
  }
}
