// One line of the sale: how many, what, what each rule took off by its name, and what is left to pay. Tapping a line takes it in
// hand.
import { useEffect, useRef } from 'react';
import type { SaleView } from '../../core/protocol/till.ts';
import type { Currency } from '../../core/programme/programme.ts';
import { keepFocus } from '../parts/action-button.tsx';
import { useText } from '../parts/speech-context.tsx';
import type { Wish } from './desk-state.ts';
import css from './sale-line.module.css';

export interface SaleLineProps {
  readonly line: SaleView['lines'][number];
  readonly currency: Currency;
  readonly inHand: boolean;
  readonly wish: (wish: Wish) => void;
}

export function SaleLine({ line, currency, inHand, wish }: SaleLineProps): React.ReactElement {
  const text = useText();
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (inHand) place.current?.scrollIntoView({ block: 'nearest' });
  }, [inHand]);
  const discounts = line.discounts.filter((discount) => discount.given !== 0);
  const piece = line.unit === 'piece';
  const quantity = piece ? `${text.thousandths(line.quantity)} ×` : `${text.thousandths(line.quantity)} ${line.unit}`;
  return (
    <li ref={place} className={css.line} aria-current={inHand || undefined} data-testid="line">
      <button
        type="button"
        className={css.row}
        tabIndex={-1}
        onMouseDown={keepFocus}
        onClick={() => {
          wish({ do: 'select', line: line.id });
        }}
      >
        <span className={css.quantity} data-one={(piece && line.quantity === 1000) || undefined}>
          {quantity}
        </span>
        <span className={css.name}>{line.name}</span>
        <span className={css.amount}>
          {line.after !== line.amount && <s>{text.money(line.amount, currency)}</s>} {text.money(line.after, currency)}
        </span>
        {discounts.map((discount) => (
          <span key={`${discount.by.kind}-${discount.by.id}`} className={css.discount}>
            <span>{text.own(discount.name)}</span>
            <span>{text.money(-discount.given, currency)}</span>
          </span>
        ))}
      </button>
    </li>
  );
}
