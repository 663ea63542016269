// Everything a screen of this till shows, built anew on each change: nothing to merge on the other side, nothing to miss.
import { eventId } from '../../core/base/id.ts';
import { journalMark } from '../../core/journal/chain.ts';
import type { SaleRecord } from '../../core/journal/record.ts';
import type { CommittedView, TillView } from '../../core/protocol/till.ts';
import type { OpenSales } from './open-sale.ts';
import { compiledOf } from './quote-sale.ts';
import type { TillNeeds } from './till-needs.ts';
import { namedUnits, viewOfSale } from './view-of-sale.ts';

export interface Shown {
  readonly sales: OpenSales;
  /** The seq of the sale committed last. */
  readonly lastSeq: number | null;
  readonly scan: TillView['scan'];
}

export function viewOfTill(needs: TillNeeds, shown: Shown, turn: number): TillView {
  const active = needs.directory.programme();
  const compiled = compiledOf(active);
  const { store, chain, lane } = needs.enrolment;
  const current = shown.sales.current();
  return {
    turn,
    nowMs: needs.system.clock.wallMs(),
    biz: needs.stamper.moment().biz,
    store: { id: store.id, name: store.name, zone: store.zone, language: store.language },
    lane,
    chain: chain.name,
    currency: compiled.programme.currency,
    units: compiled.programme.units.map(({ id, name }) => ({ id, name })),
    programme: active && {
      version: active.ruleset.version,
      name: compiled.programme.name,
      quarantined: compiled.quarantined.length,
    },
    link: needs.link.view(),
    backlog: needs.journal.backlog(),
    devices: needs.devices(),
    sale: current && viewOfSale(needs, current),
    held: shown.sales.held().map((sale) => ({
      saleId: sale.id,
      lines: sale.basket.lines.length,
      total: viewOfSale(needs, sale).total.after,
      sinceMs: sale.openedAtMs,
    })),
    last: shown.lastSeq === null ? null : committedView(needs, shown.lastSeq),
    scan: shown.scan,
    warnings: needs.warnings(),
  };
}

/** A committed sale of this till's journal; null when the seq is no sale of it. */
export function committedView(needs: TillNeeds, seq: number): CommittedView | null {
  const stored = needs.journal.record(seq);
  if (stored?.record.t !== 'sale') return null;
  const record: SaleRecord = stored.record;
  const compiled = compiledOf(needs.directory.programme());
  return {
    eventId: eventId(record.ter, record.ep, record.seq),
    saleId: record.sale,
    biz: record.in.moment.biz,
    atMs: record.wall,
    charged: record.charged,
    discount: record.out.total.discount,
    earned: namedUnits(compiled, record.out.earned),
    spent: namedUnits(compiled, record.out.spent),
    mark: journalMark(stored.hash),
    voided: (needs.journal.sale(record.sale)?.voidedBy ?? null) !== null,
    print: needs.journal.lastPrintJob(seq)?.state ?? 'none',
  };
}
