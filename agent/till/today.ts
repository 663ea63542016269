// The manager's report, from this till's own journal: right also with the cable out, and honest that it knows one till.
import { addDays } from '../../core/base/time.ts';
import type { BusinessDate } from '../../core/base/time.ts';
import { limits } from '../../core/base/limits.ts';
import type { JournalRecord, SaleRecord } from '../../core/journal/record.ts';
import { factsOf, mergeFacts, noFacts } from '../../core/projection/statistics.ts';
import type { Facts } from '../../core/projection/statistics.ts';
import type { TodayReport } from '../../core/protocol/till.ts';
import type { TillNeeds } from './till-needs.ts';

export function todayReport(needs: Pick<TillNeeds, 'journal' | 'stamper' | 'system'>): TodayReport {
  const { biz } = needs.stamper.moment();
  const days = new Map<BusinessDate, Facts>();
  const hours = new Map<number, Facts>();
  for (const record of needs.journal.between(addDays(biz, 1 - limits.journalDays), biz)) {
    const hour = Math.trunc(needs.stamper.momentOf(record.wall).minute / 60);
    const dated = factsOf(record, hour, originalOf(needs, record));
    if (!dated) continue;
    days.set(dated.biz, mergeFacts(days.get(dated.biz) ?? noFacts, dated.facts));
    if (dated.biz === biz) hours.set(dated.hour, mergeFacts(hours.get(dated.hour) ?? noFacts, dated.facts));
  }
  return {
    biz,
    asOfMs: needs.system.clock.wallMs(),
    total: days.get(biz) ?? noFacts,
    hours: [...hours].sort(([a], [b]) => a - b).map(([hour, facts]) => ({ hour, facts })),
    days: [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([date, facts]) => ({ biz: date, facts })),
    coversStore: false,
  };
}

function originalOf({ journal }: Pick<TillNeeds, 'journal'>, record: JournalRecord): SaleRecord | null {
  if (record.t !== 'void') return null;
  const original = journal.record(Number(record.of.slice(record.of.lastIndexOf('.') + 1)));
  return original?.record.t === 'sale' ? original.record : null;
}
