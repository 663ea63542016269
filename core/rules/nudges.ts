// "3.20 more: double points", "one more coffee: the third is free", "20 points more: a coffee". Said before payment, where
// the cashier looks anyway; only where it is near, nearest first, at most three.
import { limits } from '../base/limits.ts';
import { mulDiv } from '../base/money.ts';
import { conditionKinds } from '../programme/conditions/condition.ts';
import type { Nudge, RewardState } from './evaluation.ts';
import type { TraceEntry } from './trace.ts';
import type { Work } from './work.ts';

export function nudgesOf(work: Work, trace: readonly TraceEntry[], rewards: readonly RewardState[]): Nudge[] {
  const { compiled, lines } = work.sale;
  const share = compiled.programme.nudges.shareMax;
  const money = lines.reduce((sum, { line }) => sum + Math.max(0, line.amount), 0);
  const pieces = lines.reduce((sum, { line }) => sum + (line.amount > 0 ? line.pieces * 1000 : 0), 0);
  const near = {
    money: mulDiv(money, share, 10_000, 'down'),
    // One piece more is always near.
    quantity: Math.max(1000, mulDiv(pieces, share, 10_000, 'down')),
    units: Number.MAX_SAFE_INTEGER,
  };
  const ofRules = trace.flatMap((entry) => nudgeOf(entry) ?? []);
  const ofRewards = rewards.flatMap(({ id, reason, missing }): Nudge[] => {
    const reward = reason === 'too-few-units' ? compiled.rewards.find((each) => each.id === id) : undefined;
    return reward ? [{ kind: 'units', by: { kind: 'reward', id }, unit: reward.cost.unit, missing }] : [];
  });
  const order = { money: 0, quantity: 1, units: 2 };
  return [...ofRules, ...ofRewards]
    .filter(({ kind, missing }) => missing <= near[kind])
    .toSorted((a, b) => order[a.kind] - order[b.kind] || a.missing - b.missing || (a.by.id < b.by.id ? -1 : 1))
    .slice(0, limits.nudgesMax);
}

function nudgeOf({ by, outcome, reason, condition, missing }: TraceEntry): Nudge | null {
  if (outcome !== 'not-met' || missing === 0) return null;
  if (reason === 'goods-missing') return { kind: 'quantity', by, unit: 'piece', missing };
  if (reason === 'amount-too-small') return { kind: 'money', by, unit: null, missing };
  if (reason !== 'condition' || condition === null) return null;
  const { gap } = conditionKinds[condition.kind];
  if (gap === null) return null;
  const unit = 'unit' in condition ? condition.unit : null;
  return { kind: gap, by, unit, missing };
}
