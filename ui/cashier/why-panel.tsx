// Why the price is what it is: each campaign and reward that looked at this sale, what it gave, or what it would have needed.
import type { Currency } from '../../core/programme/programme.ts';
import type { SaleView } from '../../core/protocol/till.ts';
import { useText } from '../parts/speech-context.tsx';
import type { Text } from '../text/text.ts';
import { saleInHand } from './desk-state.ts';
import type { PanelProps } from './panel-props.ts';
import { PanelFrame } from './panel-frame.tsx';
import css from './why-panel.module.css';

type Trace = SaleView['trace'][number];

export function WhyPanel({ view, state, wish }: PanelProps): React.ReactElement {
  const text = useText();
  const trace = saleInHand(view)?.trace ?? [];
  return (
    <PanelFrame title={text.say('whyPanel.title')} wish={wish} asking={state.asking}>
      {trace.length === 0 && <p>{text.say('whyPanel.none')}</p>}
      <ul className={css.trace}>
        {trace.map((entry) => (
          <li key={`${entry.by.kind}-${entry.by.id}`} data-outcome={entry.outcome}>
            <b>{text.own(entry.name)}</b>
            <span>{whyOf(entry, text, view.currency)}</span>
          </li>
        ))}
      </ul>
    </PanelFrame>
  );
}

function whyOf(entry: Trace, text: Text, currency: Currency): string {
  const { outcome, reason, outweighedBy, missing } = entry;
  if (outcome === 'outweighed' && outweighedBy) {
    const name = text.own(outweighedBy.name);
    if (missing === 0) return text.say('whyPanel.outweighed', { name });
    return text.say('whyPanel.outweighedMore', { name, amount: text.money(missing, currency) });
  }
  if (outcome === 'not-met' || reason === 'nothing-left') return reasonOf(entry, text, currency);
  return outcome === 'outweighed' ? text.say('whyPanel.elsewhere') : text.say(`whyPanel.${outcome}`);
}

function reasonOf({ reason, missing, needs }: Trace, text: Text, currency: Currency): string {
  if (reason === 'too-few-units') return text.say('whyPanel.too-few-units', { n: missing });
  if (reason === 'goods-missing') return text.say('whyPanel.goods-missing', { n: missing / 1000 });
  if (reason === 'amount-too-small') {
    return text.say('whyPanel.amount-too-small', { amount: text.money(missing, currency) });
  }
  if (reason === 'condition' && needs) return text.own(needs);
  return text.say(`whyPanel.${reason ?? 'no-goods'}`);
}
