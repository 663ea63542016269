// The thread that writes the cache. It does what it is told, one order after the other, and says when it is done; a damaged
// file it reports, and waits for the order to make it anew, because the reader must let go first.
import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '../../core/base/assert.ts';
import type { FeedAnswer } from '../../core/protocol/sync.ts';
import { CacheDamaged, openCacheWriter } from './cache-writer.ts';
import type { CacheWriter } from './cache-writer.ts';

export type CacheWorkerOrder =
  | {
      readonly kind: 'apply';
      readonly id: number;
      readonly page: FeedAnswer;
      readonly receivedWallMs: number;
      readonly epoch: string;
    }
  | { readonly kind: 'rebuild' }
  | { readonly kind: 'close' };

export type CacheWorkerAnswer =
  | { readonly kind: 'applied'; readonly id: number }
  | { readonly kind: 'failed'; readonly id: number; readonly why: string }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'rebuilt' };

function serve(
  folder: string,
  say: (answer: CacheWorkerAnswer) => void,
  end: () => void,
): (order: CacheWorkerOrder) => void {
  const opened = openCacheWriter(folder);
  assert(opened.ok, 'the Directory opened the cache before its worker starts');
  const writer = opened.value;
  if (!writer.isWhole()) say({ kind: 'damaged' });
  return (order) => {
    switch (order.kind) {
      case 'apply':
        return apply(writer, order, say);
      case 'rebuild':
        writer.rebuild();
        return say({ kind: 'rebuilt' });
      case 'close':
        writer.close();
        return end();
    }
  };
}

function apply(
  writer: CacheWriter,
  order: Extract<CacheWorkerOrder, { kind: 'apply' }>,
  say: (answer: CacheWorkerAnswer) => void,
): void {
  try {
    writer.apply(order.page, order.receivedWallMs, order.epoch);
    say({ kind: 'applied', id: order.id });
  } catch (error) {
    say({ kind: 'failed', id: order.id, why: error instanceof Error ? error.message : String(error) });
    if (error instanceof CacheDamaged) say({ kind: 'damaged' });
  }
}

const port = parentPort;
assert(port !== null, 'this file runs as a worker');
const { folder } = workerData as { folder: string };
const obey = serve(
  folder,
  (answer) => port.postMessage(answer, []),
  () => port.close(),
);
port.on('message', obey);
