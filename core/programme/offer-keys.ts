// Of what a sale must have at least one thing for a campaign to be worth a look: some of these goods, and a customer of whom
// some of this holds. The index of a day is made of them, so that a sale costs what could match, not what exists.
import type { Condition, ConditionLeaf } from './conditions/condition.ts';
import type { Offer } from './offer.ts';
import { fewest, selectorKeys } from './selector.ts';
import type { CategoryTree } from './selector.ts';

/** Null: nothing can be said. Both must be met where both are said. */
export interface OfferKeys {
  /** As in selector.ts. */
  readonly goods: readonly string[] | null;
  /** `T:gold`, `M:plus`, `S:vip`, and `C:ten` for a coupon on the counter. */
  readonly customer: readonly string[] | null;
}

export function offerKeys(offer: Offer, tree: CategoryTree, computed: ReadonlySet<string>): OfferKeys {
  const { condition } = offer;
  const ofGoods = (leaf: ConditionLeaf): readonly string[] | null =>
    (leaf.kind === 'amount' || leaf.kind === 'quantity') && (leaf.atLeast ?? 0) > 0
      ? selectorKeys(leaf.of, tree)
      : null;
  return {
    goods: fewest([goodsKeys(offer, tree), condition && conditionKeys(condition, ofGoods)]),
    customer: condition && conditionKeys(condition, (leaf) => customerKeys(leaf, computed)),
  };
}

function goodsKeys(offer: Offer, tree: CategoryTree): readonly string[] | null {
  // Joining has no goods: what it gives does not wait for any.
  if ('trigger' in offer.source && offer.source.trigger !== 'purchase') return null;
  const keys = [...offer.price, ...offer.earn, ...offer.gifts].map(({ effect, kind }) =>
    selectorKeys(kind.goodsOf(effect), tree),
  );
  return keys.includes(null) ? null : [...new Set(keys.flatMap((each) => each ?? []))];
}

/** Only what must hold says anything: one of `any` may fail, and `not` is true of most. */
function conditionKeys(
  condition: Condition,
  keysOf: (leaf: ConditionLeaf) => readonly string[] | null,
): readonly string[] | null {
  switch (condition.kind) {
    case 'all':
      return fewest(condition.of.map((each) => conditionKeys(each, keysOf)));
    case 'any': {
      const keys = condition.of.map((each) => conditionKeys(each, keysOf));
      return keys.includes(null) ? null : keys.flatMap((each) => each ?? []);
    }
    case 'not':
      return null;
    default:
      return keysOf(condition);
  }
}

/** A segment that is computed from its expression is asked, not looked up. */
function customerKeys(leaf: ConditionLeaf, computed: ReadonlySet<string>): readonly string[] | null {
  switch (leaf.kind) {
    case 'tier':
      return leaf.in.map((id) => `T:${id}`);
    case 'membership':
      return [`M:${leaf.id}`];
    case 'segment':
      return computed.has(leaf.id) ? null : [`S:${leaf.id}`];
    case 'coupon':
      return [`C:${leaf.id}`];
    default:
      return null;
  }
}
