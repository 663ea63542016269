// Two ways to write the cache behind one port: a worker thread, so that the sale never waits for headquarters, and its twin
// in line, for tests and the simulation. Both use the same writer, and both make a damaged file anew in the same steps:
// the reader lets go, the writer rebuilds, the reader looks again.
import { Worker } from 'node:worker_threads';
import { ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import type { CacheApplier } from '../till/ports.ts';
import type { DirectoryStore } from './cache-store.ts';
import { CacheDamaged, openCacheWriter } from './cache-writer.ts';
import type { CacheWriter } from './cache-writer.ts';
import type { CacheWorkerAnswer, CacheWorkerOrder } from './cache-worker.ts';

export interface OpenedCacheApplier extends CacheApplier {
  /** Settles when the file is let go; pages that wait are given up. */
  close(): Promise<void>;
}

/** Problem: SqliteTooOld. */
export function openInlineApplier(folder: string, directory: DirectoryStore): Result<OpenedCacheApplier> {
  const opened = openCacheWriter(folder);
  if (!opened.ok) return opened;
  const writer = opened.value;
  const rebuild = (): void => rebuildWith(writer, directory);
  directory.onDamaged(rebuild);
  if (!writer.isWhole()) rebuild();
  return ok({
    apply(page, receivedWallMs, epoch) {
      try {
        writer.apply(page, receivedWallMs, epoch);
        directory.announce();
        return Promise.resolve();
      } catch (error) {
        if (error instanceof CacheDamaged) rebuild();
        return Promise.reject(error instanceof Error ? error : new Error(String(error)));
      }
    },
    close() {
      writer.close();
      return Promise.resolve();
    },
  });
}

function rebuildWith(writer: CacheWriter, directory: DirectoryStore): void {
  directory.release();
  writer.rebuild();
  directory.announce();
}

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** The file was opened (and so SQLite's version checked) by the Directory before. */
export function startCacheWorker(folder: string, directory: DirectoryStore): OpenedCacheApplier {
  const worker = new Worker(new URL('./cache-worker.ts', import.meta.url), { workerData: { folder } });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let closing = false;
  const order = (message: CacheWorkerOrder): void => worker.postMessage(message, []);
  const ended = new Promise<void>((resolve) => {
    worker.on('exit', () => resolve());
  });
  const giveUp = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const rebuild = (): void => {
    if (closing) return;
    directory.release();
    order({ kind: 'rebuild' });
  };

  worker.on('message', (answer: CacheWorkerAnswer) => {
    if (answer.kind === 'damaged') return rebuild();
    if (!closing && answer.kind !== 'failed') directory.announce();
    if (answer.kind === 'rebuilt') return;
    const one = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.kind === 'applied') one?.resolve();
    else one?.reject(new Error(answer.why));
  });
  // A fault of ours in the thread is a fault of the agent: it dies, starts again, and asks headquarters again.
  worker.on('error', (error) => {
    giveUp(error instanceof Error ? error : new Error(String(error)));
    throw error;
  });
  directory.onDamaged(rebuild);

  return {
    apply(page, receivedWallMs, epoch) {
      if (closing) return Promise.reject(new Error('the cache is closed'));
      last += 1;
      const id = last;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        order({ kind: 'apply', id, page, receivedWallMs, epoch });
      });
    },
    async close() {
      closing = true;
      order({ kind: 'close' });
      await ended;
      giveUp(new Error('the cache is closed'));
    },
  };
}
