// What is to be paid: by card the total itself, in cash the total in coins that exist (Hungary's 5 Ft, Switzerland's 5 Rp.).
import { money, mulDiv } from '../../core/base/money.ts';
import type { Money } from '../../core/base/money.ts';
import type { Currency } from '../../core/programme/programme.ts';

export interface Due {
  readonly due: Money;
  /** What rounding added; negative when it took something off. */
  readonly rounding: Money;
}

export function dueOf(total: Money, by: 'cash' | 'card', currency: Currency): Due {
  if (by === 'card') return { due: total, rounding: money(0) };
  const due = money(mulDiv(total, 1, currency.cashStep, 'halfAwayFromZero') * currency.cashStep);
  return { due, rounding: money(due - total) };
}
