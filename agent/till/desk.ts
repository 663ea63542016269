// The sales in hand and every change to them: what a cashier, a scanner and a POS do before the payment. Each change ends
// in a fresh quote; a refused one leaves everything as it was.
import { saleIdOf } from '../../core/base/id.ts';
import type { SaleId } from '../../core/base/id.ts';
import { ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import type { NamedMember } from '../../core/member/identify.ts';
import type { RewardsRequest } from '../../core/protocol/till.ts';
import { moved, OpenSales } from './open-sale.ts';
import type { OpenSale } from './open-sale.ts';
import { quoteSale } from './quote-sale.ts';
import type { TillNeeds } from './till-needs.ts';

/** News of a member may arrive while the customer pays; more often than this it does not in one payment. */
const earlierQuotesMax = 10;

export class Desk {
  readonly sales = new OpenSales();
  readonly #needs: TillNeeds;

  constructor(needs: TillNeeds) {
    this.#needs = needs;
  }

  /** The sale in hand, or a new one. With an id, that sale: a POS may name its own. */
  open(id?: SaleId): Result<OpenSale> {
    const current = id === undefined ? this.sales.current() : null;
    if (current && current.state !== 'held') return ok(current);
    const known = id === undefined ? null : this.sales.find(id);
    if (known?.ok) return known;
    const { random, clock } = this.#needs.system;
    const sale = this.sales.put({
      id: id ?? saleIdOf(random.bytes(16)),
      state: 'open',
      openedAtMs: clock.wallMs(),
      moment: this.#needs.stamper.moment(),
      active: this.#needs.directory.programme(),
      basket: { priceBasis: 'tax-included', buyer: 'public', lines: [] },
      linesEver: 0,
      member: null,
      chosen: [],
      declined: [],
      payWithUnits: null,
      plannedTender: null,
      quote: null,
      earlier: [],
    });
    if (sale.ok) this.sales.focus(sale.value.id);
    return sale;
  }

  /** Applies a change to a sale and quotes it anew. */
  change(id: SaleId, act: (sale: OpenSale) => Result<OpenSale>): Result<OpenSale> {
    const found = this.sales.find(id);
    if (!found.ok) return found;
    const pinned = found.value.basket.lines.length === 0 ? this.#pin(found.value) : found.value;
    const changed = act(pinned);
    return changed.ok ? this.#keep({ ...changed.value, quote: null, earlier: [] }) : changed;
  }

  setMember(id: SaleId, member: NamedMember | null): Result<OpenSale> {
    return this.change(id, (sale) => {
      const change = moved(sale, 'change');
      // Rewards were chosen for the member before, and are paid with his units; they go with him.
      return change.ok ? ok({ ...change.value, member, chosen: [], payWithUnits: null }) : change;
    });
  }

  setRewards(id: SaleId, { chosen, declined, payWithUnits, plannedTender }: RewardsRequest): Result<OpenSale> {
    return this.change(id, (sale) => {
      const change = moved(sale, 'change');
      if (!change.ok) return change;
      return ok({
        ...change.value,
        chosen: chosen.toSorted(byId),
        declined: declined.toSorted(),
        payWithUnits: payWithUnits === undefined ? sale.payWithUnits : payWithUnits,
        plannedTender: plannedTender === undefined ? sale.plannedTender : plannedTender,
      });
    });
  }

  hold(id: SaleId): Result<OpenSale> {
    const held = this.change(id, (sale) => moved(sale, 'hold'));
    if (held.ok) this.sales.focus(null);
    return held;
  }

  recall(id: SaleId): Result<OpenSale> {
    const recalled = this.change(id, (sale) => moved(sale, 'recall'));
    if (recalled.ok) this.sales.focus(id);
    return recalled;
  }

  cancel(id: SaleId): Result<OpenSale> {
    const found = this.sales.find(id);
    const cancelled = found.ok ? moved(found.value, 'cancel') : found;
    if (cancelled.ok) this.sales.remove(id);
    return cancelled;
  }

  /** What is known of members or programme has changed: the sales in hand are quoted anew. */
  refresh(): void {
    for (const sale of this.sales.all()) {
      if (sale.state === 'held' || !sale.quote) continue;
      this.#keep({ ...sale, earlier: [sale.quote, ...sale.earlier].slice(0, earlierQuotesMax) });
    }
  }

  #keep(sale: OpenSale): Result<OpenSale> {
    const others = this.sales.all().filter(({ id }) => id !== sale.id);
    return this.sales.put(quoteSale(this.#needs, sale, others));
  }

  // Version and moment are frozen at the first line; until then the sale is of now.
  #pin(sale: OpenSale): OpenSale {
    return { ...sale, moment: this.#needs.stamper.moment(), active: this.#needs.directory.programme() };
  }
}

// By code unit; the sort is stable, so the same reward twice keeps its order.
function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
