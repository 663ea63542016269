// Of what a sale must have at least one thing for a campaign to be worth a look: some of these goods, or a member in one of
// these tiers. The index of a day is made of them, so that a sale costs what could match, not what exists.
import type { Condition } from './conditions/condition.ts';
import type { Offer } from './offer.ts';
import { fewest, selectorKeys } from './selector.ts';
import type { CategoryTree } from './selector.ts';

/** Null: nothing can be said, and every sale looks at it. Keys as in selector.ts, and `T:gold`, `M:plus`, `S:vip`, `C:ten`. */
export function offerKeys(offer: Offer, tree: CategoryTree, computed: ReadonlySet<string>): readonly string[] | null {
  const ofGoods = goodsKeys(offer, tree);
  const ofCondition = offer.condition === null ? null : conditionKeys(offer.condition, tree, computed);
  return fewest([ofGoods, ofCondition]);
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
  tree: CategoryTree,
  computed: ReadonlySet<string>,
): readonly string[] | null {
  switch (condition.kind) {
    case 'all':
      return fewest(condition.of.map((each) => conditionKeys(each, tree, computed)));
    case 'any': {
      const keys = condition.of.map((each) => conditionKeys(each, tree, computed));
      return keys.includes(null) ? null : keys.flatMap((each) => each ?? []);
    }
    case 'amount':
    case 'quantity':
      return (condition.atLeast ?? 0) > 0 ? selectorKeys(condition.of, tree) : null;
    case 'tier':
      return condition.in.map((id) => `T:${id}`);
    case 'membership':
      return [`M:${condition.id}`];
    case 'segment':
      return computed.has(condition.id) ? null : [`S:${condition.id}`];
    case 'coupon':
      return [`C:${condition.id}`];
    default:
      return null;
  }
}
