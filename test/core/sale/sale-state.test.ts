// The states of a sale: every move in every state, as a table. What is not in it is refused.
import { expect, test } from 'vitest';
import { moveSale, saleStates } from '../../../core/sale/sale-state.ts';
import type { SaleMove } from '../../../core/sale/sale-state.ts';

const moves: SaleMove[] = [
  'change',
  'quote',
  'hold',
  'recall',
  'commit',
  'void',
  'return-part',
  'return-all',
  'cancel',
];

const table: Record<(typeof saleStates)[number], string> = {
  //                 change quote   hold  recall commit     void    part             all       cancel
  open: '            open   quoted  held  -      -          -       -                -         abandoned',
  held: '            -      -       -     open   -          -       -                -         abandoned',
  quoted: '          open   quoted  held  -      committed  -       -                -         abandoned',
  committed: '       -      -       -     -      -          voided  partly-returned  returned  -',
  voided: '          -      -       -     -      -          -       -                -         -',
  'partly-returned': '-     -       -     -      -          -       partly-returned  returned  -',
  returned: '        -      -       -     -      -          -       -                -         -',
  abandoned: '       -      -       -     -      -          -       -                -         -',
};

test.each(saleStates)('from %s', (state) => {
  const found = moves.map((move) => {
    const next = moveSale(state, move);
    return next.ok ? next.value : '-';
  });
  expect(found).toEqual(table[state].trim().split(/\s+/));
});

test('a second void says so in its own words', () => {
  expect(moveSale('voided', 'void')).toMatchObject({ problem: { code: 'AlreadyVoided' } });
  expect(moveSale('voided', 'change')).toMatchObject({ problem: { code: 'SaleNotOpen', params: { state: 'voided' } } });
});
