// What a member may spend on a day: the buckets that are still usable, less what was spent beyond them before.
import type { BusinessDate } from '../base/time.ts';
import { units } from '../base/units.ts';
import type { Units } from '../base/units.ts';
import type { UnitBalance } from '../member/member-row.ts';
import { isUsable } from './apply-effect.ts';

/** Never below 0; 0 for a unit the member has none of. */
export function spendable(balances: readonly UnitBalance[], unit: string, biz: BusinessDate): Units {
  const held = balances.find((each) => each.unit === unit);
  if (!held) return units(0);
  let sum = 0;
  for (const { bucket, n } of held.buckets) if (isUsable(bucket, biz)) sum += n;
  return units(Math.max(0, sum - held.short));
}
