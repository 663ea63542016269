// Why the price is what it is: each campaign and reward that looked at this sale, what it gave, or what it would have needed.
import type { SaleView } from '../../core/protocol/till.ts';
import { useText } from '../parts/speech-context.tsx';
import { saleInHand } from './desk-state.ts';
import type { PanelProps } from './panel-props.ts';
import { PanelFrame } from './panel-frame.tsx';
import css from './why-panel.module.css';

type Trace = SaleView['trace'][number];

export function WhyPanel({ view, state, wish }: PanelProps): React.ReactElement {
  const text = useText();
  const trace = saleInHand(view)?.trace ?? [];
  const reasonOf = ({ outcome, reason, missing }: Trace): string => {
    if (outcome !== 'not-met') return text.say(`whyPanel.${outcome}`);
    if (reason === 'too-few-units') return text.say('whyPanel.too-few-units', { n: missing });
    if (reason === 'amount-too-small') {
      return text.say('whyPanel.amount-too-small', { amount: text.money(missing, view.currency) });
    }
    return text.say(`whyPanel.${reason ?? 'no-goods'}`);
  };
  return (
    <PanelFrame title={text.say('whyPanel.title')} wish={wish} asking={state.asking}>
      {trace.length === 0 && <p>{text.say('whyPanel.none')}</p>}
      <ul className={css.trace}>
        {trace.map((entry) => (
          <li key={`${entry.by.kind}-${entry.by.id}`} data-outcome={entry.outcome}>
            <b>{text.own(entry.name)}</b>
            <span>{reasonOf(entry)}</span>
          </li>
        ))}
      </ul>
    </PanelFrame>
  );
}
