// The manager's report, from this till's own journal: right also with the cable out, and honest that it knows one till.
import { addDays } from '../../core/base/time.ts';
import type { BusinessDate } from '../../core/base/time.ts';
import { limits } from '../../core/base/limits.ts';
import type { JournalRecord, SaleRecord } from '../../core/journal/record.ts';
import { factsOf, mergeFacts, noFacts } from '../../core/projection/statistics.ts';
import type { Facts } from '../../core/projection/statistics.ts';
import type { TodayReport } from '../../core/protocol/till.ts';
import type { TillNeeds } from './till-needs.ts';

type Needs = Pick<TillNeeds, 'journal' | 'stamper' | 'system'>;

/** Days before today change no more (a void is of its day), so they are summed up once a day. */
export function createTodayReport(needs: Needs): () => TodayReport {
  let past: { readonly biz: BusinessDate; readonly days: ReadonlyMap<BusinessDate, Facts> } | null = null;
  return () => {
    const { biz } = needs.stamper.moment();
    if (past?.biz !== biz)
      past = { biz, days: sumUp(needs, addDays(biz, 1 - limits.journalDays), addDays(biz, -1)).days };
    const today = sumUp(needs, biz, biz);
    const days = new Map(past.days);
    for (const [date, facts] of today.days) days.set(date, mergeFacts(days.get(date) ?? noFacts, facts));
    return {
      biz,
      asOfMs: needs.system.clock.wallMs(),
      total: days.get(biz) ?? noFacts,
      hours: [...today.hours].toSorted(([a], [b]) => a - b).map(([hour, facts]) => ({ hour, facts })),
      days: [...days].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([date, facts]) => ({ biz: date, facts })),
      coversStore: false,
    };
  };
}

/** Facts by business date, and by hour of the last of the dates. */
function sumUp(needs: Needs, from: BusinessDate, to: BusinessDate) {
  const days = new Map<BusinessDate, Facts>();
  const hours = new Map<number, Facts>();
  for (const record of needs.journal.between(from, to)) {
    const hour = Math.trunc(needs.stamper.momentOf(record.wall).minute / 60);
    const dated = factsOf(record, hour, originalOf(needs, record));
    if (!dated) continue;
    days.set(dated.biz, mergeFacts(days.get(dated.biz) ?? noFacts, dated.facts));
    if (dated.biz === to) hours.set(dated.hour, mergeFacts(hours.get(dated.hour) ?? noFacts, dated.facts));
  }
  return { days, hours };
}

function originalOf({ journal }: Pick<TillNeeds, 'journal'>, record: JournalRecord): SaleRecord | null {
  if (record.t !== 'void') return null;
  const original = journal.record(Number(record.of.slice(record.of.lastIndexOf('.') + 1)));
  return original?.record.t === 'sale' ? original.record : null;
}
