// What can be done with the sale as a whole: pay it, hold it, sell by price. Paying stands at the end, where the hand is after
// the last scan, and shows the amount in coins that exist.
import type { SaleView, TillView } from '../../core/protocol/till.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { useText } from '../parts/speech-context.tsx';
import type { DeskState, Wish } from './desk-state.ts';
import { dueOf } from './due-of.ts';
import { keyMap } from './key-map.ts';
import css from './action-bar.module.css';

export interface ActionBarProps {
  readonly view: TillView;
  readonly sale: SaleView | null;
  readonly state: DeskState;
  readonly wish: (wish: Wish) => void;
}

export function ActionBar({ view, sale, state, wish }: ActionBarProps): React.ReactElement {
  const text = useText();
  const hasLines = sale !== null && sale.lines.length > 0;
  const holds = hasLines || view.held.length === 0;
  return (
    <div className={css.bar}>
      <ActionButton
        label={text.say('cashier.price')}
        keys={keyMap.price}
        onPress={() => {
          wish({ do: 'open', panel: 'price' });
        }}
      />
      <ActionButton
        label={text.say(holds ? 'cashier.hold' : 'cashier.recall')}
        keys={keyMap.hold}
        disabled={!hasLines && view.held.length === 0}
        onPress={() => {
          wish({ do: 'hold' });
        }}
      />
      {hasLines && view.held.length > 0 && (
        <span className={css.held}>{text.say('cashier.heldCount', { n: view.held.length })}</span>
      )}
      <div className={css.pay}>
        <PayButton by="cash" view={view} sale={hasLines ? sale : null} state={state} wish={wish} />
        <PayButton by="card" view={view} sale={hasLines ? sale : null} state={state} wish={wish} />
      </div>
    </div>
  );
}

function PayButton({
  by,
  view,
  sale,
  state,
  wish,
}: ActionBarProps & { readonly by: 'cash' | 'card' }): React.ReactElement {
  const text = useText();
  const writing = state.writing === by;
  const amount = sale ? ` ${text.money(dueOf(sale.due, by, view.currency).due, view.currency)}` : '';
  return (
    <ActionButton
      tone="main"
      grow
      icon={by}
      label={writing ? text.say('cashier.recording') : `${text.say(`cashier.${by}`)}${amount}`}
      keys={keyMap[by]}
      disabled={!sale || state.writing !== null}
      onPress={() => {
        wish({ do: 'pay', by });
      }}
    />
  );
}
