// The campaigns that could match a sale, found through the index of its store and day, in the order of work. What no goods and
// no membership of this sale point to is not even looked at.
import type { EvaluationInput } from './evaluation.ts';
import type { CompiledProgramme } from '../programme/compile.ts';
import type { DayIndex } from '../programme/day-index.ts';
import type { Offer } from '../programme/offer.ts';

export function findCampaigns(compiled: CompiledProgramme, input: EvaluationInput): Offer[] {
  const index = compiled.indexOf(input.event, input.store, input.moment.biz);
  const found = new Set<number>(index.always);
  for (const line of input.basket.lines) {
    if (line.sku !== undefined) add(index, `s:${line.sku}`, found);
    if (line.gtin !== undefined) add(index, `g:${line.gtin}`, found);
    if (line.brand !== undefined) add(index, `b:${line.brand}`, found);
    for (const category of line.categories) add(index, `c:${category}`, found);
    for (const tag of line.tags) add(index, `t:${tag}`, found);
  }
  if (input.member?.tier) add(index, `T:${input.member.tier}`, found);
  for (const { id } of input.member?.memberships ?? []) add(index, `M:${id}`, found);
  for (const id of input.member?.segments ?? []) add(index, `S:${id}`, found);
  for (const { id } of input.coupons) add(index, `C:${id}`, found);
  return [...found].sort((a, b) => a - b).flatMap((at) => index.offers[at] ?? []);
}

function add({ byKey }: DayIndex, key: string, found: Set<number>): void {
  const places = byKey.get(key);
  if (places) for (const at of places) found.add(at);
}
