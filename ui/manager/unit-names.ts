// What the programme calls its units, as far as this till's view tells: where units moved in a sale, or are held by the member
// in hand. A unit that was not seen today goes by its short name.
import type { LocalText } from '../../core/programme/text.ts';
import type { TillView } from '../../core/protocol/till.ts';

export function unitNames(view: TillView): ReadonlyMap<string, LocalText> {
  const seen = [
    ...(view.last?.earned ?? []),
    ...(view.last?.spent ?? []),
    ...(view.sale?.earned ?? []),
    ...(view.sale?.member?.balances ?? []),
  ];
  return new Map(seen.map((each) => [each.unit, each.name]));
}
