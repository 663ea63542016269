// What the programme calls its units, by id.
import type { LocalText } from '../../core/programme/text.ts';
import type { TillView } from '../../core/protocol/till.ts';

export function unitNames(view: TillView): ReadonlyMap<string, LocalText> {
  return new Map(view.units.map(({ id, name }) => [id, name]));
}
