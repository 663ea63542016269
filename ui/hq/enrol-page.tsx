// A one-time code by which a new till joins a store, and the command to type there. The code is shown once, large enough to be
// read over the telephone.
import { useState } from 'react';
import type { Overview } from '../../core/protocol/hq.ts';
import type { Problem } from '../../core/base/problem.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { FormField } from '../parts/form-field.tsx';
import { Notice } from '../parts/notice.tsx';
import { useText } from '../parts/speech-context.tsx';
import type { HqClient } from './hq-client.ts';
import { StoreSelect } from './store-select.tsx';
import css from './headquarters.module.css';

export interface EnrolPageProps {
  readonly client: HqClient;
  readonly overview: Overview;
}

export function EnrolPage({ client, overview }: EnrolPageProps): React.ReactElement {
  const text = useText();
  const [store, setStore] = useState<string | null>(overview.stores[0]?.id ?? null);
  const [lane, setLane] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [given, setGiven] = useState<{ code: string; minutes: number } | null>(null);
  const ready = store !== null && lane.trim() !== '';
  const act = async (): Promise<void> => {
    if (store === null || !ready) return;
    const answer = await client.enrolCode({ store, lane: lane.trim() });
    setProblem(answer.ok ? null : answer.problem);
    setGiven(answer.ok ? answer.value : null);
  };
  return (
    <section className={css.card}>
      <div className={css.title}>
        <h1>{text.say('enrolCode.title')}</h1>
      </div>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          void act();
        }}
      >
        <StoreSelect overview={overview} value={store} onChange={setStore} />
        <FormField label={text.say('enrolCode.lane')} value={lane} onChange={setLane} maxLength={40} />
        <ActionButton tone="main" keys="⏎" label={text.say('enrolCode.done')} disabled={!ready} />
      </form>
      <small>{text.say('enrolCode.laneHint')}</small>
      {problem && (
        <Notice tone="bad" urgent>
          {text.problem(problem)}
        </Notice>
      )}
      {given && <Given {...given} />}
    </section>
  );
}

function Given({ code, minutes }: { readonly code: string; readonly minutes: number }): React.ReactElement {
  const text = useText();
  return (
    <div role="status">
      <p>
        {text.say('enrolCode.code')} · {text.say('enrolCode.valid', { n: minutes })}
      </p>
      <p className={css.code} data-testid="enrol-code">
        {code}
      </p>
      <p>{text.say('enrolCode.body')}</p>
      <code className={css.command}>{`npm run till -- --enrol ${location.origin} ${code}`}</code>
    </div>
  );
}
