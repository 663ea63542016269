// What a basket is worth to a customer. One pure function for till, server and preview: the same bytes in, the same bytes
// out. The order of work is fixed and published (rules.md): items, chosen rewards, then earning on what is left to pay.
import { assert } from '../base/assert.ts';
import { money, sumMoney } from '../base/money.ts';
import { units } from '../base/units.ts';
import { flagsOf } from '../basket/line-flags.ts';
import { bucketFor } from '../programme/compile.ts';
import type { CompiledProgramme } from '../programme/compile.ts';
import { applyPercentOff } from './apply-percent-off.ts';
import { applyReward, rewardStates } from './apply-reward.ts';
import { applyEarn } from './apply-earn.ts';
import type { Evaluated, Evaluation, EvaluationInput } from './evaluation.ts';
import { nudgesOf } from './nudges.ts';
import type { Work } from './work.ts';

export function evaluate(compiled: CompiledProgramme, input: EvaluationInput): Evaluated {
  const work = beginWork(compiled, input);
  for (const campaign of compiled.campaigns) {
    for (const effect of campaign.effects) {
      if (effect.kind === 'percentOff') applyPercentOff(work, campaign, effect);
    }
  }
  for (const reward of compiled.rewards) {
    if (input.chosen.includes(reward.id)) applyReward(work, reward);
  }
  for (const campaign of compiled.campaigns) {
    for (const effect of campaign.effects) {
      if (effect.kind === 'earn') applyEarn(work, campaign, effect);
    }
  }
  return { evaluation: endWork(work), trace: work.trace };
}

function beginWork(compiled: CompiledProgramme, input: EvaluationInput): Work {
  return {
    compiled,
    input,
    lines: input.basket.lines.map((line) => ({
      line,
      flags: flagsOf(line, input.basket.buyer),
      after: line.amount,
      discounts: [],
      earned: [],
      spent: [],
    })),
    discounts: [],
    earned: [],
    spent: [],
    left: new Map(input.member?.spendable.map(({ unit, n }) => [unit, n]) ?? []),
    trace: [],
  };
}

function endWork(work: Work): Evaluation {
  const { compiled, input } = work;
  const before = sumMoney(work.lines.map(({ line }) => line.amount));
  const after = sumMoney(work.lines.map((each) => each.after));
  const discount = sumMoney(work.discounts.map(({ given }) => given));
  assert(before - discount === after, 'line discounts sum to the total discount');
  const rewards = rewardStates(work);
  return {
    lines: work.lines.map((each) => ({
      id: each.line.id,
      before: each.line.amount,
      discounts: each.discounts,
      after: money(each.after),
      earned: each.earned,
      spent: each.spent,
    })),
    total: { before, discount, after },
    discounts: work.discounts,
    earned: work.earned.map(({ by, unit, n }) => {
      const known = compiled.units.get(unit);
      assert(known, 'an earned unit is one of the programme');
      return { by, unit, n: units(n), bucket: bucketFor(known, input.moment.biz) };
    }),
    spent: work.spent.map(({ by, unit, n }) => ({ by, unit, n: units(n) })),
    rewards,
    nudges: nudgesOf(compiled, rewards),
  };
}
