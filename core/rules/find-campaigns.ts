// The campaigns that could match a sale, found through the index of its store and day, in the order of work. What no goods and
// no membership of this sale point to is not even looked at.
import type { EvaluationInput } from './evaluation.ts';
import type { CompiledProgramme } from '../programme/compile.ts';
import type { DayIndex } from '../programme/day-index.ts';
import type { Offer } from '../programme/offer.ts';
import type { Posting } from '../programme/offer-index.ts';

export function findCampaigns(compiled: CompiledProgramme, input: EvaluationInput): Offer[] {
  const index = compiled.indexOf(input.event, input.store, input.moment.biz);
  const customer = customerKeys(input);
  const places: number[] = [];
  for (const { everybody, byCustomer } of postingsOf(index, input, customer)) {
    for (const at of everybody) places.push(at);
    for (const key of customer) for (const at of byCustomer.get(key) ?? none) places.push(at);
  }
  places.sort((a, b) => a - b);
  const found: Offer[] = [];
  let before = -1;
  for (const at of places) {
    const offer = index.offers[at];
    if (offer && at !== before) found.push(offer);
    before = at;
  }
  return found;
}

const none: readonly number[] = [];

/** Those that hold something for this customer, each once, however many lines point to it. */
function postingsOf(
  { always, byGoods }: DayIndex,
  { basket }: EvaluationInput,
  customer: readonly string[],
): Set<Posting> {
  const postings = new Set([always]);
  const add = (posting: Posting | undefined): void => {
    if (posting && (posting.everybody.length > 0 || customer.some((key) => posting.byCustomer.has(key)))) {
      postings.add(posting);
    }
  };
  for (const { sku, gtin, brand, categories, tags } of basket.lines) {
    if (sku !== undefined) add(byGoods.s.get(sku));
    if (gtin !== undefined) add(byGoods.g.get(gtin));
    if (brand !== undefined) add(byGoods.b.get(brand));
    for (const category of categories) add(byGoods.c.get(category));
    for (const tag of tags) add(byGoods.t.get(tag));
  }
  return postings;
}

/** As in offer-keys.ts. */
function customerKeys({ member, coupons }: EvaluationInput): string[] {
  const keys = coupons.map(({ id }) => `C:${id}`);
  if (member === null) return keys;
  if (member.tier !== null) keys.push(`T:${member.tier}`);
  for (const { id } of member.memberships) keys.push(`M:${id}`);
  for (const id of member.segments) keys.push(`S:${id}`);
  return keys;
}
