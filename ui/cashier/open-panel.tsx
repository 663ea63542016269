// The panel that stands in the customer's place while something is typed or asked. None covers the sale, and Esc closes each.
import { useText } from '../parts/speech-context.tsx';
import { codeWithoutPrice } from './desk-state.ts';
import type { Panel } from './desk-state.ts';
import { CodePanel } from './code-panel.tsx';
import { ConfirmPanel } from './confirm-panel.tsx';
import { EnrolPanel } from './enrol-panel.tsx';
import type { PanelProps } from './panel-props.ts';
import { PhonePanel } from './phone-panel.tsx';
import { PricePanel } from './price-panel.tsx';
import { RecallPanel } from './recall-panel.tsx';
import { WhyPanel } from './why-panel.tsx';

export function OpenPanel({ panel, ...props }: PanelProps & { readonly panel: Panel }): React.ReactElement {
  const text = useText();
  const { view, state } = props;
  switch (panel) {
    case 'phone':
      return <PhonePanel {...props} />;
    case 'enrol':
      return <EnrolPanel {...props} />;
    case 'price':
      return <PricePanel {...props} name={codeWithoutPrice(view, state) ?? ''} />;
    case 'code':
      return <CodePanel {...props} />;
    case 'recall':
      return <RecallPanel {...props} />;
    case 'why':
      return <WhyPanel {...props} />;
    case 'cancel':
      return (
        <ConfirmPanel
          {...props}
          title={text.say('cancelling.title')}
          body={text.say('cancelling.body')}
          choices={[{ label: text.say('cancelling.yes'), wish: { do: 'cancel' } }]}
        />
      );
    case 'undo':
      return (
        <ConfirmPanel
          {...props}
          title={text.say('undo.title', { amount: view.last ? text.money(view.last.charged, view.currency) : '' })}
          body={text.say('undo.body')}
          choices={(['wrongItem', 'changedMind', 'practice'] as const).map((reason) => ({
            label: text.say(`undo.${reason}`),
            wish: { do: 'undo', why: reason },
          }))}
        />
      );
    default:
      panel satisfies never;
      return <></>;
  }
}
