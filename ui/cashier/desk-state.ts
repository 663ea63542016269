// What the cashier's screen itself knows (which panel is open, which line is in hand, what went wrong) and what can be wished
// of it. Everything about the sale comes from the till's view; nothing of it is kept here twice.
import type { Problem } from '../../core/base/problem.ts';
import type { SaleView, TillView } from '../../core/protocol/till.ts';

export type Panel = 'phone' | 'enrol' | 'price' | 'code' | 'recall' | 'undo' | 'cancel' | 'why';

export type Wish =
  | { readonly do: 'open'; readonly panel: Panel }
  | { readonly do: 'close' }
  | { readonly do: 'code'; readonly text: string }
  | { readonly do: 'step'; readonly by: number }
  | { readonly do: 'select'; readonly line: string }
  | { readonly do: 'quantity'; readonly change: 'more' | 'less' | 'remove' }
  | { readonly do: 'reward'; readonly reward: string }
  | { readonly do: 'not-today' }
  | { readonly do: 'take-off' }
  | { readonly do: 'phone'; readonly phone: string }
  | { readonly do: 'enrol'; readonly firstName: string; readonly phone: string }
  | { readonly do: 'price'; readonly minor: number; readonly name: string }
  | { readonly do: 'hold' }
  | { readonly do: 'recall'; readonly sale: string }
  | { readonly do: 'cancel' }
  | { readonly do: 'pay'; readonly by: 'cash' | 'card' }
  | { readonly do: 'undo'; readonly why: string }
  | { readonly do: 'copy' };

export interface Note {
  readonly problem: Problem;
  /** The scan that was newest when it came: a newer scan takes its place on screen. */
  readonly afterScanMs: number | null;
}

export interface DeskState {
  readonly panel: Panel | null;
  readonly selected: string | null;
  readonly note: Note | null;
  /** What is being written into the journal and not answered yet. */
  readonly writing: 'cash' | 'card' | 'undo' | 'enrol' | null;
  /** What the open panel asked for is under way: it stands by, and what is typed meanwhile goes to the code field. */
  readonly asking: boolean;
  /** The sale whose rewards were waved away. */
  readonly notToday: string | null;
  /** A phone number that was not known, for the enrolment that may follow. */
  readonly phone: string;
}

export const emptyDesk: DeskState = {
  panel: null,
  selected: null,
  note: null,
  writing: null,
  asking: false,
  notToday: null,
  phone: '',
};

/** The sale being rung up: one that is held or over is not. */
export function saleInHand(view: TillView): SaleView | null {
  return view.sale && (view.sale.state === 'open' || view.sale.state === 'quoted') ? view.sale : null;
}

/** The line that + − and Del mean: the chosen one, else the newest. */
export function lineInHand(view: TillView, state: DeskState): SaleView['lines'][number] | null {
  const lines = saleInHand(view)?.lines ?? [];
  return lines.find((line) => line.id === state.selected) ?? lines.at(-1) ?? null;
}

/** What the strip below says: the newest of the last scan and the last thing that went wrong. */
export function newestProblem(view: TillView, state: DeskState): Problem | null {
  const scanMs = view.scan?.atMs ?? null;
  if (state.note && state.note.afterScanMs === scanMs) return state.note.problem;
  return view.scan?.problem ?? null;
}

/** The code of goods that nobody knows, when that is what the cashier looks at: its price can be keyed. */
export function codeWithoutPrice(view: TillView, state: DeskState): string | null {
  const found = newestProblem(view, state);
  return found?.code === 'ProductUnknown' ? String(found.params['code'] ?? '') : null;
}

/** Something the customer may say yes to: a proposed campaign (no cost) or a reward. */
export interface Choice {
  readonly id: string;
  readonly name: SaleView['rewards'][number]['name'];
  readonly used: boolean;
  readonly cost: SaleView['rewards'][number]['cost'] | null;
}

/** What is worth showing, best first: proposals, which cost nothing; rewards that are used, then usable, in the till's order. */
export function choicesToShow(sale: SaleView, max: number): readonly Choice[] {
  const proposals = sale.proposals.map(({ id, name, chosen }) => ({ id, name, used: chosen, cost: null }));
  const rewards = sale.rewards.map(({ id, name, state, cost }) => ({ id, name, used: state === 'used', cost, state }));
  const used = rewards.filter((reward) => reward.used);
  const usable = rewards.filter((reward) => reward.state === 'available');
  return [...proposals, ...used, ...usable].slice(0, max);
}
