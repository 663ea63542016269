// What the programme calls a unit; one that it does not have any more goes by its own short name.
import type { LocalText } from '../../core/programme/text.ts';
import type { TillView } from '../../core/protocol/till.ts';

export function unitName(view: TillView, unit: string, own: (text: LocalText) => string): string {
  const found = view.units.find(({ id }) => id === unit);
  return found ? own(found.name) : unit;
}
