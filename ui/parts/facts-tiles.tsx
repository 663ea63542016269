// The key figures of a period as tiles, the same for a till and for the whole chain (product.md, "Key figures"): all without
// voided, training and staff sales.
import type { Currency } from '../../core/programme/programme.ts';
import type { LocalText } from '../../core/programme/text.ts';
import type { Facts } from '../../core/projection/statistics.ts';
import { FigureTile, FigureTiles } from './figure-tile.tsx';
import { useText } from './speech-context.tsx';

export interface FactsTilesProps {
  readonly facts: Facts;
  readonly currency: Currency;
  readonly units: ReadonlyMap<string, LocalText>;
}

export function FactsTiles({ facts, currency, units }: FactsTilesProps): React.ReactElement {
  const text = useText();
  const money = (minor: number): string => text.money(minor, currency);
  const unit = (id: string): string => {
    const name = units.get(id);
    return text.capital(name ? text.own(name) : id);
  };
  return (
    <FigureTiles>
      <FigureTile
        name={text.say('figures.sales')}
        value={text.number(facts.sales)}
        note={
          facts.sales > 0
            ? text.say('figures.average', { amount: money(Math.round(facts.amount / facts.sales)) })
            : undefined
        }
      />
      <FigureTile name={text.say('figures.turnover')} value={money(facts.amount)} />
      <FigureTile
        name={text.say('figures.members')}
        value={text.share(facts.memberSales, facts.sales)}
        note={`${text.number(facts.memberSales)} · ${money(facts.memberAmount)}`}
      />
      <FigureTile name={text.say('figures.enrolled')} value={text.number(facts.enrolled)} />
      {facts.units.map((each) => (
        <FigureTile
          key={each.unit}
          name={text.say('figures.issuedSpent', { unit: unit(each.unit) })}
          value={`${text.number(each.issued)} / ${text.number(each.spent)}`}
        />
      ))}
      <FigureTile name={text.say('figures.rewards')} value={text.number(facts.rewards)} />
      <FigureTile name={text.say('figures.discounts')} value={money(facts.discount)} />
      <FigureTile
        name={text.say('figures.offline')}
        value={text.number(facts.offlineSales)}
        note={text.say('figures.share', { share: text.share(facts.offlineSales, facts.sales) })}
      />
      <FigureTile name={text.say('figures.voids')} value={text.number(facts.voids)} />
    </FigureTiles>
  );
}
