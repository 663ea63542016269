// How far it is to the next reward, nearest first, at most three: said before payment, where the cashier looks anyway.
import type { CompiledProgramme } from '../programme/compile.ts';
import type { Nudge, RewardState } from './evaluation.ts';

const nudgesMax = 3;

export function nudgesOf(compiled: CompiledProgramme, rewards: readonly RewardState[]): Nudge[] {
  const nudges: Nudge[] = [];
  for (const { id, reason, missing } of rewards) {
    const reward = compiled.rewards.find((each) => each.id === id);
    if (reason === 'too-few-units' && reward) {
      nudges.push({ kind: 'units', reward: id, unit: reward.cost.unit, missing });
    }
  }
  nudges.sort((a, b) => a.missing - b.missing || (a.reward < b.reward ? -1 : 1));
  return nudges.slice(0, nudgesMax);
}
