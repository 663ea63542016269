// The states of a sale and the moves between them. A table, so that what is not in it cannot happen.
import { problem } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';

export const saleStates = [
  'open',
  'held',
  'quoted',
  'committed',
  'voided',
  'partly-returned',
  'returned',
  'abandoned',
] as const;
export type SaleState = (typeof saleStates)[number];

export type SaleMove =
  'change' | 'quote' | 'hold' | 'recall' | 'commit' | 'void' | 'return-part' | 'return-all' | 'cancel';

const moves: Record<SaleState, Partial<Record<SaleMove, SaleState>>> = {
  open: { change: 'open', quote: 'quoted', hold: 'held', cancel: 'abandoned' },
  quoted: { change: 'open', quote: 'quoted', hold: 'held', commit: 'committed', cancel: 'abandoned' },
  held: { recall: 'open', cancel: 'abandoned' },
  committed: { void: 'voided', 'return-part': 'partly-returned', 'return-all': 'returned' },
  'partly-returned': { 'return-part': 'partly-returned', 'return-all': 'returned' },
  voided: {},
  returned: {},
  abandoned: {},
};

export function moveSale(state: SaleState, move: SaleMove): Result<SaleState> {
  const next = moves[state][move];
  if (next) return ok(next);
  return fail(state === 'voided' && move === 'void' ? problem('AlreadyVoided') : problem('SaleNotOpen', { state }));
}
