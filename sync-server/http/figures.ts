// What headquarters' screens show, out of the store: sums by store and day, the health of the tills, what units members
// hold and what they are worth. Every answer says as of when it is.
import type { z } from 'zod';
import { mulDiv } from '../../core/base/money.ts';
import { addDays, daysOfDate, monthOf } from '../../core/base/time.ts';
import type { BusinessDate } from '../../core/base/time.ts';
import { momentAt } from '../../core/base/zone.ts';
import { limits } from '../../core/base/limits.ts';
import { problem } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import { compile } from '../../core/programme/compile.ts';
import type { Programme } from '../../core/programme/programme.ts';
import { mergeFacts, noFacts } from '../../core/projection/statistics.ts';
import type { Facts } from '../../core/projection/statistics.ts';
import type { Figures, figuresRequestSchema, Overview } from '../../core/protocol/hq.ts';
import type { Store } from '../../core/protocol/sync.ts';
import type { Fleet } from '../feed/fleet.ts';
import type { HeldUnits, StoredFacts, TillHealth } from '../store/rows.ts';
import type { ServerReader } from '../store/server-store.ts';

type StoreFigures = Overview['stores'][number];

export interface FiguresNeeds {
  readonly reader: ServerReader;
  readonly fleet: Fleet;
  readonly chain: string;
  readonly nowMs: () => number;
}

export async function overviewOf({ reader, fleet, chain, nowMs }: FiguresNeeds): Promise<Result<Overview>> {
  const programme = await programmeInForce(reader);
  if (!programme) return fail(problem('ProgrammeMissing'));
  const asOfMs = nowMs();
  const shops = (await reader.shops()).map((shop) => ({
    shop,
    biz: momentAt(asOfMs, shop.zone, shop.cutoverHour).biz,
  }));
  const days = shops.map(({ biz }) => biz).toSorted();
  const facts = await reader.facts(days[0] ?? '1970-01-01', days.at(-1) ?? '1970-01-01', null);
  const [tills, lastSales, sums] = [await reader.tills(), await reader.lastSales(), await reader.sums()];
  const stores = shops.map(({ shop, biz }): StoreFigures => ({
    id: shop.id,
    name: shop.name,
    biz,
    today: sumOf(facts.filter((each) => each.store === shop.id && each.biz === biz)),
    lastSaleMs: lastSales.get(shop.id) ?? null,
    tills: tills.filter(({ store }) => store === shop.id).map((till) => healthOf(till, fleet)),
  }));
  return ok({
    asOfMs,
    chain,
    currency: programme.currency,
    units: programme.units.map(({ id, name }) => ({ id, name })),
    programme: { version: programme.version, name: programme.name },
    today: stores.map(({ today }) => today).reduce(mergeFacts, noFacts),
    stores,
    members: sums.members,
    liability: liabilityOf(programme, sums.held, days[0] ?? '1970-01-01'),
    short: shortOf(programme, sums.held),
    quarantined: sums.quarantined,
  });
}

/** A row for each day asked for, also where nothing was sold. */
export async function figuresOf(
  { from, to, store }: z.infer<typeof figuresRequestSchema>,
  { reader, nowMs }: Pick<FiguresNeeds, 'reader' | 'nowMs'>,
): Promise<Result<Figures>> {
  const count = daysOfDate(to) - daysOfDate(from) + 1;
  if (count < 1 || count > limits.figuresDaysMax) {
    return fail(problem('BadRequest', { detail: `from and to must span 1 to ${limits.figuresDaysMax} days` }));
  }
  const known = await reader.shops();
  if (store !== undefined && !known.some(({ id }) => id === store)) return fail(storeUnknown(store, known));
  const asOfMs = nowMs();
  const byDay = Map.groupBy(await reader.facts(from, to, store ?? null), ({ biz }) => biz);
  const days = Array.from({ length: count }, (_, at) => addDays(from, at));
  return ok({ asOfMs, days: days.map((biz) => ({ biz, facts: sumOf(byDay.get(biz) ?? []) })) });
}

export function storeUnknown(store: string, known: readonly Pick<Store, 'id'>[]) {
  const names = known.slice(0, 20).map(({ id }) => id);
  return problem('StoreUnknown', { store, known: names.join(', ') });
}

async function programmeInForce(reader: ServerReader): Promise<Programme | null> {
  const document = await reader.document('programme');
  const compiled = document && compile(JSON.parse(document.body));
  return compiled?.ok ? compiled.value.programme : null;
}

function healthOf(till: TillHealth, fleet: Fleet): StoreFigures['tills'][number] {
  const presence = fleet.presence(till.ter);
  return {
    till: till.ter,
    lane: till.lane,
    online: presence?.online ?? false,
    lastSeenMs: presence ? Math.max(presence.seenMs, till.seenMs ?? 0) : till.seenMs,
    records: till.records,
    waiting: presence?.waiting ?? till.waiting,
    programme: presence?.programme ?? till.programme,
    state: till.state,
  };
}

/** Units that can still be spent, at the programme's ratio, down to the whole minor unit. */
function liabilityOf(programme: Programme, held: readonly HeldUnits[], today: BusinessDate): Overview['liability'] {
  return programme.units.map(({ id, value }) => {
    const usable = held.filter(({ unit, bucket }) => unit === id && bucket !== 'short' && bucket >= monthOf(today));
    const n = usable.reduce((sum, each) => sum + each.n, 0);
    return { unit: id, n, minor: mulDiv(n, value.minor, value.units, 'down') };
  });
}

function shortOf(programme: Programme, held: readonly HeldUnits[]): Overview['short'] {
  return programme.units.map(({ id }) => {
    const owed = held.find(({ unit, bucket }) => unit === id && bucket === 'short');
    return { unit: id, n: owed?.n ?? 0 };
  });
}

function sumOf(rows: readonly StoredFacts[]): Facts {
  return rows.map(({ facts }) => facts).reduce(mergeFacts, noFacts);
}
