// A till in memory, headquarters in memory and the net between them, in virtual time: one line for each test to begin with.
import { expect } from 'vitest';
import { hexOf } from '../../../core/base/bytes.ts';
import { memberIdOf } from '../../../core/base/id.ts';
import type { FeedRow } from '../../../core/protocol/sync.ts';
import { FakeHqNet } from '../../support/fake-hq-net.ts';
import type { NetHooks } from '../../support/fake-hq-net.ts';
import { FakeHq } from '../../support/fake-hq.ts';
import { memoryTill } from './memory-till.ts';
import type { MemoryTill } from './memory-till.ts';
import { VirtualSystem } from './virtual-system.ts';

export function memoryShop(seed = 1) {
  const system = new VirtualSystem(seed);
  const hq = new FakeHq();
  const hooks: NetHooks = { timer: system.timer, bytes: (count) => system.random.bytes(count), fate: () => 'well' };
  const net = new FakeHqNet(hq, hooks);
  const till = memoryTill(hq, system, net);
  return { system, hq, hooks, net, till };
}

/** Everything the till wrote, once and in order, byte for byte. */
export function expectAll(hq: FakeHq, till: MemoryTill): void {
  const kept = hq.streams.get(till.journal.epoch)?.records ?? [];
  expect(kept.map(({ hash }) => hexOf(hash))).toEqual(till.journal.rows.map(({ hash }) => hexOf(hash)));
  expect(kept.map(({ priv }) => hexOf(priv))).toEqual(
    till.journal.rows.map(({ priv }) => hexOf(priv ?? new Uint8Array())),
  );
  expect(till.journal.acked).toBe(till.journal.rows.length);
  expect(hq.complaints).toEqual([]);
}

export const memberRow = (n: number, ver: number): FeedRow => ({
  kind: 'member',
  row: {
    id: memberIdOf(new Uint8Array(16).fill(n)),
    ver,
    firstName: 'Anna',
    last2: '12',
    identifiers: [],
    balances: [],
    visits: 0,
    lastVisit: null,
    flags: [],
  },
});
