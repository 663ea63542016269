// The rule behind a cause: its offer in the compiled programme, and its name for people.
import { sameCause } from '../programme/cause.ts';
import type { Cause } from '../programme/cause.ts';
import type { CompiledProgramme } from '../programme/compile.ts';
import type { Offer } from '../programme/offer.ts';
import type { Words } from '../programme/words.ts';

/** Never an id: an older record under a newer programme may name what is not there any more. */
export function ruleName(compiled: CompiledProgramme, { kind, id }: Cause, words: Words): string {
  if (kind === 'payment') return words.name('unit', id);
  const by = { kind, id };
  const aside = offerOf(compiled, by)
    ? undefined
    : compiled.quarantined.find((each) => each.by && sameCause(each.by, by));
  return aside?.name ? words.text(aside.name) : words.name(kind, id);
}

/** Undefined for what the programme does not have, and for payment with units. */
export function offerOf(compiled: CompiledProgramme, { kind, id }: Cause): Offer | undefined {
  if (kind === 'coupon') return compiled.couponOffers.get(id);
  if (kind === 'reward') return compiled.rewardOffers.find((each) => each.by.id === id);
  return kind === 'campaign' ? compiled.campaignOffers.get(id) : undefined;
}
