// The actions on a sale in hand: nothing here is durable, and every answer is the sale with its fresh quote.
import { ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import type { SaleView } from '../../core/protocol/till.ts';
import { addKeyed, setBasket, setQuantity } from './set-basket.ts';
import { memberBy } from './member-desk.ts';
import type { OpenSale } from './open-sale.ts';
import { scanAtTill } from './scan-at-till.ts';
import type { TillActions } from './till-actions.ts';
import type { TillCore } from './till-core.ts';
import { viewOfSale } from './view-of-sale.ts';

type SaleActions = Pick<
  TillActions,
  | 'scan'
  | 'open'
  | 'setLines'
  | 'addKeyedLine'
  | 'setQuantity'
  | 'setMember'
  | 'setRewards'
  | 'hold'
  | 'recall'
  | 'cancel'
>;

export function saleActions(core: TillCore): SaleActions {
  const { needs, desk } = core;
  const shown = (result: Result<OpenSale>): Result<SaleView> => {
    core.changed();
    return result.ok ? ok(viewOfSale(needs, result.value)) : result;
  };
  return {
    scan: (scan) => {
      const answer = scanAtTill(needs, desk, scan);
      core.noteScan(answer.what, answer.problem);
      return answer;
    },
    open: (id) => shown(desk.open(id)),
    setLines: (id, basket) => shown(desk.change(id, (sale) => setBasket(sale, basket))),
    addKeyedLine: (id, line) => shown(desk.change(id, (sale) => addKeyed(sale, line))),
    setQuantity: (id, line, quantity) => shown(desk.change(id, (sale) => setQuantity(sale, line, quantity))),
    setMember: (id, by) => {
      const member = by === null ? ok(null) : memberBy(needs, by);
      return member.ok ? shown(desk.setMember(id, member.value)) : member;
    },
    setRewards: (id, request) => shown(desk.setRewards(id, request)),
    hold: (id) => shown(desk.hold(id)),
    recall: (id) => shown(desk.recall(id)),
    cancel: (id) => shown(desk.cancel(id)),
  };
}
