// What the programme calls a unit, as far as the view tells: units are named where they are held or move. One that nobody holds
// yet goes by its own short name.
import type { LocalText } from '../../core/programme/text.ts';
import type { SaleView, TillView } from '../../core/protocol/till.ts';

export function unitName(view: TillView, sale: SaleView, unit: string, own: (text: LocalText) => string): string {
  const named = [...(sale.member?.balances ?? []), ...sale.earned, ...sale.spent, ...(view.last?.earned ?? [])];
  const found = named.find((each) => each.unit === unit);
  return found ? own(found.name) : unit;
}
