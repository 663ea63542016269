// How a tree of conditions stands: met, or which leaf was missed and by how much. A number is only named where reaching it
// would be enough: with two things missing, "3.20 more" would be a promise nobody keeps.
import { conditionKinds } from '../programme/conditions/condition.ts';
import type { Condition, ConditionLeaf } from '../programme/conditions/condition.ts';
import type { ConditionKind } from '../programme/conditions/condition-kind.ts';
import { met } from '../programme/facts.ts';
import type { Facts } from '../programme/facts.ts';

export interface Miss {
  readonly condition: ConditionLeaf;
  /** In what its kind counts; 0: nothing a customer could add. */
  readonly missing: number;
}

export function missOf(condition: Condition, facts: Facts): Miss | null {
  if (condition.kind === 'all') return missOfAll(condition.of, facts);
  if (condition.kind === 'any') return missOfAny(condition.of, facts);
  if (condition.kind === 'not') {
    return missOf(condition.of, facts) === null ? { condition: firstLeaf(condition.of), missing: 0 } : null;
  }
  const kind: ConditionKind = conditionKinds[condition.kind];
  const answer = kind.test(condition, facts);
  return answer === met ? null : { condition, missing: Math.max(0, answer) };
}

function missOfAll(all: readonly Condition[], facts: Facts): Miss | null {
  let first: Miss | null = null;
  for (const each of all) {
    const miss = missOf(each, facts);
    if (miss && first) return { condition: (first.missing === 0 ? first : miss).condition, missing: 0 };
    if (miss) first = miss;
  }
  return first;
}

function missOfAny(all: readonly Condition[], facts: Facts): Miss | null {
  let nearest: Miss | null = null;
  for (const each of all) {
    const miss = missOf(each, facts);
    if (!miss) return null;
    if (!nearest || (miss.missing > 0 && (nearest.missing === 0 || miss.missing < nearest.missing))) nearest = miss;
  }
  return nearest;
}

function firstLeaf(condition: Condition): ConditionLeaf {
  let at = condition;
  for (;;) {
    if (at.kind === 'not') at = at.of;
    else if (at.kind === 'all' || at.kind === 'any') at = at.of[0] as Condition;
    else return at;
  }
}
