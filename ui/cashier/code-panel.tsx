// Types a product's number or a member's code by touch alone. With a keyboard nobody needs this: typing goes to the strip.
import { useState } from 'react';
import { useText } from '../parts/speech-context.tsx';
import { EntryField } from './entry-field.tsx';
import { KeyPad } from './key-pad.tsx';
import type { PanelProps } from './panel-props.ts';
import { PanelFrame } from './panel-frame.tsx';

export function CodePanel({ state, wish }: PanelProps): React.ReactElement {
  const text = useText();
  const [code, setCode] = useState('');
  return (
    <PanelFrame
      title={text.say('code.title')}
      wish={wish}
      asking={state.asking}
      done={{
        label: text.say('code.done'),
        disabled: code.trim() === '',
        act: () => {
          wish({ do: 'code', text: code.toUpperCase() });
        },
      }}
    >
      <EntryField digits label={text.say('cashier.code')} value={code} onChange={setCode} maxLength={100} />
      <KeyPad kind="digits" both onType={setCode} />
    </PanelFrame>
  );
}
