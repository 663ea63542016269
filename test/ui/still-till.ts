// A till that stands still: it shows the view it is given and keeps what it is asked, so that a picture or a test of a screen
// needs no shop behind it. What it answers beyond that comes from the small till in memory.
import type { TillActions } from '../../agent/till/till-actions.ts';
import { ok } from '../../core/base/result.ts';
import { noFacts } from '../../core/projection/statistics.ts';
import type { Facts } from '../../core/projection/statistics.ts';
import type { ReceiptDocument } from '../../core/projection/receipt.ts';
import type { TillView, TodayReport } from '../../core/protocol/till.ts';
import { addDays } from '../../core/base/time.ts';
import { makeFakeTill } from '../support/fake-till.ts';
import { nowMs } from './still-views.ts';

export interface StillTill extends TillActions {
  /** Shows another view, as a change of the till would. */
  show(view: TillView): void;
}

export function makeStillTill(first: TillView): StillTill {
  const listeners = new Set<(view: TillView) => void>();
  let turn = 1;
  let shown = first;
  return {
    ...makeFakeTill(),
    view: () => ({ ...shown, turn }),
    onView: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    show: (view) => {
      shown = view;
      turn += 1;
      for (const listener of listeners) listener({ ...shown, turn });
    },
    receipt: () => ok(receipt),
    today: () => report,
  };
}

export function factsOf(sales: number): Facts {
  return {
    ...noFacts,
    sales,
    memberSales: Math.round(sales * 0.62),
    amount: sales * 1487,
    memberAmount: Math.round(sales * 0.7) * 1487,
    discount: sales * 61,
    rewards: Math.round(sales * 0.08),
    enrolled: Math.round(sales * 0.05),
    voids: sales > 40 ? 1 : 0,
    offlineSales: Math.round(sales * 0.1),
    units: [{ unit: 'points', issued: sales * 9, spent: Math.round(sales * 0.08) * 100 }],
  };
}

const byHour = [0, 0, 0, 0, 0, 0, 3, 14, 22, 17, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

export const report: TodayReport = {
  biz: '2026-11-22',
  asOfMs: nowMs,
  total: factsOf(65),
  hours: byHour.map((sales, hour) => ({ hour, facts: factsOf(sales) })),
  days: Array.from({ length: 35 }, (_, at) => ({
    biz: addDays('2026-11-22', -at),
    facts: factsOf(52 + ((at * 17) % 31)),
  })),
  coversStore: false,
};

const receipt: ReceiptDocument = {
  language: 'de',
  blocks: [
    { kind: 'text', text: 'Kornblume Lindenstraße', align: 'center', strong: true, large: true },
    { kind: 'rule' },
    { kind: 'columns', left: 'Bauernbrot 750 g', right: '4,25', strong: false },
    { kind: 'columns', left: '  10 % auf Backwaren', right: '-0,43', strong: false },
    { kind: 'columns', left: '2 × Cappuccino', right: '6,40', strong: false },
    { kind: 'columns', left: 'Bergkäse 0,312 kg', right: '8,74', strong: false },
    { kind: 'rule' },
    { kind: 'columns', left: 'Summe EUR', right: '18,96', strong: true },
    { kind: 'columns', left: 'Bar', right: '20,00', strong: false },
    { kind: 'columns', left: 'Rückgeld', right: '1,04', strong: false },
    { kind: 'rule' },
    { kind: 'columns', left: 'Punkte gesammelt', right: '+18', strong: false },
    { kind: 'columns', left: 'Ihre Punkte', right: '330', strong: false },
    { kind: 'text', text: 'Vielen Dank und bis bald!', align: 'center', strong: false, large: false },
  ],
};
