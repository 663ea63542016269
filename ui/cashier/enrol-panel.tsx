// A new member in eight seconds: first name and phone, nothing more, and they are named in the sale at once.
import { useState } from 'react';
import { limits } from '../../core/base/limits.ts';
import { useText } from '../parts/speech-context.tsx';
import { EntryField } from './entry-field.tsx';
import { KeyPad } from './key-pad.tsx';
import type { PanelProps } from './panel-props.ts';
import { PanelFrame } from './panel-frame.tsx';
import css from './enrol-panel.module.css';

export function EnrolPanel({ state, wish }: PanelProps): React.ReactElement {
  const text = useText();
  const [firstName, setFirstName] = useState('');
  const [phone, setPhone] = useState(state.phone);
  const [at, setAt] = useState<'name' | 'phone'>('name');
  const problem = state.note?.problem.code === 'MemberUnknown' ? undefined : state.note?.problem;
  return (
    <PanelFrame
      title={text.say('enrol.title')}
      wish={wish}
      asking={state.asking}
      problem={problem}
      done={{
        label: text.say(state.writing === 'enrol' ? 'cashier.recording' : 'enrol.done'),
        disabled: firstName.trim() === '' || phone.trim() === '' || state.writing !== null,
        act: () => {
          wish({ do: 'enrol', firstName: firstName.trim(), phone });
        },
      }}
    >
      <div className={css.fields}>
        <EntryField
          label={text.say('enrol.firstName')}
          value={firstName}
          onChange={setFirstName}
          onFocus={() => {
            setAt('name');
          }}
          invalid={problem?.code === 'NameInvalid'}
          maxLength={limits.nameLengthMax}
        />
        <EntryField
          digits
          label={text.say('enrol.phone')}
          value={phone}
          onChange={setPhone}
          onFocus={() => {
            setAt('phone');
          }}
          invalid={problem?.code === 'PhoneInvalid' || problem?.code === 'MemberExists'}
          maxLength={40}
        />
      </div>
      {at === 'name' ? (
        <KeyPad key="name" kind="letters" onType={setFirstName} />
      ) : (
        <KeyPad key="phone" kind="digits" extra="+" onType={setPhone} />
      )}
    </PanelFrame>
  );
}
