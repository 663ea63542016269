// Sells goods by a typed price: without a code, or with one that nobody knows, which is then kept as the name on the slip. The
// price as it is understood stands on the button, so that 3 is never taken for 3.00 unseen.
import { useState } from 'react';
import { limits } from '../../core/base/limits.ts';
import { useText } from '../parts/speech-context.tsx';
import { EntryField } from './entry-field.tsx';
import { KeyPad } from './key-pad.tsx';
import type { PanelProps } from './panel-props.ts';
import { PanelFrame } from './panel-frame.tsx';
import { parseAmount } from './parse-amount.ts';
import css from './price-panel.module.css';

export function PricePanel({ view, state, wish, name }: PanelProps & { readonly name: string }): React.ReactElement {
  const text = useText();
  const [typed, setTyped] = useState('');
  const [label, setLabel] = useState(name);
  const minor = parseAmount(typed, view.currency);
  const problem = state.note?.problem.code === 'PriceOutOfRange' ? state.note.problem : undefined;
  return (
    <PanelFrame
      title={text.say('price.title')}
      wish={wish}
      asking={state.asking}
      problem={problem}
      done={{
        label: text.say('price.done', { amount: text.money(minor ?? 0, view.currency) }),
        disabled: minor === null || minor === 0,
        act: () => {
          if (minor !== null) wish({ do: 'price', minor, name: label.trim() || text.say('cashier.goods') });
        },
      }}
    >
      <div className={css.fields}>
        <EntryField
          digits
          label={text.say('price.label', { example: text.money(250, view.currency) })}
          value={typed}
          onChange={setTyped}
          invalid={typed !== '' && minor === null}
          maxLength={12}
        />
        <EntryField label={text.say('price.name')} value={label} onChange={setLabel} maxLength={limits.nameLengthMax} />
      </div>
      <KeyPad kind="digits" extra={view.currency.decimals > 0 ? ',' : ''} onType={setTyped} />
    </PanelFrame>
  );
}
