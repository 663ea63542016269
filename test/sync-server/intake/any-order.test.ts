import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MemberId } from '../../../core/base/id.ts';
import { foldEffects } from '../../../core/ledger/fold.ts';
import { recordSchema } from '../../../core/journal/record.ts';
import type { LedgerEvent } from '../../../core/ledger/fold.ts';
import { openServerFolder } from '../../support/server-folder.ts';
import type { ServerFolder } from '../../support/server-folder.ts';
import { earned, redeemed, ServerTill, startMs } from '../../support/server-till.ts';

interface Step {
  readonly till: 0 | 1;
  readonly kind: 'earn' | 'redeem' | 'stranger';
  readonly n: number;
  readonly bucket: string;
  readonly secondsAgo: number;
}

const stepArbitrary: fc.Arbitrary<Step> = fc.record({
  till: fc.constantFrom(0 as const, 1 as const),
  kind: fc.constantFrom('earn' as const, 'redeem' as const, 'stranger' as const),
  n: fc.integer({ min: 1, max: 50 }),
  bucket: fc.constantFrom('2026-11', '2026-12', '2027-06'),
  secondsAgo: fc.integer({ min: 0, max: 20 }),
});

/** Two tills that sell to one member; the first enrols it. Clocks jump, so that arrival and order differ. */
function write(server: ServerFolder, steps: readonly Step[]) {
  const tills = [new ServerTill('a'), new ServerTill('b')] as const;
  const { member } = tills[0].enrol({ sealKey: server.sealKey, firstName: 'Anna', phone: '+4915112345678' });
  for (const { till, kind, n, bucket, secondsAgo } of steps) {
    const effects = kind === 'earn' ? [earned(n, bucket)] : [redeemed(n)];
    const wall = startMs - secondsAgo * 1000;
    tills[till].sale(kind === 'stranger' ? { wall } : { wall, member, effects, amount: n * 100 });
  }
  return { tills, member };
}

async function totals(server: ServerFolder, member: MemberId) {
  const state = await server.reader.member(member);
  const { balances, visits, lastVisit, firstName } = state?.row ?? {};
  return {
    row: { balances, visits, lastVisit, firstName },
    facts: await server.reader.facts('2026-01-01', '2027-12-31', null),
    sums: await server.reader.sums(),
  };
}

/** Pushes in pieces of random sizes, the tills in turns by the dice, with repeats. */
async function deliver(server: ServerFolder, tills: readonly ServerTill[], dice: readonly number[]): Promise<void> {
  const cursors = tills.map(() => 0);
  let throws = 0;
  const next = (max: number): number => {
    throws += 1;
    return (dice[throws % dice.length] ?? 0) % max;
  };
  while (tills.some((till, at) => (cursors[at] ?? 0) < till.head)) {
    const at = next(tills.length);
    const till = tills[at];
    const cursor = cursors[at] ?? 0;
    if (!till || cursor >= till.head) continue;
    const upto = Math.min(till.head, cursor + 1 + next(4));
    const from = Math.max(1, cursor + 1 - next(3));
    const answer = await server.writes.push(till.push(from, upto));
    expect(answer).toMatchObject({ ok: true, upto });
    cursors[at] = upto;
  }
}

function eventsIn(tills: readonly ServerTill[], member: MemberId): LedgerEvent[] {
  return tills.flatMap((till) =>
    Array.from({ length: till.head }, (_, at) => {
      const record = recordSchema.parse(JSON.parse(new TextDecoder().decode(till.bodyAt(at + 1))));
      const effects = record.t === 'sale' && record.mem === member ? record.eff : [];
      const key = { effMs: record.wall, till: record.ter, epoch: record.ep, seq: record.seq };
      return { key, biz: record.biz, effects };
    }),
  );
}

describe('in whatever order and pieces records arrive', () => {
  it('headquarters comes to the same members, figures and sums, and they are the fold of all events', async () => {
    const dice = fc.array(fc.nat(1000), { minLength: 7, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(fc.array(stepArbitrary, { maxLength: 14 }), dice, dice, async (steps, first, second) => {
        const servers = [await openServerFolder(), await openServerFolder()] as const;
        try {
          const found = [];
          for (const [at, server] of servers.entries()) {
            const { tills, member } = write(server, steps);
            await server.join(tills[0], 'mitte');
            await server.join(tills[1], 'nord');
            await deliver(server, tills, [...(at === 0 ? first : second), 0, 1]);
            const seen = await totals(server, member);
            found.push(seen);
            expect(seen.row.balances).toEqual(foldEffects([], eventsIn(tills, member)));
          }
          expect(found[1]).toEqual(found[0]);
        } finally {
          for (const server of servers) await server.close();
        }
      }),
      { numRuns: 8 },
    );
  }, 60_000);
});
