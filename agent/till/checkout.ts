// The commit of a sale: one durable transaction, before anybody hears of it. Everything that follows from it (print, send,
// tell the screen) happens after, and may fail without harm.
import { sumMoney, money } from '../../core/base/money.ts';
import { problem } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import { takenFrom } from '../../core/ledger/apply-effect.ts';
import type { LedgerEffect, SaleRecord } from '../../core/journal/record.ts';
import type { CommitRequest } from '../../core/protocol/till.ts';
import { evaluate } from '../../core/rules/evaluate.ts';
import type { Evaluation } from '../../core/rules/evaluation.ts';
import { earnEffects } from './earn-effects.ts';
import { balancesOf } from './member-desk.ts';
import type { OpenSale, Quote } from './open-sale.ts';
import type { Appended } from './ports.ts';
import { compiledOf, liveQuote } from './quote-sale.ts';
import type { Idempotency } from './till-actions.ts';
import type { TillNeeds } from './till-needs.ts';

export interface CheckedOut {
  readonly record: SaleRecord;
  readonly appended: Appended;
}

export function checkout(
  needs: TillNeeds,
  sale: OpenSale,
  request: CommitRequest,
  idempotency: Idempotency,
): Result<CheckedOut> {
  const quote = liveQuote(needs, sale, request.quoteId);
  if (!quote.ok) return quote;
  if (sumMoney(request.tenders.map(({ amount }) => amount)) < request.charged) return fail(problem('TenderShort'));
  const input = { ...quote.value.input, tenders: request.tenders };
  // Tenders may change what is earned, never the price: the quote's total stands (rules.md).
  const { evaluation } = evaluate(compiledOf(sale.active), input);
  const eff = effectsOf(needs, sale, quote.value, evaluation);
  let written: SaleRecord | null = null;
  const appended = needs.journal.append(({ seq, epoch }) => {
    const record: SaleRecord = {
      v: 1,
      t: 'sale',
      tv: 1,
      ter: needs.enrolment.till,
      ep: epoch,
      seq,
      ...needs.stamper.stamp(),
      rs: sale.active?.ruleset ?? null,
      view: { cache: needs.directory.view(), asOf: needs.directory.asOfMs(), member: sale.member?.row.ver ?? null },
      mem: sale.member?.row.id ?? null,
      idem: idempotency,
      pos_ref: request.posRef ?? null,
      sale: sale.id,
      in: input,
      out: evaluation,
      charged: request.charged,
      rounding: request.rounding ?? money(0),
      eff,
      op: request.operator ?? null,
    };
    written = record;
    return { record, print: request.print ?? true };
  });
  if (!appended.ok) return appended;
  return written === null ? fail(problem('Internal')) : ok({ record: written, appended: appended.value });
}

/** What the evaluation does to the ledger. `from` is what we believe was consumed: it decides what a void gives back. */
function effectsOf(needs: TillNeeds, sale: OpenSale, { input }: Quote, evaluation: Evaluation): LedgerEffect[] {
  if (!sale.member) return [];
  const balances = balancesOf(needs, sale.member.row);
  const { biz } = input.moment;
  const redeemed = evaluation.spent.map(({ by, unit, n }): LedgerEffect => {
    const buckets = balances.find((each) => each.unit === unit)?.buckets ?? [];
    return { kind: 'redeem', rule: by.id, unit, n, by: { floor: n }, from: takenFrom(buckets, n, biz) };
  });
  return [...redeemed, ...earnEffects(evaluation)];
}
