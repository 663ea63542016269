// The sales that were put aside, to take one back: how many lines, how much, since when. The sale in hand stays as it is.
import { ActionButton } from '../parts/action-button.tsx';
import { useText } from '../parts/speech-context.tsx';
import type { PanelProps } from './panel-props.ts';
import { PanelFrame } from './panel-frame.tsx';

export function RecallPanel({ view, state, wish }: PanelProps): React.ReactElement {
  const text = useText();
  return (
    <PanelFrame title={text.say('recall.title')} wish={wish} asking={state.asking} problem={state.note?.problem}>
      {view.held.length === 0 && <p>{text.say('recall.none')}</p>}
      {view.held.map((held) => (
        <ActionButton
          key={held.saleId}
          label={[
            text.money(held.total, view.currency),
            text.say('cashier.lines', { n: held.lines }),
            text.say('recall.since', { time: text.time(held.sinceMs) }),
          ].join(' · ')}
          onPress={() => {
            wish({ do: 'recall', sale: held.saleId });
          }}
        />
      ))}
    </PanelFrame>
  );
}
