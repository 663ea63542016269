// A sale undone on its day. Nothing is deleted: a record of its own takes back what was earned, bucket by bucket, and
// gives back what was spent, never with less time than it had.
import { problem } from '../../core/base/problem.ts';
import { fail } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import { addDays, monthOf } from '../../core/base/time.ts';
import type { BusinessDate } from '../../core/base/time.ts';
import { units } from '../../core/base/units.ts';
import type { Bucket } from '../../core/base/units.ts';
import { eventId } from '../../core/base/id.ts';
import type { SaleId } from '../../core/base/id.ts';
import { limits } from '../../core/base/limits.ts';
import type { LedgerEffect, SaleRecord } from '../../core/journal/record.ts';
import { moveSale } from '../../core/sale/sale-state.ts';
import type { Appended } from './ports.ts';
import type { Idempotency } from './till-actions.ts';
import type { TillNeeds } from './till-needs.ts';

export function voidSale(
  needs: TillNeeds,
  id: SaleId,
  request: { readonly why: string; readonly operator?: string | undefined },
  idempotency: Idempotency,
): Result<Appended> {
  const found = needs.journal.sale(id);
  const stored = found && needs.journal.record(found.seq);
  if (!found || stored?.record.t !== 'sale') return fail(problem('SaleNotFound'));
  const move = moveSale(found.voidedBy === null ? 'committed' : 'voided', 'void');
  if (!move.ok) return move;
  const sale = stored.record;
  const stamp = needs.stamper.stamp();
  if (sale.in.moment.biz !== stamp.biz) return fail(problem('VoidTooLate'));
  return needs.journal.append(({ seq, epoch }) => ({
    record: {
      v: 1,
      t: 'void',
      tv: 1,
      ter: needs.enrolment.till,
      ep: epoch,
      seq,
      ...stamp,
      mem: sale.mem,
      idem: idempotency,
      of: eventId(sale.ter, sale.ep, sale.seq),
      eff: undone(sale, stamp.biz),
      op: request.operator ?? null,
      why: request.why,
    },
  }));
}

/** The opposite of every effect of the sale. */
export function undone(sale: SaleRecord, biz: BusinessDate): LedgerEffect[] {
  return sale.eff.flatMap((effect): LedgerEffect[] => {
    const { rule, unit } = effect;
    if (effect.kind === 'earn') return [{ kind: 'reverse', rule, unit, n: effect.n, bucket: effect.bucket }];
    if (effect.kind !== 'redeem') return [];
    const known = effect.from.reduce((sum, { n }) => sum + n, 0);
    const back = effect.from.map(({ bucket, n }): LedgerEffect => ({
      kind: 'recredit',
      rule,
      unit,
      n,
      bucket: lastingBucket(bucket, biz),
    }));
    // Spent beyond what the till knew of: it comes back with the least time that anything given back has.
    if (known === effect.n) return back;
    return [...back, { kind: 'recredit', rule, unit, n: units(effect.n - known), bucket: leastBucket(biz) }];
  });
}

function lastingBucket(bucket: Bucket, biz: BusinessDate): Bucket {
  const least = leastBucket(biz);
  return bucket === 'never' || bucket > least ? bucket : least;
}

function leastBucket(biz: BusinessDate): Bucket {
  return monthOf(addDays(biz, limits.recreditDays));
}
