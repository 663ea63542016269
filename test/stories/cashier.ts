// The hands of a cashier, for stories: what he scans, names, chooses and takes; every payment with a key of its own.
import { createHash } from 'node:crypto';
import type { CommitRequest, CommittedView, SaleView } from '../../core/protocol/till.ts';
import type { Money } from '../../core/base/money.ts';
import type { Result } from '../../core/base/result.ts';
import type { Idempotency } from '../../agent/till/till-actions.ts';
import { cakeCode, coffeeCode } from '../support/shop-floor.ts';
import type { ShopFloor } from '../support/shop-floor.ts';

let keys = 0;

export function newKey(body: unknown = ''): Idempotency {
  keys += 1;
  return { key: `key-${keys}`, hash: createHash('sha256').update(JSON.stringify(body)).digest('hex') };
}

export function cashierAt(floor: ShopFloor) {
  const { till } = floor;
  const current = (): SaleView => {
    const { sale } = till.view();
    if (!sale) throw new Error('no sale is open');
    return sale;
  };
  /** The payment of the sale in hand, in cash; to be sent now, later, or twice. */
  const bill = (tendered?: number): { saleId: SaleView['saleId']; request: CommitRequest } => {
    const { saleId, quoteId, due } = current();
    if (quoteId === null) throw new Error('the sale has no quote');
    const tenders = [{ kind: 'cash' as const, amount: (tendered ?? due) as Money }];
    return { saleId, request: { quoteId, tenders, charged: due } };
  };
  const pay = (tendered?: number): Result<{ committed: CommittedView; repeated: boolean }> => {
    const { saleId, request } = bill(tendered);
    return till.commit(saleId, request, newKey());
  };
  return {
    scan: (text: string) => till.scan({ text, source: 'serial', device: 'scanner' }),
    coffee: (n = 1) => repeat(n, () => till.scan({ text: coffeeCode, source: 'serial', device: 'scanner' })),
    cake: (n = 1) => repeat(n, () => till.scan({ text: cakeCode, source: 'serial', device: 'scanner' })),
    enrol: (firstName: string, phone: string) => till.enrol({ firstName, phone }, newKey()),
    name: (phone: string) => till.setMember(must(till.open()).saleId, { phone }),
    choose: (...ids: string[]) =>
      till.setRewards(current().saleId, { chosen: ids.map((id) => ({ id })), declined: [] }),
    payWithPoints: (n: number) =>
      must(till.setRewards(current().saleId, { chosen: [], declined: [], payWithUnits: { unit: 'points', n } })),
    current,
    bill,
    pay,
    sold: (tendered?: number): CommittedView => must(pay(tendered)).committed,
  };
}

export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

function repeat(n: number, act: () => unknown): void {
  for (let turn = 0; turn < n; turn += 1) act();
}
