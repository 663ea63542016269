// The last 35 days, of all stores or of one: the picture first, the table behind it.
import { useState } from 'react';
import { addDays } from '../../core/base/time.ts';
import type { BusinessDate } from '../../core/base/time.ts';
import type { Figures, Overview } from '../../core/protocol/hq.ts';
import { BarChart } from '../parts/bar-chart.tsx';
import { FactsTable } from '../parts/facts-table.tsx';
import { useText } from '../parts/speech-context.tsx';
import { useNow } from '../parts/use-now.ts';
import { usePoll } from '../parts/use-poll.ts';
import type { HqClient } from './hq-client.ts';
import { StaleNotice } from './stale-notice.tsx';
import { StoreSelect } from './store-select.tsx';
import css from './headquarters.module.css';

const daysShown = 35;
const pollMs = 10_000;

export interface FiguresPageProps {
  readonly client: HqClient;
  readonly overview: Overview;
}

export function FiguresPage({ client, overview }: FiguresPageProps): React.ReactElement {
  const text = useText();
  const now = useNow();
  const [store, setStore] = useState<string | null>(null);
  const to = newestDay(overview);
  const from = to === null ? null : addDays(to, 1 - daysShown);
  const key = `${store ?? ''} ${to ?? ''}`;
  const polled = usePoll(
    async () =>
      to === null || from === null
        ? { ok: true as const, value: { asOfMs: overview.asOfMs, days: [] } }
        : client.figures({ from, to, store }),
    key,
    pollMs,
  );
  // Never one store's figures under another's name.
  const figures = polled.of === key ? polled.value : null;
  return (
    <>
      <div className={css.title}>
        <h1>{text.say('figures.lastDays', { n: daysShown })}</h1>
        {figures && <p>{text.say('figures.asOf', { time: text.moment(figures.asOfMs, now) })}</p>}
        <StoreSelect overview={overview} value={store} onChange={setStore} all />
      </div>
      <StaleNotice polled={polled} />
      {figures && from !== null && to !== null && figures.days.length > 0 && (
        <Picture figures={figures} from={from} overview={overview} />
      )}
      {figures?.days.length === 0 && (
        <div className={css.empty}>
          <b>{text.say('hq.noFiguresTitle')}</b>
          <p>{text.say('hq.noFiguresBody')}</p>
        </div>
      )}
    </>
  );
}

interface PictureProps {
  readonly figures: Figures;
  readonly from: BusinessDate;
  readonly overview: Overview;
}

function Picture({ figures, from, overview }: PictureProps): React.ReactElement {
  const text = useText();
  const byDay = new Map(figures.days.map((day) => [day.biz, day.facts]));
  const dates = Array.from({ length: daysShown }, (_, at) => addDays(from, at));
  return (
    <>
      <BarChart
        name={text.say('figures.byDay')}
        labelEvery={7}
        bars={dates.map((biz) => {
          const sales = byDay.get(biz)?.sales ?? 0;
          return {
            key: biz,
            label: text.date(biz),
            value: sales,
            shown: text.number(sales),
            title: text.date(biz),
          };
        })}
      />
      <FactsTable
        caption={text.say('figures.byDay')}
        days={figures.days.toSorted((a, b) => (a.biz < b.biz ? 1 : -1))}
        currency={overview.currency}
        units={new Map(overview.units.map((unit) => [unit.id, unit.name]))}
      />
    </>
  );
}

/** The newest business day of any store; null while there is no store. */
function newestDay(overview: Overview): BusinessDate | null {
  return (
    overview.stores
      .map((store) => store.biz)
      .toSorted()
      .at(-1) ?? null
  );
}
