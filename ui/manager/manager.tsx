// This store, from this till: today's figures, the hours, the last weeks, what still has to be sent and since when, devices and
// the programme. It says what it cannot know: offline, a till knows its own sales only.
import { useState } from 'react';
import type { TillView, TodayReport } from '../../core/protocol/till.ts';
import { BarChart } from '../parts/bar-chart.tsx';
import { FactsTable } from '../parts/facts-table.tsx';
import { FactsTiles } from '../parts/facts-tiles.tsx';
import { LostBanner } from '../parts/lost-banner.tsx';
import { Notice } from '../parts/notice.tsx';
import { StatusBar } from '../parts/status-bar.tsx';
import { useText } from '../parts/speech-context.tsx';
import type { TillClient } from '../parts/till-client.ts';
import { useNow } from '../parts/use-now.ts';
import { usePoll } from '../parts/use-poll.ts';
import { useSnapshot } from '../parts/use-snapshot.ts';
import { DaysSwitch } from './days-switch.tsx';
import { hourBars } from './hour-bars.ts';
import { TillHealth } from './till-health.tsx';
import { unitNames } from './unit-names.ts';
import css from './manager.module.css';

const pollMs = 15_000;

export interface ManagerProps {
  readonly client: TillClient;
  readonly children?: React.ReactNode;
}

export function Manager({ client, children }: ManagerProps): React.ReactElement | null {
  const { view, phase, sinceMs } = useSnapshot(client);
  // A sale, its undoing or its slip is worth asking anew at once; the rest can wait for the next turn.
  const news = `${view?.last?.eventId ?? ''}${view?.last?.voided ?? ''}${view?.biz ?? ''}${phase}`;
  const { value: report, problem } = usePoll(client.today, news, pollMs);
  const text = useText();
  if (!view) return null;
  return (
    <div className={css.screen}>
      <StatusBar view={view}>{children}</StatusBar>
      {phase === 'lost' && <LostBanner sinceMs={sinceMs} />}
      <main className={css.main}>
        {report && <Today view={view} report={report} />}
        {!report && problem && <Notice tone="bad">{text.problem(problem)}</Notice>}
        {(report ?? problem) && <TillHealth view={view} />}
        {report && <Days view={view} report={report} />}
      </main>
    </div>
  );
}

function Today({ view, report }: { readonly view: TillView; readonly report: TodayReport }): React.ReactElement {
  const text = useText();
  const now = useNow();
  const none = report.total.sales === 0 && report.total.voids === 0;
  return (
    <>
      <div className={css.title}>
        <h1>{text.say('manager.title')}</h1>
        <p>
          {text.say('manager.business', { date: text.date(report.biz) })} ·{' '}
          {text.say('figures.asOf', { time: text.moment(report.asOfMs, now) })}
        </p>
      </div>
      <Notice tone={report.coversStore ? 'good' : 'warn'}>
        {text.say(report.coversStore ? 'manager.wholeStore' : 'manager.thisTillOnly')}
      </Notice>
      {none && (
        <p className={css.empty}>
          <b>{text.say('figures.noSalesTitle')}</b> {text.say('figures.noSalesBody')}
        </p>
      )}
      <FactsTiles facts={report.total} currency={view.currency} units={unitNames(view)} />
      {!none && <BarChart name={text.say('figures.byHour')} bars={hourBars(report, text)} />}
    </>
  );
}

function Days({ view, report }: { readonly view: TillView; readonly report: TodayReport }): React.ReactElement {
  const text = useText();
  const [days, setDays] = useState(7);
  const shown = report.days.toSorted((a, b) => (a.biz < b.biz ? 1 : -1)).slice(0, days);
  return (
    <section>
      <div className={css.title}>
        <h2>{text.say('figures.lastDays', { n: days })}</h2>
        <DaysSwitch days={days} onChange={setDays} />
      </div>
      <FactsTable caption={text.say('figures.byDay')} days={shown} currency={view.currency} units={unitNames(view)} />
    </section>
  );
}
