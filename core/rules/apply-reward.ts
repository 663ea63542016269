// What a member buys with units. The cost leaves the balance only if the reward took something off; it is attributed to
// the lines it touched, so that a return can give it back.
import { money, sumMoney } from '../base/money.ts';
import { units } from '../base/units.ts';
import type { Reward } from '../programme/programme.ts';
import type { Cause, RewardState } from './evaluation.ts';
import { shareByLargestRemainder } from './share.ts';
import { discountableLines, note, roomOf, takeOff } from './work.ts';
import type { Work } from './work.ts';

export function applyReward(work: Work, reward: Reward): void {
  const by = causeOf(reward);
  const refusal = refusalOf(work, reward);
  if (refusal) {
    note(work, by, 'not-met', refusal);
    return;
  }
  const lines = discountableLines(work, reward.effect.selector);
  const rooms = lines.map((each) => ({ id: each.line.id, weight: roomOf(each) }));
  const given = money(Math.min(reward.effect.amount, sumMoney(rooms.map(({ weight }) => weight))));
  const shares = shareByLargestRemainder(given, rooms);
  takeOff(work, by, reward.effect.amount, lines, shares);
  const { unit, n } = reward.cost;
  work.left.set(unit, (work.left.get(unit) ?? 0) - n);
  work.spent.push({ by, unit, n });
  const costs = shareByLargestRemainder(
    n,
    rooms.map(({ id }, at) => ({ id, weight: shares[at] ?? 0 })),
  );
  for (const [at, each] of lines.entries()) {
    const cost = costs[at] ?? 0;
    if (cost > 0) each.spent.push({ by, unit, n: units(cost) });
  }
  note(work, by, given < reward.effect.amount ? 'limited' : 'applied', { given });
}

/** The state of every reward once all chosen ones are done, in the programme's order. */
export function rewardStates(work: Work): RewardState[] {
  return work.compiled.rewards.map((reward) => {
    if (work.spent.some(({ by }) => by.kind === 'reward' && by.id === reward.id)) {
      return { id: reward.id, state: 'used', reason: null, missing: units(0) };
    }
    const refusal = refusalOf(work, reward);
    if (!refusal) return { id: reward.id, state: 'available', reason: null, missing: units(0) };
    return { id: reward.id, state: 'unavailable', reason: refusal.reason, missing: units(refusal.missing) };
  });
}

interface Refusal {
  readonly reason: NonNullable<RewardState['reason']>;
  readonly missing: number;
}

function refusalOf(work: Work, reward: Reward): Refusal | null {
  const { member } = work.input;
  if (!member) return { reason: 'no-member', missing: 0 };
  const { unit, n } = reward.cost;
  const spentHere = work.spent.reduce((sum, each) => sum + (each.unit === unit ? each.n : 0), 0);
  const held = (member.spendable.find((each) => each.unit === unit)?.held ?? 0) - spentHere;
  if (held < n) return { reason: 'too-few-units', missing: n - held };
  if (member.right === 'earn') return { reason: 'earn-only', missing: 0 };
  const left = work.left.get(unit) ?? 0;
  if (left < n) return { reason: 'not-now', missing: n - left };
  if (discountableLines(work, reward.effect.selector).length === 0) return { reason: 'no-goods', missing: 0 };
  return null;
}

function causeOf(reward: Reward): Cause {
  return { kind: 'reward', id: reward.id };
}
