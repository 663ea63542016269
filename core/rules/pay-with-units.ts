// Points as payment (rules.md, step 5): at most what may be bought with units, in whole steps, and never more than this till
// may let go. As a tender it changes no price; as a discount it is shared over lines and tax codes, after all else.
import { limits } from '../base/limits.ts';
import { money, mulDiv, mulDivAtMost } from '../base/money.ts';
import { shareByLargestRemainder } from '../base/share.ts';
import { units } from '../base/units.ts';
import type { Cause } from '../programme/cause.ts';
import { bookDiscount, bookUnits, roomOf, takeOff } from './work.ts';
import type { Work, WorkLine } from './work.ts';

export function payWithUnits(work: Work): void {
  const { input, compiled } = work.sale;
  const wish = input.payWithUnits;
  const unit = wish && compiled.units.get(wish.unit);
  if (!wish || !unit?.redeemable || unit.value.minor === 0 || input.member?.right !== 'spend') return;
  const lines = work.lines.filter((each) => each.sale.flags.payableWithUnits && each.after > 0);
  // A discount stops at a line's least price as any other does; a tender changes no price.
  const rooms = lines.map((each) => (unit.settleAs === 'discount' ? roomOf(each) : each.after));
  const payable = rooms.reduce((sum, room) => sum + room, 0);
  // The last step may be worth more than is left to pay: it is not taken, so that no unit is spent for nothing.
  const most = mulDivAtMost(payable, unit.value.units, unit.value.minor, 'down', limits.unitsMax);
  const wanted = Math.min(wish.n, work.left.get(unit.id) ?? 0, most);
  const offered = wanted - (wanted % unit.step);
  const amount = mulDiv(offered, unit.value.minor, unit.value.units, 'down');
  // The fewest whole steps that are worth as much: 333 points at 200 : 1.00 pay no more than 332 do.
  const n = mulDiv(mulDiv(amount, unit.value.units, unit.value.minor, 'up'), 1, unit.step, 'up') * unit.step;
  if (n <= 0 || amount === 0) return;
  const by: Cause = { kind: 'payment', id: unit.id };
  const parts = lines.map((each, at) => ({ id: each.sale.line.id, weight: rooms[at] ?? 0 }));
  const amounts = shareByLargestRemainder(amount, parts);
  const counts = shareByLargestRemainder(
    n,
    parts.map(({ id }, at) => ({ id, weight: amounts[at] ?? 0 })),
  );
  for (const [at, each] of lines.entries()) {
    bookUnits(each, 'spent', by, unit.id, counts[at] ?? 0);
    settle(each, by, amounts[at] ?? 0, unit.settleAs);
  }
  if (unit.settleAs === 'discount') bookDiscount(work, by, amount, amount);
  work.left.set(unit.id, (work.left.get(unit.id) ?? 0) - n);
  work.spent.push({ by, unit: unit.id, n: units(n) });
  work.payment = { unit: unit.id, n, amount: money(amount), settleAs: unit.settleAs };
}

function settle(each: WorkLine, by: Cause, amount: number, settleAs: 'tender' | 'discount'): void {
  if (settleAs === 'tender') each.paidWithUnits += amount;
  else takeOff(each, by, amount);
}
