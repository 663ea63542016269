// The most that the rules of a group by unit could still gain from the pieces to come, for each state of their open sets: a
// table from the last piece back to the first. With it the search walks almost straight to the best.
import { limits } from '../base/limits.ts';
import { mulDiv } from '../base/money.ts';
import { pieceMachine } from './piece-machine.ts';
import type { PieceMachine } from './piece-machine.ts';
import { eligiblePieces } from './pieces.ts';
import type { Standing } from './standing.ts';
import type { Sale } from './work.ts';

export interface PieceTable {
  /** Places in `sale.units` that somebody of the group can use, dearest first. */
  readonly pieces: readonly number[];
  readonly machines: readonly PieceMachine[];
  /** All machines' states in one number; they all begin at 0. */
  step(state: number, rule: number, piece: number): { readonly state: number; readonly gain: number } | null;
  /** Minor units that can still be gained from `pieces[from]` on; negative infinity where an open set could not be closed. */
  ahead(from: number, state: number): number;
  readonly most: number;
  /** Sets that each rule could form alone, summed up: what a person would call the candidates. */
  readonly instances: number;
}

export function pieceTable(sale: Sale, rules: readonly Standing[]): PieceTable {
  const lists = rules.map(({ offer }) => eligiblePieces(sale, offer));
  const pieces = [...new Set(lists.flat())].toSorted((a, b) => a - b);
  const machines = rules.map(({ offer }) => pieceMachine(sale, offer));
  const strides = stridesOf(machines);
  const step: PieceTable['step'] = (state, rule, piece) => {
    const machine = machines[rule];
    const stride = strides.of[rule] ?? 1;
    if (!machine) return null;
    const own = mulDiv(state, 1, stride, 'down') % machine.states;
    const taken = machine.take(own, piece);
    return taken && { state: state + (taken.state - own) * stride, gain: taken.gain };
  };
  const instances = rules.reduce((sum, rule, at) => sum + instancesOf(rule, lists[at]?.length ?? 0), 0);
  const ahead =
    strides.states * (pieces.length + 1) <= limits.choiceTableMax
      ? exact(pieces, machines, strides, step)
      : rough(pieces, machines);
  return { pieces, machines, step, ahead, most: Math.max(0, ahead(0, 0)), instances };
}

interface Strides {
  readonly of: readonly number[];
  readonly states: number;
}

function stridesOf(machines: readonly PieceMachine[]): Strides {
  const of: number[] = [];
  let states = 1;
  for (const machine of machines) {
    of.push(states);
    states *= machine.states;
  }
  return { of, states };
}

/** From the last piece back: the better of leaving it and giving it to each rule. */
function exact(
  pieces: readonly number[],
  machines: readonly PieceMachine[],
  { of, states }: Strides,
  step: PieceTable['step'],
): PieceTable['ahead'] {
  const rows: Float64Array[] = [];
  const last = new Float64Array(states);
  for (let state = 0; state < states; state += 1) {
    const open = machines.some((machine, at) => {
      const own = mulDiv(state, 1, of[at] ?? 1, 'down') % machine.states;
      return !machine.mayEnd(own);
    });
    last[state] = open ? Number.NEGATIVE_INFINITY : 0;
  }
  rows[pieces.length] = last;
  for (let at = pieces.length - 1; at >= 0; at -= 1) {
    const after = rows[at + 1] ?? last;
    const row = new Float64Array(after);
    for (let state = 0; state < states; state += 1) {
      for (let rule = 0; rule < machines.length; rule += 1) {
        const taken = step(state, rule, pieces[at] ?? 0);
        if (taken) row[state] = Math.max(row[state] ?? 0, taken.gain + (after[taken.state] ?? 0));
      }
    }
    rows[at] = row;
  }
  return (from, state) => rows[from]?.[state] ?? 0;
}

/** Too many states for a table: each piece gains the most that any rule could get out of it in any state. */
function rough(pieces: readonly number[], machines: readonly PieceMachine[]): PieceTable['ahead'] {
  const sums = new Float64Array(pieces.length + 1);
  for (let at = pieces.length - 1; at >= 0; at -= 1) {
    let most = 0;
    for (const machine of machines) {
      for (let state = 0; state < machine.states; state += 1) {
        most = Math.max(most, machine.take(state, pieces[at] ?? 0)?.gain ?? 0);
      }
    }
    sums[at] = (sums[at + 1] ?? 0) + most;
  }
  return (from) => sums[from] ?? 0;
}

function instancesOf({ offer }: Standing, pieces: number): number {
  if (pieces === 0) return 0;
  const sizes = offer.price.map(({ effect }) =>
    effect.kind === 'bundle'
      ? effect.take.reduce((sum, { n }) => sum + n, typeof effect.give?.from === 'object' ? effect.give.n : 0)
      : pieces,
  );
  return Math.max(1, mulDiv(pieces, 1, Math.max(1, ...sizes), 'down'));
}
