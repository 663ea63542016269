// Before anybody is signed in: set-up for the first person, by the one-time link, or the sign-in. A server that is not set up
// and was opened without its link says where the link is.
import { useState } from 'react';
import { limits } from '../../core/base/limits.ts';
import { passwordLengthMin } from '../../core/protocol/hq.ts';
import type { Problem } from '../../core/base/problem.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { DoorMessage } from '../parts/door-message.tsx';
import { FormField } from '../parts/form-field.tsx';
import { Notice } from '../parts/notice.tsx';
import { ScreenSwitches } from '../parts/screen-switches.tsx';
import { useText } from '../parts/speech-context.tsx';
import { usePoll } from '../parts/use-poll.ts';
import { useSnapshot } from '../parts/use-snapshot.ts';
import type { HqClient, Person } from './hq-client.ts';

const pollMs = 5_000;

export function DoorPage({ client }: { readonly client: HqClient }): React.ReactElement | null {
  const { setupToken } = useSnapshot(client);
  const { value: door, problem } = usePoll(client.door, '', pollMs);
  const text = useText();
  if (!door) {
    return problem ? (
      <DoorMessage later title={text.say('hq.title')} lines={[text.say('hq.unreachableEmpty')]} />
    ) : null;
  }
  // `setUp` of the door: set-up is still due.
  if (door.setUp && setupToken === null) {
    return <DoorMessage title={text.say('setup.title')} lines={[text.say('setup.linkNeeded')]} />;
  }
  const first = door.setUp;
  return (
    <DoorMessage
      title={first ? text.say('setup.title') : door.chain}
      lines={first ? [text.say('setup.body')] : setupToken === null ? [] : [text.say('setup.doneAlready')]}
    >
      <PersonForm key={String(first)} first={first} submit={first ? client.setUp : client.logIn} />
      <div style={{ display: 'flex', justifyContent: 'flex-end' }}>
        <ScreenSwitches />
      </div>
    </DoorMessage>
  );
}

interface PersonFormProps {
  readonly first: boolean;
  readonly submit: (person: Person) => ReturnType<HqClient['logIn']>;
}

function PersonForm({ first, submit }: PersonFormProps): React.ReactElement {
  const text = useText();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const ready = name.trim() !== '' && password !== '' && !busy;
  const act = async (): Promise<void> => {
    if (!ready) return;
    setBusy(true);
    const answer = await submit({ name: name.trim(), password });
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
  };
  return (
    <form
      style={{ display: 'flex', flexDirection: 'column', gap: '0.8rem' }}
      onSubmit={(event) => {
        event.preventDefault();
        void act();
      }}
    >
      {problem && (
        <Notice tone="bad" urgent>
          {text.problem(problem)}
        </Notice>
      )}
      <FormField
        label={text.say('login.name')}
        value={name}
        onChange={setName}
        autoComplete="username"
        maxLength={limits.nameLengthMax}
      />
      <FormField
        label={text.say('login.password')}
        value={password}
        onChange={setPassword}
        secret={first ? 'new-password' : 'current-password'}
        maxLength={200}
        {...(first ? { hint: text.say('setup.atLeast', { n: passwordLengthMin }) } : {})}
      />
      <ActionButton tone="main" keys="⏎" label={text.say(first ? 'setup.done' : 'login.done')} disabled={!ready} />
    </form>
  );
}
