import { describe, expect, it } from 'vitest';
import { hexOf } from '../../../core/base/bytes.ts';
import type { PushAnswer } from '../../../core/protocol/sync.ts';
import type { LinkView } from '../../../core/protocol/till.ts';
import { FakeHqNet } from '../../support/fake-hq-net.ts';
import type { Fate } from '../../support/fake-hq-net.ts';
import { FakeHq } from '../../support/fake-hq.ts';
import { memoryTill } from './memory-till.ts';
import { VirtualSystem } from './virtual-system.ts';

const seeds = Number(process.env['SYNC_SEEDS'] ?? 25);
const firstSeed = Number(process.env['SYNC_SEED'] ?? 1);
const fates: Fate[] = ['lost', 'late', 'twice', 'garbled', 'cut'];
const codes: Extract<PushAnswer, { ok: false }>['code'][] = ['GAP', 'BUSY', 'TOO_BIG', 'PROTO'];

interface Run {
  readonly sold: string[];
  readonly kept: string[];
  readonly acked: number;
  readonly complaints: string[];
  readonly view: LinkView;
  readonly trace: string;
  readonly faults: number;
}

/** An hour of a bad net, a server that refuses, restarts and is restored; then ten good minutes. */
async function run(seed: number): Promise<Run> {
  const system = new VirtualSystem(seed);
  const hq = new FakeHq();
  // Swarm: each seed has its own subset of faults, so that rare combinations are not drowned by common ones.
  const enabled = fates.filter(() => system.dice() < 0.6);
  const rate = system.dice() * 0.3;
  let bad = true;
  let faults = 0;
  const fate = (): Fate => {
    if (!bad || system.dice() >= rate) return 'well';
    faults += 1;
    return enabled[Math.floor(system.dice() * enabled.length)] ?? 'well';
  };
  const net = new FakeHqNet(hq, { timer: system.timer, bytes: (count) => system.random.bytes(count), fate });
  const till = memoryTill(hq, system, net);
  till.sell(Math.floor(system.dice() * 300));
  till.link.start();
  for (let turn = 0; turn < 60; turn += 1) {
    misbehave(system, hq, net, till.journal.epoch);
    if (system.dice() < 0.5) till.sell(1 + Math.floor(system.dice() * 4));
    await system.pass(Math.floor(system.dice() * 120_000));
  }
  bad = false;
  net.up = true;
  hq.refusals = [];
  hq.recordsAtMost = Infinity;
  await system.pass(600_000);
  return {
    sold: till.journal.rows.map(({ hash }) => hexOf(hash)),
    kept: (hq.streams.get(till.journal.epoch)?.records ?? []).map(({ hash }) => hexOf(hash)),
    acked: till.journal.acked,
    complaints: hq.complaints,
    view: till.link.view(),
    trace: net.log.join(' '),
    faults,
  };
}

function misbehave(system: VirtualSystem, hq: FakeHq, net: FakeHqNet, epoch: Parameters<FakeHq['restore']>[0]): void {
  const dice = system.dice();
  if (dice < 0.05) net.cut();
  else if (dice < 0.1) net.up = !net.up;
  else if (dice < 0.13) {
    const held = hq.streams.get(epoch)?.records.length ?? 0;
    hq.restore(epoch, Math.floor(system.dice() * held));
    // A server is not restored under open connections; sometimes it seems so to a till whose cut was not heard.
    if (system.dice() < 0.8) net.cut();
  } else if (dice < 0.2) {
    const code = codes[Math.floor(system.dice() * codes.length)] ?? 'BUSY';
    hq.refusals.push({
      ok: false,
      code,
      expect: Math.floor(system.dice() * 3),
      retryMs: Math.floor(system.dice() * 5_000),
    });
  } else if (dice < 0.23) hq.recordsAtMost = system.dice() < 0.5 ? Infinity : 1 + Math.floor(system.dice() * 40);
  else if (dice < 0.25) net.poke();
}

describe('a till in a bad net', () => {
  it(`delivers each record exactly once and in order, whatever happens on the way (${seeds} seeds)`, async () => {
    let faults = 0;
    for (let seed = firstSeed; seed < firstSeed + seeds; seed += 1) {
      const { sold, kept, acked, complaints, view, ...rest } = await run(seed);
      // The seed stands in what is compared, so that a failure says how to see it again.
      const again = `SYNC_SEED=${seed} SYNC_SEEDS=1`;
      expect({ again, kept, acked, complaints, view }).toEqual({
        again,
        kept: sold,
        acked: sold.length,
        complaints: [],
        view: { state: 'online', sinceMs: view.sinceMs, problem: null },
      });
      faults += rest.faults;
    }
    // The net was bad indeed.
    expect(faults).toBeGreaterThan(seeds);
  });

  it('does the same again from the same seed', async () => {
    expect(await run(firstSeed)).toEqual(await run(firstSeed));
  });
});
