// A program: writes a part of the demo's past into one till, by the till's own evaluate, journal and way to headquarters.
// `node demo/seed-history.ts FOLDER STORE PART` with recent or older; prints its progress, one JSON a line. Stops at
// any time and goes on where it was: what is planned depends on the day alone, and the journal says which days are there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { assortmentSchema } from '../core/catalogue/product.ts';
import type { MemberId } from '../core/base/id.ts';
import { limits } from '../core/base/limits.ts';
import { sentenceOf } from '../core/base/problem.ts';
import { addDays } from '../core/base/time.ts';
import type { BusinessDate } from '../core/base/time.ts';
import { momentAt } from '../core/base/zone.ts';
import type { SaleView } from '../core/protocol/till.ts';
import { root, zone } from './demo-layout.ts';
import { pastDays, planDay, planMembers, recentDays } from './history-plan.ts';
import type { PlannedMember, PlannedVisit } from './history-plan.ts';
import { instantOf } from './instant-of.ts';
import { must } from './must.ts';
import { openPastTill } from './past-till.ts';
import type { PastTill } from './past-till.ts';
import { seedKey } from './seed-key.ts';

const argumentsSchema = z.tuple([z.string(), z.coerce.number().int().min(0).max(1), z.enum(['recent', 'older'])]);

/** Somebody waits: full batches for the way to headquarters, and no rest. */
const briskly = { salesPerTurn: limits.pushRecordsMax, restMs: 0 };
/** Nobody waits: most of the machine is left to the demo. */
const gently = { salesPerTurn: 25, restMs: 25 };
const couponUnits = 100;

async function main(): Promise<void> {
  const [folder, store, part] = argumentsSchema.parse(process.argv.slice(2));
  const past = openPastTill(folder);
  let stopping = false;
  const stop = (): void => {
    stopping = true;
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
  const today = momentAt(Date.now(), zone, 0);
  const seeding = { past, store, members: planMembers(), ...(part === 'older' ? gently : briskly) };
  await past.caughtUp();
  const [from, to] = part === 'recent' ? [recentDays - 1, 0] : [pastDays, recentDays];
  for (let ago = from; ago >= to && !stopping; ago -= 1) {
    await sellDay(seeding, addDays(today.biz, -ago), ago);
    console.log(JSON.stringify({ done: from - ago + 1, of: from - to + 1 }));
  }
  if (!stopping) await past.delivered();
  await past.close();
}

interface Seeding {
  readonly past: PastTill;
  readonly store: number;
  readonly members: readonly PlannedMember[];
  /** After so many sales others get a turn, for so long. */
  readonly salesPerTurn: number;
  readonly restMs: number;
}

async function sellDay(
  { past, store, members, salesPerTurn, restMs }: Seeding,
  date: BusinessDate,
  ago: number,
): Promise<void> {
  const visits = planDay(store, date, ago, members);
  for (const [at, visit] of visits.entries()) {
    const instantMs = instantOf(date, visit.minute, zone) + at * 100;
    if (instantMs >= Date.now()) return;
    const key = seedKey(`sale ${store} ${date} ${at}`);
    if (past.journal.byKey(key.key)) continue;
    past.setClock(instantMs);
    // Every other week the line was down for a lunch hour.
    past.setOnline(ago % 11 !== 3 || Math.floor(visit.minute / 60) !== 12);
    sell(past, visit, key);
    if (past.journal.head().seq % salesPerTurn === 0) await new Promise((done) => setTimeout(done, restMs));
  }
}

const { products } = assortmentSchema.parse(
  JSON.parse(readFileSync(join(root, 'fixtures', 'assortments', 'kornblume.json'), 'utf8')),
);
/** A coffee: what the reward is for. */
const coffee = 12;

function sell({ till, journal }: PastTill, visit: PlannedVisit, key: { key: string; hash: string }): void {
  const { saleId } = must(till.open());
  for (const item of visit.items) scan(till, item);
  if (visit.member) {
    const named = must(till.setMember(saleId, { phone: visit.member.phone }));
    if (visit.wantsReward && named.member && ownUnits(journal, named.member.memberId) >= couponUnits) {
      if (!visit.items.some((item) => item >= 12 && item <= 15)) scan(till, coffee);
      till.setRewards(saleId, { chosen: [{ id: 'free-coffee' }], declined: [] });
    }
  }
  const sale: SaleView = must(till.sale(saleId));
  if (sale.quoteId === null) throw new Error('A sale of the past has no quote.');
  const charged = sale.due;
  must(
    till.commit(
      saleId,
      {
        quoteId: sale.quoteId,
        tenders: [{ kind: visit.tender, amount: charged }],
        charged,
        operator: visit.operator,
        print: false,
      },
      key,
    ),
  );
}

function scan(till: PastTill['till'], item: number): void {
  const text = products[item]?.gtin.slice(1) ?? '';
  const { problem } = till.scan({ text, source: 'serial', device: 'scanner' });
  if (problem) throw new Error(sentenceOf(problem));
}

/** What this till itself gave and took: nobody spends in the past what was earned later at another till. */
function ownUnits(journal: PastTill['journal'], member: MemberId): number {
  return journal.effectsOn(member, 0).reduce((sum, { effect }) => {
    if (effect.kind === 'earn' || effect.kind === 'recredit') return sum + effect.n;
    return sum - effect.n;
  }, 0);
}

await main();
