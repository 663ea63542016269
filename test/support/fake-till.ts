// A small till in memory, for tests of the local API alone: it keeps sales, adds up, remembers keys, and has no rules, no
// journal and no devices. One product and one member. Nothing but those tests should use it; stories use the real till.
import { epochSchema, eventId, memberIdSchema, quoteIdSchema, saleIdSchema, tillIdSchema } from '../../core/base/id.ts';
import type { EventId, SaleId } from '../../core/base/id.ts';
import { money, sumMoney } from '../../core/base/money.ts';
import { problem } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import { classifyScan } from '../../core/catalogue/classify-scan.ts';
import type { Scan } from '../../core/catalogue/classify-scan.ts';
import { memberCodeOf } from '../../core/catalogue/member-code.ts';
import { noFacts } from '../../core/projection/statistics.ts';
import type { CommittedView, MemberView, SaleView, ScanAnswer, TillView } from '../../core/protocol/till.ts';
import { moveSale } from '../../core/sale/sale-state.ts';
import type { SaleMove } from '../../core/sale/sale-state.ts';
import type { Idempotency, TillActions } from '../../agent/till/till-actions.ts';

export interface FakeTill extends TillActions {
  /** What was committed, voided and enrolled, in order: to see that a repeat wrote nothing. */
  readonly written: readonly string[];
  /** The next call of `status` or `enrol` throws this, as a broken promise would. */
  breakNext(fault: Error): void;
  /** Answers of `status` and `view` carry this key too, which no schema knows. */
  leak(secret: string): void;
}

export const annasCode = memberCodeOf(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]));
export const annasPhone = '+4915112345678';
export const tea = { gtin: '04006381333931', name: 'Tea', price: 250 };

const anna: MemberView = {
  memberId: memberIdSchema.parse('a'.repeat(32)),
  firstName: 'Anna',
  last2: '78',
  by: 'code',
  right: 'spend',
  balances: [],
  asOfMs: null,
  visits: 3,
};
const till = tillIdSchema.parse('e'.repeat(32));
const epoch = epochSchema.parse('0'.repeat(16));

export function makeFakeTill(): FakeTill {
  const book = new Book();
  return {
    written: book.written,
    breakNext: (fault) => (book.fault = fault),
    leak: (secret) => (book.extra = { secret }),
    ...openSaleActions(book),
    ...journalActions(book),
    view: () => book.view(),
    turn: () => book.turn,
    onView: (listener) => {
      book.listeners.add(listener);
      return () => book.listeners.delete(listener);
    },
    scan: (scan) => actOn(book, scan),
    explain,
    today: () => ({ biz: '2026-11-22', asOfMs: 0, total: noFacts, hours: [], days: [], coversStore: false }),
    status: () => {
      book.stumble();
      return { ...book.view(), journal: { epoch, head: book.written.length, acked: 0 } };
    },
  };
}

/** What the fake remembers, and the moves of a sale. */
class Book {
  readonly sales = new Map<string, SaleView>();
  readonly done = new Map<string, { hash: string; answer: object }>();
  readonly listeners = new Set<(view: TillView) => void>();
  readonly written: string[] = [];
  turn = 1;
  hand: SaleView | null = null;
  last: CommittedView | null = null;
  fault: Error | null = null;
  extra: object = {};

  view(): TillView {
    return { ...viewOf(this.turn, this.hand, this.last), ...this.extra };
  }

  changed<T>(value: T): T {
    this.turn += 1;
    for (const listener of this.listeners) listener(this.view());
    return value;
  }

  keep(sale: SaleView): Result<SaleView> {
    this.sales.set(sale.saleId, sale);
    this.hand = sale.state === 'open' || sale.state === 'quoted' ? sale : null;
    return ok(this.changed(sale));
  }

  found(id: SaleId): Result<SaleView> {
    const sale = this.sales.get(id);
    return sale ? ok(sale) : fail(problem('SaleNotFound'));
  }

  move(id: SaleId, how: SaleMove, change: (sale: SaleView) => SaleView = (sale) => sale): Result<SaleView> {
    const sale = this.found(id);
    if (!sale.ok) return sale;
    const state = moveSale(sale.value.state, how);
    return state.ok ? this.keep(summed({ ...change(sale.value), state: state.value }, how)) : state;
  }

  once<T extends object>({ key, hash }: Idempotency, act: () => Result<T>): Result<T & { repeated: boolean }> {
    const before = this.done.get(key);
    if (before && before.hash !== hash) return fail(problem('KeyReused'));
    if (before) return ok({ ...(before.answer as T), repeated: true });
    const result = act();
    if (!result.ok) return result;
    this.done.set(key, { hash, answer: result.value });
    return ok({ ...result.value, repeated: false });
  }

  write(what: string): EventId {
    return eventId(till, epoch, this.written.push(what));
  }

  stumble(): void {
    const thrown = this.fault;
    this.fault = null;
    if (thrown) throw thrown;
  }
}

type OpenSaleActions = Omit<
  TillActions,
  keyof JournalActions | 'view' | 'turn' | 'onView' | 'scan' | 'explain' | 'today' | 'status'
>;
type JournalActions = Pick<TillActions, 'commit' | 'voidSale' | 'enrol' | 'receipt' | 'printCopy'>;

function openSaleActions(book: Book): OpenSaleActions {
  return {
    open: (id) => book.keep(book.hand?.lines.length === 0 ? book.hand : openSale(book.turn, id)),
    sale: (id) => book.found(id),
    setLines: (id, basket) =>
      book.move(id, 'change', (sale) => ({
        ...sale,
        lines: basket.lines.map((line) => ({ ...line, after: line.amount, discounts: [] })),
      })),
    addKeyedLine: (id, { name, amount }) =>
      book.move(id, 'change', (sale) => ({
        ...sale,
        lines: [...sale.lines, { ...lineOf(sale), name, amount, after: amount }],
      })),
    setQuantity: (id, line, quantity) => {
      const sale = book.found(id);
      if (sale.ok && !sale.value.lines.some((each) => each.id === line)) return fail(problem('LineNotFound'));
      const left = (each: { id: string }): boolean => each.id !== line || quantity > 0;
      return book.move(id, 'change', (before) => ({ ...before, lines: before.lines.filter(left) }));
    },
    setMember: (id, by) => {
      const isAnna = by !== null && ('phone' in by ? by.phone === annasPhone : by.code === annasCode);
      if (by !== null && !isAnna) return fail(problem('MemberUnknown'));
      return book.move(id, 'change', (sale) => ({ ...sale, member: by === null ? null : anna }));
    },
    setRewards: (id, { chosen, declined }) =>
      book.move(id, 'change', (sale) => ({ ...sale, chosen: [...chosen], declined: [...declined] })),
    hold: (id) => book.move(id, 'hold'),
    recall: (id) => book.move(id, 'recall'),
    cancel: (id) => book.move(id, 'cancel'),
    quote: ({ basket }) => {
      const before = sumMoney(basket.lines.map((line) => line.amount));
      const total = { before, discount: money(0), after: before };
      const lists = { discounts: [], earned: [], spent: [], gifts: [], coupons: [], costs: [], rewards: [] };
      const end = { proposals: [], nudges: [], proven: true };
      const evaluation = { lines: [], total, payment: null, due: before, ...lists, ...end };
      return ok({ evaluation, trace: [] });
    },
  };
}

function journalActions(book: Book): JournalActions {
  return {
    commit: (id, request, key) =>
      book.once(key, () => {
        const sale = book.found(id);
        if (!sale.ok) return sale;
        if (sale.value.quoteId !== request.quoteId) return fail(problem('QuoteStale'));
        const moved = book.move(id, 'commit');
        if (!moved.ok) return moved;
        book.last = committedOf(moved.value, book.write('sale'), request.charged);
        return ok({ committed: book.changed(book.last) });
      }),
    voidSale: (id, _, key) =>
      book.once(key, () => {
        const moved = book.move(id, 'void');
        return moved.ok ? ok({ eventId: book.write('void') }) : moved;
      }),
    enrol: ({ phone }, key) => {
      book.stumble();
      if (phone === annasPhone) return fail(problem('MemberExists'));
      return book.once(key, () => ok({ eventId: book.write('enrol'), memberId: anna.memberId, code: annasCode }));
    },
    receipt: (id) => {
      const sale = book.found(id);
      if (!sale.ok) return sale;
      const right = (sale.value.total.after / 100).toFixed(2);
      return ok({ language: 'en', blocks: [{ kind: 'columns', left: 'Total', right, strong: true }, { kind: 'cut' }] });
    },
    printCopy: (id) => {
      const sale = book.found(id);
      return sale.ok ? ok('queued') : sale;
    },
  };
}

function actOn(book: Book, scan: Scan): ScanAnswer {
  const answer = explain(scan);
  if (answer.what === 'problem') return answer;
  const sale = book.hand ?? openSale(book.turn);
  const more = answer.member ? { member: answer.member } : { lines: [...sale.lines, lineOf(sale)] };
  book.keep(summed({ ...sale, ...more }));
  return answer;
}

function explain(scan: Scan): ScanAnswer {
  const is = classifyScan(scan);
  const none = { gtin: null, member: null, problem: null };
  if (is.kind === 'problem') return { ...none, what: 'problem', problem: is.problem };
  if (is.kind === 'product' && is.gtin === tea.gtin) return { ...none, what: 'product', gtin: is.gtin };
  if (is.kind === 'member' && is.code === annasCode) return { ...none, what: 'member', member: anna };
  return { ...none, what: 'problem', problem: problem('ScanUnknown') };
}

function openSale(turn: number, id?: SaleId): SaleView {
  return {
    saleId: id ?? saleIdSchema.parse(turn.toString(16).padStart(32, '0')),
    state: 'open',
    openedAtMs: 0,
    quoteId: null,
    lines: [],
    total: { before: money(0), discount: money(0), after: money(0) },
    payment: null,
    due: money(0),
    member: null,
    earned: [],
    spent: [],
    rewards: [],
    proposals: [],
    chosen: [],
    declined: [],
    messages: [],
    nudges: [],
    trace: [],
  };
}

function lineOf(sale: SaleView): SaleView['lines'][number] {
  const price = money(tea.price);
  const id = `l${sale.lines.length + 1}`;
  return {
    id,
    name: tea.name,
    gtin: tea.gtin,
    quantity: 1000,
    unit: 'piece',
    amount: price,
    after: price,
    discounts: [],
  };
}

function summed(sale: SaleView, how: SaleMove = 'change'): SaleView {
  const after = sumMoney(sale.lines.map((line) => line.after));
  const total = { before: after, discount: money(0), after };
  if (how !== 'change') return { ...sale, total, due: after };
  const count = Number.parseInt(sale.quoteId ?? '0', 16) + 1;
  const quoteId = sale.lines.length === 0 ? null : quoteIdSchema.parse(count.toString(16).padStart(16, '0'));
  return { ...sale, total, due: after, quoteId, state: quoteId === null ? 'open' : 'quoted' };
}

function committedOf(sale: SaleView, id: CommittedView['eventId'], charged: CommittedView['charged']): CommittedView {
  const { saleId, earned, spent, total } = sale;
  const when = { biz: '2026-11-22', atMs: 0 };
  const slip = { mark: 'ABCDEFGH', voided: false, print: 'none' as const };
  return { eventId: id, saleId, ...when, charged, discount: total.discount, earned, spent, ...slip };
}

function viewOf(turn: number, sale: SaleView | null, last: CommittedView | null): TillView {
  return {
    turn,
    nowMs: 0,
    biz: '2026-11-22',
    store: { id: 'mitte', name: 'Mitte', zone: 'Europe/Berlin', language: 'en' },
    lane: '1',
    chain: 'Test',
    currency: { code: 'EUR', decimals: 2, cashStep: 1 },
    units: [],
    programme: null,
    link: { state: 'offline', sinceMs: null, problem: null },
    backlog: { records: 0, sales: 0, oldestMs: null },
    devices: [],
    sale,
    held: [],
    last,
    scan: null,
    warnings: [],
  };
}
