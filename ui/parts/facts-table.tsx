// Figures day by day as a table, newest first, with their sum below. The sum is of the rows shown, nothing else.
import type { BusinessDate } from '../../core/base/time.ts';
import type { Currency } from '../../core/programme/programme.ts';
import type { LocalText } from '../../core/programme/text.ts';
import { mergeFacts, noFacts } from '../../core/projection/statistics.ts';
import type { Facts } from '../../core/projection/statistics.ts';
import { DataTable } from './data-table.tsx';
import { useText } from './speech-context.tsx';

export interface FactsTableProps {
  readonly caption: string;
  readonly days: readonly { readonly biz: BusinessDate; readonly facts: Facts }[];
  readonly currency: Currency;
  readonly units: ReadonlyMap<string, LocalText>;
}

export function FactsTable({ caption, days, currency, units }: FactsTableProps): React.ReactElement {
  const text = useText();
  const sum = days.reduce((total, day) => mergeFacts(total, day.facts), noFacts);
  const cellsOf = (facts: Facts): string[] => [
    text.number(facts.sales),
    text.money(facts.amount, currency),
    text.share(facts.memberSales, facts.sales),
    text.number(facts.enrolled),
    ...sum.units.flatMap(({ unit }) => {
      const own = facts.units.find((each) => each.unit === unit);
      return [text.number(own?.issued ?? 0), text.number(own?.spent ?? 0)];
    }),
    text.number(facts.rewards),
    text.money(facts.discount, currency),
    text.number(facts.voids),
  ];
  const unitName = (unit: string): string => {
    const name = units.get(unit);
    return name ? text.own(name) : unit;
  };
  return (
    <DataTable
      caption={caption}
      columns={[
        text.say('figures.day'),
        text.say('figures.sales'),
        text.say('figures.turnover'),
        text.say('figures.members'),
        text.say('figures.enrolled'),
        ...sum.units.flatMap(({ unit }) => [
          text.say('figures.issued', { unit: unitName(unit) }),
          text.say('figures.spent', { unit: unitName(unit) }),
        ]),
        text.say('figures.rewards'),
        text.say('figures.discounts'),
        text.say('figures.voids'),
      ]}
      rows={days.map((day) => ({ key: day.biz, cells: [text.date(day.biz), ...cellsOf(day.facts)] }))}
      foot={days.length > 1 ? [text.say('figures.total'), ...cellsOf(sum)] : undefined}
    />
  );
}
