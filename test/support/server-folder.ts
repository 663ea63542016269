// Headquarters' store and writer in a temporary folder, without sockets: for tests of intake, feed and figures. The clock
// stands still until it is told to go on; dice are thrown from a seed.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log, LogFacts, LogLevel } from '../../core/base/log.ts';
import type { Store } from '../../core/protocol/sync.ts';
import { startInlineWriter, startThreadWriter } from '../../sync-server/intake/writer.ts';
import { rawPublicKey } from '../../sync-server/store/curve-keys.ts';
import { openServerKeys } from '../../sync-server/store/server-keys.ts';
import { openSqliteReader } from '../../sync-server/store/sqlite/store.ts';
import { system } from '../../sync-server/system.ts';
import type { System } from '../../sync-server/system.ts';
import { bytesOf, startMs } from './server-till.ts';
import type { ServerTill } from './server-till.ts';

export const mitte: Store = {
  id: 'mitte',
  name: 'Berlin Mitte',
  zone: 'Europe/Berlin',
  cutoverHour: 3,
  language: 'de',
  address: ['Torstraße 1', '10119 Berlin'],
};
export const nord: Store = { ...mitte, id: 'nord', name: 'Berlin Nord' };

export interface LogLine {
  readonly level: LogLevel;
  readonly event: string;
  readonly facts: LogFacts;
}

export function keptLog(lines: LogLine[]): Log {
  const at =
    (level: LogLevel) =>
    (event: string, facts: LogFacts = {}): void =>
      void lines.push({ level, event, facts });
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

export const srvOfTests = '7f1c9d54-3b1e-4a57-9c56-2f6f3a0f7a11';

/** A clock that stands, and dice from a seed. */
export function standingSystem(): System & { now: number } {
  let thrown = 0;
  const standing = {
    now: startMs,
    clock: { wallMs: () => standing.now, monoMs: () => standing.now - startMs },
    timer: system.timer,
    random: {
      bytes: (count: number) => {
        thrown += 1;
        return bytesOf(`throw ${thrown}`, count);
      },
    },
  };
  return standing;
}

export async function openServerFolder(how: 'inline' | 'thread' = 'inline', folder = newFolder()) {
  const lines: LogLine[] = [];
  const clock = standingSystem();
  const keys = openServerKeys(folder, clock.random);
  if (!keys.ok) throw new Error('no keys');
  const start = how === 'inline' ? startInlineWriter : startThreadWriter;
  const writer = start({
    folder,
    srv: srvOfTests,
    sealKey: keys.value.seal,
    log: keptLog(lines),
    system: clock,
    onFault: (error) => {
      throw error;
    },
  });
  const reader = openSqliteReader(folder);
  if (!writer.ok || !reader.ok) throw new Error('the store does not open');
  await writer.value.writes.putShops([mitte, nord]);
  return {
    folder,
    lines,
    clock,
    keys: keys.value,
    sealKey: rawPublicKey(keys.value.seal),
    writes: writer.value.writes,
    reader: reader.value.reader,
    /** Enrols a till by a code, as headquarters does. */
    join: async (till: ServerTill, store = 'mitte', lane = 'lane-1'): Promise<void> => {
      const hash = bytesOf(`code ${till.name}`, 32);
      await writer.value.writes.addEnrolCode({ hash, store, lane, expiresMs: Number.MAX_SAFE_INTEGER });
      const joined = await writer.value.writes.enrolTill({
        codeHash: hash,
        ter: till.ter,
        publicKey: till.publicKey,
        app: 'test/1',
      });
      if (!joined) throw new Error('the till was not enrolled');
    },
    close: async (keep = false): Promise<void> => {
      reader.value.close();
      await writer.value.close();
      if (!keep) rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type ServerFolder = Awaited<ReturnType<typeof openServerFolder>>;

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'regulars-server-'));
}
