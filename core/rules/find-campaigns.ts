// The campaigns that could match a sale, found through the index of its store and day, in the order of work. What no goods and
// no membership of this sale point to is not even looked at.
import type { EvaluationInput } from './evaluation.ts';
import type { CompiledProgramme } from '../programme/compile.ts';
import type { DayIndex } from '../programme/day-index.ts';
import type { Offer } from '../programme/offer.ts';
import type { Posting } from '../programme/offer-index.ts';

// Loops that run for each line or each name count: an iterator for each of them was half of what a sale allocated here.

export function findCampaigns(compiled: CompiledProgramme, input: EvaluationInput): Offer[] {
  const index = compiled.indexOf(input.event, input.store, input.moment.biz);
  const customer = customerKeys(input);
  const places: number[] = [];
  for (const { everybody, byCustomer } of postingsOf(index, input, customer)) {
    put(places, everybody);
    for (let at = 0; at < customer.length; at += 1) put(places, byCustomer.get(customer[at] ?? ''));
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

function put(places: number[], more: readonly number[] | undefined): void {
  if (more) for (let at = 0; at < more.length; at += 1) places.push(more[at] ?? 0);
}

/** Those that hold something for this customer, each once, however many lines point to it. */
function postingsOf(
  { always, byGoods: { s, g, b, c, t } }: DayIndex,
  { basket }: EvaluationInput,
  customer: readonly string[],
): Set<Posting> {
  const postings = new Set([always]);
  const add = (named: ReadonlyMap<string, Posting>, name: string | undefined): void => {
    const posting = name === undefined || named.size === 0 ? undefined : named.get(name);
    if (posting && isForSome(posting, customer)) postings.add(posting);
  };
  for (const { sku, gtin, brand, categories, tags } of basket.lines) {
    add(s, sku);
    add(g, gtin);
    add(b, brand);
    for (let at = 0; at < categories.length; at += 1) add(c, categories[at]);
    for (let at = 0; at < tags.length; at += 1) add(t, tags[at]);
  }
  return postings;
}

function isForSome({ everybody, byCustomer }: Posting, customer: readonly string[]): boolean {
  if (everybody.length > 0) return true;
  for (let at = 0; at < customer.length; at += 1) if (byCustomer.has(customer[at] ?? '')) return true;
  return false;
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
