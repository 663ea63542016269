// A sale in hand, before it is committed: kept in memory, changed by replacing it whole. It has its id from its first
// moment, and from its first line on the programme and the moment stand still.
import type { QuoteId, SaleId } from '../../core/base/id.ts';
import { problem } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import type { Moment } from '../../core/base/time.ts';
import type { Basket } from '../../core/basket/basket.ts';
import { limits } from '../../core/base/limits.ts';
import type { NamedMember } from '../../core/member/identify.ts';
import type { Chosen } from '../../core/protocol/till.ts';
import type { EvaluationInput } from '../../core/rules/evaluation.ts';
import type { Evaluated } from '../../core/rules/trace.ts';
import { moveSale } from '../../core/sale/sale-state.ts';
import type { SaleMove, SaleState } from '../../core/sale/sale-state.ts';
import type { ActiveProgramme } from './ports.ts';

export interface Quote {
  readonly id: QuoteId;
  readonly input: EvaluationInput;
  readonly evaluated: Evaluated;
  readonly monoMs: number;
}

export interface OpenSale {
  readonly id: SaleId;
  readonly state: SaleState;
  readonly openedAtMs: number;
  readonly moment: Moment;
  readonly active: ActiveProgramme | null;
  readonly basket: Basket;
  /** Lines this sale ever had: an id of a removed line is never used again. */
  readonly linesEver: number;
  readonly member: NamedMember | null;
  readonly chosen: Chosen;
  readonly declined: readonly string[];
  /** Units the customer pays with, and what he said he will pay with; both only change what a quote says. */
  readonly payWithUnits: EvaluationInput['payWithUnits'];
  readonly plannedTender: EvaluationInput['plannedTender'];
  readonly quote: Quote | null;
  /** Quotes of this same basket, given before news of the member arrived: a commit may still name them. */
  readonly earlier: readonly Quote[];
}

/** The sales in hand at one till, and which of them the scanner speaks to. */
export class OpenSales {
  readonly #sales = new Map<SaleId, OpenSale>();
  #current: SaleId | null = null;

  current(): OpenSale | null {
    return this.#current === null ? null : (this.#sales.get(this.#current) ?? null);
  }

  find(id: SaleId): Result<OpenSale> {
    const sale = this.#sales.get(id);
    return sale ? ok(sale) : fail(problem('SaleNotFound'));
  }

  all(): OpenSale[] {
    return [...this.#sales.values()];
  }

  held(): OpenSale[] {
    return this.all().filter((sale) => sale.state === 'held');
  }

  put(sale: OpenSale): Result<OpenSale> {
    if (!this.#sales.has(sale.id) && this.#sales.size >= limits.openSalesMax) {
      return fail(problem('TooManySales', { max: limits.openSalesMax }));
    }
    this.#sales.set(sale.id, sale);
    return ok(sale);
  }

  /** The sale on the screen; null clears it. */
  focus(id: SaleId | null): void {
    this.#current = id;
  }

  remove(id: SaleId): void {
    this.#sales.delete(id);
    if (this.#current === id) this.#current = null;
  }
}

/** The sale after a move that its state allows. */
export function moved(sale: OpenSale, move: SaleMove): Result<OpenSale> {
  const next = moveSale(sale.state, move);
  return next.ok ? ok({ ...sale, state: next.value }) : next;
}
