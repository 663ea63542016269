// The actions that only look: they change nothing, and answer from this till alone.
import { problem } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import { evaluate } from '../../core/rules/evaluate.ts';
import { factsOfMember, memberBy } from './member-desk.ts';
import { compiledOf, inputOf } from './quote-sale.ts';
import { receiptOf } from './receipt-of.ts';
import { explainScan } from './scan-at-till.ts';
import type { TillActions } from './till-actions.ts';
import type { TillCore } from './till-core.ts';
import { createTodayReport } from './today.ts';
import { traceViews, viewOfSale } from './view-of-sale.ts';

type ReadActions = Pick<
  TillActions,
  'view' | 'turn' | 'onView' | 'explain' | 'sale' | 'quote' | 'receipt' | 'today' | 'status'
>;

export function readActions({ needs, desk, turns }: TillCore): ReadActions {
  return {
    view: () => turns.view(),
    turn: () => turns.turn,
    onView: (listener) => turns.listen(listener),
    explain: (scan) => explainScan(needs, scan),
    sale: (id) => {
      const found = desk.sales.find(id);
      return found.ok ? ok(viewOfSale(needs, found.value)) : found;
    },
    quote: ({ basket, by, chosen, payWithUnits = null, plannedTender = null }) => {
      const compiled = compiledOf(needs.directory.programme());
      const member = by === null ? ok(null) : memberBy(needs, by);
      if (!member.ok) return member;
      const moment = needs.stamper.moment();
      const facts = member.value && factsOfMember(needs, compiled, member.value, moment.biz, desk.sales.all());
      const asked = { moment, basket, chosen, declined: [], payWithUnits, plannedTender };
      const input = inputOf(needs, asked, facts);
      const { evaluation, trace } = evaluate(compiled, input);
      return ok({ evaluation, trace: traceViews(compiled, trace) });
    },
    receipt: (id) => {
      const sale = needs.journal.sale(id);
      return sale ? receiptOf(needs, sale.seq, false) : fail(problem('SaleNotFound'));
    },
    today: createTodayReport(needs),
    status: () => {
      const { nowMs, store, lane, programme, link, backlog, devices, warnings } = turns.view();
      const { epoch, seq, acked } = needs.journal.head();
      const journal = { epoch, head: seq, acked };
      return { nowMs, store, lane, programme, link, backlog, devices, warnings, journal };
    },
  };
}
