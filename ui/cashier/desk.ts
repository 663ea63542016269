// The cashier's desk: takes a wish (from a key, a finger or the code field) and asks the till for it. One wish after the other,
// so that quick keys never overtake each other. What fails is a note on screen; nothing here throws and nothing waits modal.
import { problem } from '../../core/base/problem.ts';
import type { Problem } from '../../core/base/problem.ts';
import { money } from '../../core/base/money.ts';
import { ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import type { TillView } from '../../core/protocol/till.ts';
import type { TillClient } from '../parts/till-client.ts';
import { dueOf } from './due-of.ts';
import { choicesToShow, emptyDesk, lineInHand, saleInHand } from './desk-state.ts';
import type { DeskState, Panel, Wish } from './desk-state.ts';
import { rewardsShownMax } from './key-map.ts';

export interface Desk {
  readonly snapshot: () => DeskState;
  readonly subscribe: (changed: () => void) => () => void;
  readonly wish: (wish: Wish) => void;
}

/** Null: the wish was idle (nothing selected, nothing to hold). */
type Outcome = Result<unknown> | null;

export function makeDesk(client: TillClient): Desk {
  let state = emptyDesk;
  let queue: Promise<void> = Promise.resolve();
  const listeners = new Set<() => void>();
  const set = (change: Partial<DeskState>): void => {
    state = { ...state, ...change };
    for (const changed of listeners) changed();
  };
  const act = makeActs(client, () => state, set);
  return {
    snapshot: () => state,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    wish: (wish) => {
      const atOnce = changeOfScreen(wish, state, client.snapshot().view);
      if (atOnce) {
        set(atOnce);
        return;
      }
      // A second press while the first is being written would pay, void or enrol twice.
      if (state.writing) return;
      // What this wish set, and only this, is over when it is answered: others may be waiting behind it.
      const writing = writingOf(wish);
      const asking = panelOf(wish) !== null && panelOf(wish) === state.panel;
      set({ ...(writing ? { writing } : {}), ...(asking ? { asking } : {}) });
      queue = queue.then(async () => {
        const view = client.snapshot().view;
        const outcome = view ? await act(wish, view) : null;
        const over = { ...(writing ? { writing: null } : {}), ...(asking ? { asking: false } : {}) };
        set({ ...over, ...afterwards(outcome, wish, client.snapshot().view, state) });
      });
    },
  };
}

/** Wishes that only change the screen; null for one that asks the till. */
function changeOfScreen(wish: Wish, state: DeskState, view: TillView | null): Partial<DeskState> | null {
  if (wish.do === 'open') return openPanel(wish.panel, state, view);
  if (wish.do === 'close') return { panel: null, note: null, phone: '' };
  if (wish.do === 'select') return { selected: wish.line };
  if (wish.do === 'step') return view ? step(wish.by, state, view) : {};
  if (wish.do !== 'not-today') return null;
  const sale = view && saleInHand(view);
  if (!sale || sale.chosen.length > 0) return null;
  return { notToday: state.notToday === sale.saleId ? null : sale.saleId };
}

function openPanel(panel: DeskState['panel'], state: DeskState, view: TillView | null): Partial<DeskState> {
  const sale = view && saleInHand(view);
  if (panel === 'cancel' && !sale) return {};
  if (panel === 'why' && !sale) return {};
  if (panel === 'undo' && (!view?.last || view.last.voided)) return {};
  return { panel: state.panel === panel ? null : panel };
}

function step(by: number, state: DeskState, view: TillView): Partial<DeskState> {
  const lines = saleInHand(view)?.lines ?? [];
  const at = lines.findIndex((line) => line.id === lineInHand(view, state)?.id);
  return { selected: lines[Math.min(lines.length - 1, Math.max(0, at + by))]?.id ?? null };
}

function writingOf(wish: Wish): DeskState['writing'] {
  if (wish.do === 'pay') return wish.by;
  return wish.do === 'undo' || wish.do === 'enrol' ? wish.do : null;
}

const panels: Partial<Record<Wish['do'], Panel>> = {
  phone: 'phone',
  enrol: 'enrol',
  price: 'price',
  code: 'code',
  recall: 'recall',
  undo: 'undo',
  cancel: 'cancel',
};

/** The panel that asks for this. */
function panelOf(wish: Wish): DeskState['panel'] {
  return panels[wish.do] ?? null;
}

function afterwards(outcome: Outcome, wish: Wish, view: TillView | null, state: DeskState): Partial<DeskState> {
  if (outcome === null) return {};
  if (!outcome.ok) {
    const unknownPhone = wish.do === 'phone' && outcome.problem.code === 'MemberUnknown';
    return { note: noteOf(outcome.problem, view), ...(unknownPhone ? { phone: wish.phone } : {}) };
  }
  const selected = wish.do === 'quantity' && wish.change !== 'remove' ? state.selected : null;
  // Another panel may have been opened meanwhile; it stays.
  const asked = panelOf(wish) !== null && panelOf(wish) === state.panel;
  return { note: null, selected, ...(asked ? { panel: null, phone: '' } : {}) };
}

function noteOf(found: Problem, view: TillView | null): DeskState['note'] {
  return { problem: found, afterScanMs: view?.scan?.atMs ?? null };
}

type Act = (wish: Wish, view: TillView) => Promise<Outcome>;

function makeActs(client: TillClient, state: () => DeskState, set: (change: Partial<DeskState>) => void): Act {
  const inSale = async (ask: (saleId: string) => Promise<Result<unknown>>, view: TillView): Promise<Outcome> => {
    const open = saleInHand(view);
    if (open) return ask(open.saleId);
    const opened = await client.openSale();
    return opened.ok ? ask(opened.value.saleId) : opened;
  };
  return async (wish, view) => {
    switch (wish.do) {
      case 'code':
        return enterCode(wish.text, view, client, state, set);
      case 'quantity':
        return changeQuantity(client, state(), wish.change, view);
      case 'reward':
        return toggleReward(client, wish.reward, view);
      case 'not-today':
        return clearRewards(client, view, set);
      case 'take-off': {
        const sale = saleInHand(view);
        return sale?.member ? client.setMember(sale.saleId, null) : null;
      }
      case 'phone':
        return inSale((id) => client.setMember(id, { phone: wish.phone }), view);
      case 'enrol':
        return inSale(() => client.enrol({ firstName: wish.firstName, phone: wish.phone }), view);
      case 'price':
        return inSale((id) => client.addKeyedLine(id, { name: wish.name, amount: money(wish.minor) }), view);
      case 'hold':
        return holdOrRecall(client, view, set);
      case 'recall':
        return client.recall(wish.sale);
      case 'cancel': {
        const sale = saleInHand(view);
        return sale ? client.cancel(sale.saleId) : null;
      }
      case 'pay':
        return pay(client, wish.by, view);
      case 'undo':
        return view.last && !view.last.voided ? client.voidSale(view.last.saleId, wish.why) : null;
      case 'copy':
        return view.last ? client.printCopy(view.last.saleId) : null;
      case 'open':
      case 'close':
      case 'select':
      case 'step':
        return null;
    }
  };
}

/** One digit and Enter is a reward; everything else is a scan by hand. */
async function enterCode(
  typed: string,
  view: TillView,
  client: TillClient,
  state: () => DeskState,
  set: (change: Partial<DeskState>) => void,
): Promise<Outcome> {
  const code = typed.trim();
  const sale = saleInHand(view);
  if (code === '') return null;
  if (sale && code === '0') {
    if (sale.chosen.length > 0) return clearRewards(client, view, set);
    set({ notToday: state().notToday === sale.saleId ? null : sale.saleId });
    return null;
  }
  if (sale && /^[1-9]$/.test(code)) {
    const choice = choicesToShow(sale, rewardsShownMax)[Number(code) - 1];
    return choice ? toggleReward(client, choice.id, view) : null;
  }
  const answer = await client.scan(code);
  // What a scan meets stands in the view, as for the till's own scanner; only silence is ours to say.
  return answer.ok && answer.value.problem ? ok(null) : answer;
}

async function changeQuantity(
  client: TillClient,
  state: DeskState,
  change: 'more' | 'less' | 'remove',
  view: TillView,
): Promise<Outcome> {
  const sale = saleInHand(view);
  const line = lineInHand(view, state);
  if (!sale || !line) return null;
  if (change === 'remove') return client.setQuantity(sale.saleId, line.id, 0);
  if (line.unit !== 'piece') return null;
  return client.setQuantity(sale.saleId, line.id, Math.max(0, line.quantity + (change === 'more' ? 1000 : -1000)));
}

async function toggleReward(client: TillClient, reward: string, view: TillView): Promise<Outcome> {
  const sale = saleInHand(view);
  if (!sale) return null;
  const others = sale.chosen.filter(({ id }) => id !== reward);
  const chosen = others.length < sale.chosen.length ? others : [...sale.chosen, { id: reward }];
  return client.setRewards(sale.saleId, chosen, sale.declined);
}

async function clearRewards(
  client: TillClient,
  view: TillView,
  set: (change: Partial<DeskState>) => void,
): Promise<Outcome> {
  const sale = saleInHand(view);
  if (!sale) return null;
  set({ notToday: sale.saleId });
  return client.setRewards(sale.saleId, [], sale.declined);
}

async function holdOrRecall(
  client: TillClient,
  view: TillView,
  set: (change: Partial<DeskState>) => void,
): Promise<Outcome> {
  const sale = saleInHand(view);
  if (sale && sale.lines.length > 0) return client.hold(sale.saleId);
  const [only, ...others] = view.held;
  if (only && others.length === 0) return client.recall(only.saleId);
  set({ panel: 'recall' });
  return null;
}

async function pay(client: TillClient, by: 'cash' | 'card', view: TillView): Promise<Outcome> {
  const sale = saleInHand(view);
  if (!sale || !sale.quoteId || sale.lines.length === 0) return { ok: false, problem: problem('SaleEmpty') };
  const { due, rounding } = dueOf(sale.due, by, view.currency);
  return client.commit(sale.saleId, {
    quoteId: sale.quoteId,
    tenders: [{ kind: by, amount: due }],
    charged: due,
    rounding,
    print: true,
  });
}
