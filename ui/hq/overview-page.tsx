// The chain today: its figures, what points are owed, what was spent beyond a balance, and each store with its tills. Stores
// that are behind say how much waits and when they were last heard.
import type { Overview } from '../../core/protocol/hq.ts';
import { FactsTiles } from '../parts/facts-tiles.tsx';
import { FigureTile, FigureTiles } from '../parts/figure-tile.tsx';
import { useText } from '../parts/speech-context.tsx';
import { useNow } from '../parts/use-now.ts';
import { StoreTable } from './store-table.tsx';
import { TillTable } from './till-table.tsx';
import css from './headquarters.module.css';

export function OverviewPage({ overview }: { readonly overview: Overview }): React.ReactElement {
  const text = useText();
  const now = useNow();
  const units = new Map(overview.units.map((unit) => [unit.id, unit.name]));
  return (
    <>
      <div className={css.title}>
        <h1>{text.say('hq.chainToday')}</h1>
        <p>{text.say('figures.asOf', { time: text.moment(overview.asOfMs, now) })}</p>
      </div>
      <FactsTiles facts={overview.today} currency={overview.currency} units={units} />
      <Owed overview={overview} />
      {overview.stores.length === 0 ? (
        <div className={css.empty}>
          <b>{text.say('hq.noStoresTitle')}</b>
          <p>{text.say('hq.noStoresBody')}</p>
        </div>
      ) : (
        <>
          <StoreTable overview={overview} />
          <TillTable overview={overview} />
        </>
      )}
    </>
  );
}

/** Who belongs, what they hold, what is wrong, and what is in force. */
function Owed({ overview }: { readonly overview: Overview }): React.ReactElement {
  const text = useText();
  const { currency, programme } = overview;
  const nameOf = (unit: string): string => {
    const found = overview.units.find((each) => each.id === unit);
    return found ? text.own(found.name) : unit;
  };
  const short = overview.short.filter((each) => each.n !== 0);
  return (
    <FigureTiles>
      <FigureTile name={text.say('hq.members')} value={text.number(overview.members)} />
      {overview.liability.map((each) => (
        <FigureTile
          key={each.unit}
          name={text.say('hq.liability', { unit: text.capital(nameOf(each.unit)) })}
          value={text.number(each.n)}
          note={text.say('hq.liabilityWorth', { amount: text.money(each.minor, currency) })}
        />
      ))}
      <FigureTile
        name={text.say('hq.short')}
        value={
          short.length === 0
            ? text.say('hq.shortNone')
            : short.map((each) => text.say('customer.balance', { n: each.n, unit: nameOf(each.unit) })).join(', ')
        }
        tone={short.length === 0 ? 'plain' : 'warn'}
      />
      <FigureTile
        name={text.say('hq.quarantined')}
        value={text.number(overview.quarantined)}
        note={text.say('hq.quarantinedHint')}
        tone={overview.quarantined === 0 ? 'plain' : 'warn'}
      />
      <FigureTile
        name={text.say('hq.programme')}
        value={programme ? text.own(programme.name) : '–'}
        words
        note={programme ? text.say('manager.version', { n: programme.version }) : text.say('hq.noProgramme')}
      />
    </FigureTiles>
  );
}
