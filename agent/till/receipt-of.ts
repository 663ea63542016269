// The receipt of a sale in this till's journal, at any time: the first slip, a copy, and what the screen shows.
import { problem } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import type { SaleRecord } from '../../core/journal/record.ts';
import type { CompiledProgramme } from '../../core/programme/compile.ts';
import { noProgramme } from '../../core/programme/no-programme.ts';
import { momentText } from '../../core/projection/money-text.ts';
import type { ReceiptDocument } from '../../core/projection/receipt.ts';
import { receiptOfSale } from '../../core/projection/receipt-of-sale.ts';
import type { TillNeeds } from './till-needs.ts';

type Needs = Pick<TillNeeds, 'journal' | 'directory' | 'enrolment' | 'stamper'>;

export function receiptOf(needs: Needs, seq: number, copy: boolean): Result<ReceiptDocument> {
  const stored = needs.journal.record(seq);
  if (stored?.record.t !== 'sale') return fail(problem('SaleNotFound'));
  const { record, hash } = stored;
  const { store, lane } = needs.enrolment;
  const asOf = record.view.asOf;
  return ok(
    receiptOfSale({
      record,
      hash,
      compiled: programmeOf(needs, record),
      store,
      lane,
      language: store.language,
      balanceAsOf: asOf === null ? null : momentText(needs.stamper.momentOf(asOf), store.language),
      copy,
      voided: (needs.journal.sale(record.sale)?.voidedBy ?? null) !== null,
    }),
  );
}

// Old versions may have left the cache: names of campaigns then show as their ids, amounts stay those of the record.
function programmeOf({ directory }: Needs, { rs }: SaleRecord): CompiledProgramme {
  if (rs === null) return noProgramme;
  return directory.programmeOf(rs) ?? directory.programme()?.compiled ?? noProgramme;
}
