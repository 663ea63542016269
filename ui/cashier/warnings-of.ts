// What lasts and that a cashier can mend or must know: the till's own warnings, devices that failed, a link that is refused.
// Being offline is none of them: it is the normal case and stands in the bar.
import type { Problem } from '../../core/base/problem.ts';
import type { TillView } from '../../core/protocol/till.ts';

const shownMax = 3;

export function warningsOf(view: TillView): Problem[] {
  const link = view.link.problem && view.link.problem.code !== 'ServerUnreachable' ? [view.link.problem] : [];
  const devices = view.devices.flatMap((device) => (device.problem ? [device.problem] : []));
  return [...view.warnings, ...link, ...devices].slice(0, shownMax);
}
