// Trees of conditions that cannot be meant: names that do not exist, bounds that nothing meets, facts that the place does not
// have. An audience and a segment see the member alone.
import { limits } from '../base/limits.ts';
import type { Audience } from './campaign.ts';
import { conditionKinds } from './conditions/condition.ts';
import type { Condition, ConditionLeaf } from './conditions/condition.ts';
import { finding } from './finding.ts';
import type { Finding } from './finding.ts';
import type { Segment } from './named.ts';
import { firstFinding, stranger } from './names.ts';
import type { Names } from './names.ts';

export function inAudience(audience: Audience, names: Names): Finding | null {
  if (typeof audience === 'string') return null;
  return ofMemberOnly(audience, 'audience') ?? inCondition(audience, 'audience', names);
}

/** A segment in a segment could go in circles, and nobody would see through it. */
export function contradictionOfSegment({ when }: Segment, names: Names): Finding | null {
  if (!when) return null;
  const nested = leavesAt(when, 'when').find(({ leaf }) => leaf.kind === 'segment');
  return (
    (nested ? finding(nested.path, 'SegmentInSegment') : null) ??
    ofMemberOnly(when, 'when') ??
    inCondition(when, 'when', names)
  );
}

export function inCondition(condition: Condition | undefined, path: string, names: Names): Finding | null {
  const leaves = condition ? leavesAt(condition, path) : [];
  if (leaves.length > limits.conditionsPerTreeMax) {
    return finding(path, 'TooManyConditions', { n: leaves.length, max: limits.conditionsPerTreeMax });
  }
  return firstFinding(leaves, (each) => nameInLeaf(each.leaf, each.path, names) ?? boundsOfLeaf(each.leaf, each.path));
}

export interface LeafAt {
  readonly leaf: ConditionLeaf;
  readonly path: string;
}

export function leavesAt(condition: Condition, path: string): LeafAt[] {
  if (condition.kind === 'all' || condition.kind === 'any') {
    return condition.of.flatMap((each, at) => leavesAt(each, `${path}.of.${at}`));
  }
  return condition.kind === 'not' ? leavesAt(condition.of, `${path}.of`) : [{ leaf: condition, path }];
}

function ofMemberOnly(condition: Condition, path: string): Finding | null {
  const other = leavesAt(condition, path).find(({ leaf }) => !conditionKinds[leaf.kind].ofMember);
  return other ? finding(other.path, 'NotOfMember', { fact: other.leaf.kind }) : null;
}

function nameInLeaf(leaf: ConditionLeaf, path: string, names: Names): Finding | null {
  switch (leaf.kind) {
    case 'tier':
      return firstFinding(leaf.in, (id, at) => stranger('tier', id, `${path}.in.${at}`, names));
    case 'membership':
      return stranger('membership', leaf.id, `${path}.id`, names);
    case 'segment':
      return stranger('segment', leaf.id, `${path}.id`, names);
    case 'coupon':
      return stranger('coupon', leaf.id, `${path}.id`, names);
    case 'balance':
      return stranger('unit', leaf.unit, `${path}.unit`, names);
    case 'amount':
    case 'quantity':
    case 'visits':
    case 'daysSinceVisit':
    case 'firstPurchase':
    case 'tender':
    case 'birthday':
      return null;
  }
}

function boundsOfLeaf(leaf: ConditionLeaf, path: string): Finding | null {
  if (!isCounting(leaf)) return null;
  const { atLeast, atMost } = leaf;
  if (atLeast === undefined && atMost === undefined) return finding(path, 'NoBound');
  return atLeast !== undefined && atMost !== undefined && atLeast > atMost
    ? finding(path, 'BoundsCross', { atLeast, atMost })
    : null;
}

type Counting = Extract<ConditionLeaf, { kind: 'amount' | 'quantity' | 'visits' | 'daysSinceVisit' | 'balance' }>;

function isCounting(leaf: ConditionLeaf): leaf is Counting {
  return 'atLeast' in conditionKinds[leaf.kind].schema.shape;
}
