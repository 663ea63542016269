// Sums over a basket, in the price basis the POS gave.
import { sumMoney } from '../base/money.ts';
import type { Money } from '../base/money.ts';
import type { Basket } from './basket.ts';

export function basketTotal(basket: Basket): Money {
  return sumMoney(basket.lines.map((line) => line.amount));
}

/** Pieces as people count them, returns and deposits left out. */
export function piecesOf(basket: Basket): number {
  return basket.lines.reduce((sum, line) => sum + (line.amount > 0 ? line.pieces : 0), 0);
}
