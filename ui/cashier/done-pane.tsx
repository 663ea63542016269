// What stands where the sale was: that the last one is recorded, its mark, how the slip is doing, its receipt and its undoing;
// before the first one, what to do next.
import { useEffect, useState } from 'react';
import type { CommittedView, TillView } from '../../core/protocol/till.ts';
import type { ReceiptDocument } from '../../core/projection/receipt.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { Icon } from '../parts/icon.tsx';
import { useText } from '../parts/speech-context.tsx';
import type { TillClient } from '../parts/till-client.ts';
import type { Wish } from './desk-state.ts';
import { keyMap } from './key-map.ts';
import { ReceiptPaper } from './receipt-paper.tsx';
import css from './done-pane.module.css';

export interface DonePaneProps {
  readonly view: TillView;
  readonly client: TillClient;
  readonly wish: (wish: Wish) => void;
}

export function DonePane({ view, client, wish }: DonePaneProps): React.ReactElement {
  const text = useText();
  const { last } = view;
  return (
    <section className={css.pane}>
      {last && <LastSale view={view} last={last} client={client} wish={wish} />}
      <div className={css.next}>
        <Icon name="scanner" size="2.6rem" />
        <h1>{text.say(last ? 'cashier.nextTitle' : 'cashier.emptyTitle')}</h1>
        <p>{text.say(last ? 'cashier.nextBody' : 'cashier.emptyBody')}</p>
        {view.held.length > 0 && (
          <ActionButton
            label={text.say('cashier.heldCount', { n: view.held.length })}
            keys={keyMap.hold}
            onPress={() => {
              wish({ do: 'hold' });
            }}
          />
        )}
      </div>
    </section>
  );
}

function LastSale({ view, last, client, wish }: DonePaneProps & { readonly last: CommittedView }): React.ReactElement {
  const text = useText();
  const receipt = useReceipt(client, last.saleId);
  return (
    <div className={css.last} data-testid="last">
      <div className={css.said}>
        <p className={css.state} data-tone={last.voided ? 'warn' : 'good'} role="status">
          <Icon name={last.voided ? 'warning' : 'check'} size="1.6em" />
          {text.say(last.voided ? 'done.voided' : 'done.recorded')}
          <b>{text.money(last.charged, view.currency)}</b>
        </p>
        <ul>
          <li>{text.say('done.at', { time: text.time(last.atMs) })}</li>
          <li>
            {text.say('done.mark', { mark: last.mark })} · <span>{text.say(`done.print.${last.print}`)}</span>
          </li>
          {last.discount !== 0 && (
            <li>{text.say('done.saved', { amount: text.money(last.discount, view.currency) })}</li>
          )}
          {last.earned.map((each) => (
            <li key={each.unit}>{text.say('done.earned', { n: each.n, unit: text.own(each.name) })}</li>
          ))}
          {last.spent.map((each) => (
            <li key={each.unit}>{text.say('done.spent', { n: each.n, unit: text.own(each.name) })}</li>
          ))}
        </ul>
        <div className={css.ways}>
          <ActionButton
            stack
            label={text.say('done.copy')}
            keys={keyMap.copy}
            onPress={() => {
              wish({ do: 'copy' });
            }}
          />
          <ActionButton
            stack
            label={text.say('done.undo')}
            keys={keyMap.undo}
            disabled={last.voided}
            onPress={() => {
              wish({ do: 'open', panel: 'undo' });
            }}
          />
        </div>
      </div>
      {receipt !== null && <ReceiptPaper document={receipt} name={text.say('done.receipt')} />}
    </div>
  );
}

function useReceipt(client: TillClient, saleId: string): ReceiptDocument | null {
  const [receipt, setReceipt] = useState<{ saleId: string; document: ReceiptDocument } | null>(null);
  useEffect(() => {
    let over = false;
    void client.receipt(saleId).then((answer) => {
      if (!over && answer.ok) setReceipt({ saleId, document: answer.value });
    });
    return () => {
      over = true;
    };
  }, [client, saleId]);
  return receipt?.saleId === saleId ? receipt.document : null;
}
