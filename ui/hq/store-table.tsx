// One row a store: today's figures, and whether its tills are heard and have sent everything.
import type { Overview } from '../../core/protocol/hq.ts';
import { DataTable } from '../parts/data-table.tsx';
import { useText } from '../parts/speech-context.tsx';
import { useNow } from '../parts/use-now.ts';
import { StateMark } from './state-mark.tsx';

export function StoreTable({ overview }: { readonly overview: Overview }): React.ReactElement {
  const text = useText();
  const now = useNow();
  return (
    <DataTable
      caption={text.say('hq.stores')}
      words={[0, 5, 6]}
      columns={[
        text.say('hq.store'),
        text.say('figures.sales'),
        text.say('figures.turnover'),
        text.say('figures.members'),
        text.say('figures.discounts'),
        text.say('hq.state'),
        text.say('hq.waitingAtTill'),
        text.say('hq.lastSale'),
      ]}
      rows={overview.stores.map((store) => {
        const online = store.tills.filter((till) => till.online).length;
        const waiting = store.tills.reduce((sum, till) => sum + till.waiting, 0);
        return {
          key: store.id,
          cells: [
            store.name,
            text.number(store.today.sales),
            text.money(store.today.amount, overview.currency),
            text.share(store.today.memberSales, store.today.sales),
            text.money(store.today.discount, overview.currency),
            <StateMark key="state" tone={online === store.tills.length ? 'good' : 'warn'}>
              {text.say('hq.tillsOnline', { n: online, all: store.tills.length })}
            </StateMark>,
            waiting === 0 ? text.say('hq.upToDate') : text.say('hq.behind', { n: waiting }),
            store.lastSaleMs === null ? text.say('hq.never') : text.moment(store.lastSaleMs, now),
          ],
        };
      })}
    />
  );
}
