// Units that are to be taken back and that the member has spent already: below zero, out of the money of this return, or
// forgiven; it begins where the programme says, and each way falls to the next at its limit.
import { money, mulDiv } from '../../base/money.ts';
import { monthOf } from '../../base/time.ts';
import { units } from '../../base/units.ts';
import type { CompiledProgramme } from '../../programme/compile.ts';
import type { Unit } from '../../programme/unit.ts';
import type { RefundInput } from '../refund-input.ts';
import type { MovedUnits, Refund } from '../refund-result.ts';

type OnSpent = Refund['onSpent'];
type How = OnSpent[number]['how'];

export interface Moves {
  readonly worth: number;
  readonly takeBack: readonly MovedUnits[];
  readonly giveBack: readonly MovedUnits[];
}

const ways: readonly How[] = ['negative', 'deduct', 'forgive'];

export function onSpent(compiled: CompiledProgramme, { held, biz }: RefundInput, moves: Moves): OnSpent {
  if (held === null) return [];
  const policy = compiled.programme.refunds;
  const found: OnSpent = [];
  let purse = Math.max(0, moves.worth);
  // What has expired by now is no longer held, spent or not: it is taken from its bucket and owed by nobody.
  const owed = moves.takeBack.filter(({ bucket }) => bucket === null || bucket === 'never' || bucket >= monthOf(biz));
  const given = sumsOf(moves.giveBack);
  for (const [unit, take] of sumsOf(owed)) {
    const value = compiled.units.get(unit)?.value;
    const balance = (held.find((each) => each.unit === unit)?.n ?? 0) + (given.get(unit) ?? 0);
    let left = Math.min(take, Math.max(0, take - balance));
    for (const how of ways.slice(ways.indexOf(policy.onSpent))) {
      const most = {
        negative: Math.max(0, policy.negativeMax + Math.min(0, balance)),
        deduct: coveredBy(value, left, purse),
        forgive: left,
      }[how];
      const n = Math.min(left, most);
      if (n === 0) continue;
      // Up to the next minor unit: a hundred small things returned one by one have not earned their points for nothing.
      const paid = how === 'deduct' && value ? mulDiv(n, value.minor, value.units, 'up') : 0;
      found.push({ unit, n: units(n), how, money: money(paid) });
      purse -= paid;
      left -= n;
    }
  }
  return found;
}

function sumsOf(moved: readonly MovedUnits[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { unit, n } of moved) sums.set(unit, (sums.get(unit) ?? 0) + n);
  return sums;
}

/** How many of `n` units so much money pays for; none of a unit without a value. */
function coveredBy(value: Unit['value'] | undefined, n: number, purse: number): number {
  if (!value || value.minor === 0) return 0;
  if (BigInt(n) * BigInt(value.minor) <= BigInt(purse) * BigInt(value.units)) return n;
  return mulDiv(purse, value.units, value.minor, 'down');
}
