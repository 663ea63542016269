// Names the customer by the telephone number they say. A number nobody has leads to the enrolment, which keeps what was typed.
import { useState } from 'react';
import { ActionButton } from '../parts/action-button.tsx';
import { useText } from '../parts/speech-context.tsx';
import { EntryField } from './entry-field.tsx';
import { KeyPad } from './key-pad.tsx';
import { keyMap } from './key-map.ts';
import type { PanelProps } from './panel-props.ts';
import { PanelFrame } from './panel-frame.tsx';

export function PhonePanel({ state, wish }: PanelProps): React.ReactElement {
  const text = useText();
  const [phone, setPhone] = useState('');
  const problem = state.note?.problem;
  return (
    <PanelFrame
      title={text.say('phone.title')}
      wish={wish}
      asking={state.asking}
      problem={problem}
      done={{
        label: text.say('phone.done'),
        disabled: phone.trim() === '',
        act: () => {
          wish({ do: 'phone', phone });
        },
      }}
    >
      {problem?.code === 'MemberUnknown' && (
        <ActionButton
          label={text.say('customer.enrol')}
          keys={keyMap.enrol}
          onPress={() => {
            wish({ do: 'open', panel: 'enrol' });
          }}
        />
      )}
      <EntryField
        digits
        label={text.say('phone.label')}
        value={phone}
        onChange={setPhone}
        invalid={problem?.code === 'PhoneInvalid'}
        maxLength={40}
      />
      <KeyPad kind="digits" extra="+" onType={setPhone} />
    </PanelFrame>
  );
}
