// The cashier's one screen: the sale on one side, the customer on the other, below what the scanner last did. It can be worked
// by scanner alone, by keyboard alone and by touch alone, and shows only what the till's view says.
import { useMemo, useRef } from 'react';
import type { TillView } from '../../core/protocol/till.ts';
import { LostBanner } from '../parts/lost-banner.tsx';
import { Notice } from '../parts/notice.tsx';
import { StatusBar } from '../parts/status-bar.tsx';
import { useText } from '../parts/speech-context.tsx';
import type { TillClient } from '../parts/till-client.ts';
import { useSnapshot } from '../parts/use-snapshot.ts';
import { ActionBar } from './action-bar.tsx';
import { CustomerPane } from './customer-pane.tsx';
import { makeDesk } from './desk.ts';
import { DonePane } from './done-pane.tsx';
import { OpenPanel } from './open-panel.tsx';
import { SalePane } from './sale-pane.tsx';
import { saleInHand } from './desk-state.ts';
import { ScanStrip } from './scan-strip.tsx';
import { useDeskKeys } from './use-desk-keys.ts';
import { warningsOf } from './warnings-of.ts';
import css from './cashier.module.css';

export interface CashierProps {
  readonly client: TillClient;
  /** What stands in the bar beside the switches: the way to the other screen. */
  readonly children?: React.ReactNode;
}

export function Cashier({ client, children }: CashierProps): React.ReactElement | null {
  const { view, phase, sinceMs } = useSnapshot(client);
  const desk = useMemo(() => makeDesk(client), [client]);
  const state = useSnapshot(desk);
  const codeField = useRef<HTMLInputElement>(null);
  useDeskKeys(desk, codeField, state.panel !== null && !state.asking);
  if (!view) return null;
  const sale = saleInHand(view);
  return (
    <div className={css.screen}>
      <StatusBar view={view}>{children}</StatusBar>
      <div className={css.notices}>
        {phase === 'lost' && <LostBanner sinceMs={sinceMs} />}
        <Warnings view={view} />
      </div>
      <main className={css.main}>
        <div className={css.sale}>
          {sale && sale.lines.length > 0 ? (
            <SalePane view={view} sale={sale} state={state} wish={desk.wish} />
          ) : (
            <DonePane view={view} client={client} wish={desk.wish} />
          )}
        </div>
        <div className={css.customer}>
          {state.panel ? (
            <div className={css.panel} inert={state.asking}>
              <OpenPanel panel={state.panel} view={view} state={state} wish={desk.wish} />
            </div>
          ) : (
            <CustomerPane view={view} sale={sale} state={state} wish={desk.wish} />
          )}
        </div>
      </main>
      <ActionBar view={view} sale={sale} state={state} wish={desk.wish} />
      <ScanStrip view={view} state={state} wish={desk.wish} codeField={codeField} lost={phase === 'lost'} />
    </div>
  );
}

function Warnings({ view }: { readonly view: TillView }): React.ReactElement {
  const text = useText();
  return (
    <>
      {warningsOf(view).map((found) => (
        <div key={`${found.code}${JSON.stringify(found.params)}`} className={css.warning}>
          <Notice tone="warn">{text.problem(found)}</Notice>
        </div>
      ))}
    </>
  );
}
