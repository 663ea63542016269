// The sale: its lines, under each what a rule took off and which rule, and the total, large. The newest line is always in
// view; the one in hand shows what can be done with it.
import type { SaleView, TillView } from '../../core/protocol/till.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { useText } from '../parts/speech-context.tsx';
import { lineInHand } from './desk-state.ts';
import type { DeskState, Wish } from './desk-state.ts';
import { dueOf } from './due-of.ts';
import { keyMap } from './key-map.ts';
import { SaleLine } from './sale-line.tsx';
import css from './sale-pane.module.css';

export interface SalePaneProps {
  readonly view: TillView;
  readonly sale: SaleView;
  readonly state: DeskState;
  readonly wish: (wish: Wish) => void;
}

export function SalePane({ view, sale, state, wish }: SalePaneProps): React.ReactElement {
  const inHand = lineInHand(view, state)?.id;
  return (
    <>
      <SaleHead sale={sale} line={lineInHand(view, state)} wish={wish} />
      <ol className={css.lines}>
        {sale.lines.map((line) => (
          <SaleLine key={line.id} line={line} currency={view.currency} inHand={line.id === inHand} wish={wish} />
        ))}
      </ol>
      <Total view={view} sale={sale} />
    </>
  );
}

interface SaleHeadProps extends Pick<SalePaneProps, 'sale' | 'wish'> {
  readonly line: SaleView['lines'][number] | null;
}

// What can be done with the line in hand stands still above the lines: nothing moves under a finger.
function SaleHead({ sale, line, wish }: SaleHeadProps): React.ReactElement {
  const text = useText();
  const change = (by: 'more' | 'less' | 'remove') => (): void => {
    wish({ do: 'quantity', change: by });
  };
  const open = (panel: 'why' | 'cancel') => (): void => {
    wish({ do: 'open', panel });
  };
  const countable = line?.unit === 'piece';
  const named = line ? text.say('cashier.removeLine', { name: line.name }) : text.say('cashier.remove');
  return (
    <div className={css.head}>
      <h1>{text.say('cashier.sale')}</h1>
      <span className={css.count}>{text.say('cashier.lines', { n: sale.lines.length })}</span>
      <ActionButton
        tone="plain"
        label="−"
        name={text.say('cashier.less')}
        disabled={!countable}
        onPress={change('less')}
      />
      <ActionButton
        tone="plain"
        label={keyMap.more}
        name={text.say('cashier.more')}
        disabled={!countable}
        onPress={change('more')}
      />
      <ActionButton
        tone="quiet"
        stack
        label={text.say('cashier.remove')}
        name={named}
        keys={keyMap.remove}
        onPress={change('remove')}
      />
      <ActionButton tone="quiet" stack label={text.say('cashier.why')} keys={keyMap.why} onPress={open('why')} />
      <ActionButton
        tone="quiet"
        stack
        label={text.say('cashier.drop')}
        name={text.say('cashier.cancel')}
        keys={keyMap.cancel}
        onPress={open('cancel')}
      />
    </div>
  );
}

function Total({ view, sale }: Pick<SalePaneProps, 'view' | 'sale'>): React.ReactElement {
  const text = useText();
  const { before, discount } = sale.total;
  const { payment } = sale;
  const { due, rounding } = dueOf(sale.due, 'cash', view.currency);
  return (
    <div className={css.total} aria-live="polite">
      <div className={css.saved}>
        {discount !== 0 && (
          <>
            <b>{text.say('cashier.saved', { amount: text.money(discount, view.currency) })}</b>
            <span>{text.say('cashier.before', { amount: text.money(before, view.currency) })}</span>
          </>
        )}
        {payment && (
          <b>
            {text.say('customer.paysWith', {
              n: payment.n,
              unit: text.own(payment.name),
              amount: text.money(payment.amount, view.currency),
            })}
          </b>
        )}
        {sale.messages.map((message) => (
          <b key={message.en} data-testid="message">
            {text.own(message)}
          </b>
        ))}
        {rounding !== 0 && <span>{text.say('cashier.rounding', { amount: text.money(due, view.currency) })}</span>}
      </div>
      <span>{text.say(payment?.settleAs === 'tender' ? 'cashier.due' : 'cashier.total')}</span>
      <output data-testid="total">{text.money(sale.due, view.currency)}</output>
    </div>
  );
}
