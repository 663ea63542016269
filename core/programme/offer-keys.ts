// Of what a sale must have at least one thing for a campaign to be worth a look: some of these goods, and a customer of whom
// some of this holds. The index of a day is made of them, so that a sale costs what could match, not what exists.
import { limits } from '../base/limits.ts';
import { conditionKinds } from './conditions/condition.ts';
import type { Condition } from './conditions/condition.ts';
import type { ConditionKind, KeySpace } from './conditions/condition-kind.ts';
import type { Offer } from './offer.ts';
import { fewest, selectorKeys } from './selector.ts';
import type { CategoryTree } from './selector.ts';

/** Null: nothing can be said. Both must be met where both are said. */
export interface OfferKeys {
  /** As in selector.ts: they begin with a small letter. */
  readonly goods: readonly string[] | null;
  /** `T:gold`, `M:plus`, `S:vip`, and `C:ten` for a coupon on the counter: they begin with a capital. */
  readonly customer: readonly string[] | null;
}

export function offerKeys(offer: Offer, space: KeySpace): OfferKeys {
  const { condition } = offer;
  return {
    goods: fewest([goodsKeys(offer, space.tree), condition && conditionKeys(condition, space, isOfGoods)]),
    customer: condition && conditionKeys(condition, space, isOfCustomer),
  };
}

function isOfGoods(key: string): boolean {
  return key >= 'a';
}

function isOfCustomer(key: string): boolean {
  return key < 'a';
}

function goodsKeys(offer: Offer, tree: CategoryTree): readonly string[] | null {
  // Joining has no goods: what it gives does not wait for any.
  if ('trigger' in offer.source && offer.source.trigger !== 'purchase') return null;
  const keys = [...offer.price, ...offer.earn, ...offer.gifts].map(({ effect, kind }) =>
    selectorKeys(kind.goodsOf(effect), tree),
  );
  const all = keys.includes(null) ? null : [...new Set(keys.flatMap((each) => each ?? []))];
  // A rule for half the shop is looked at by every sale: cheaper than to write it down under each of its goods.
  return all !== null && all.length > limits.indexKeysMax ? null : all;
}

/** Only what must hold says anything: one of `any` may fail, and `not` is true of most. */
function conditionKeys(
  condition: Condition,
  space: KeySpace,
  wanted: (key: string) => boolean,
): readonly string[] | null {
  if (condition.kind === 'not') return null;
  if (condition.kind === 'all') return fewest(condition.of.map((each) => conditionKeys(each, space, wanted)));
  if (condition.kind === 'any') {
    const keys = condition.of.map((each) => conditionKeys(each, space, wanted));
    return keys.includes(null) ? null : keys.flatMap((each) => each ?? []);
  }
  const kind: ConditionKind = conditionKinds[condition.kind];
  const keys = kind.keys?.(condition, space) ?? null;
  return keys?.every(wanted) ? keys : null;
}
