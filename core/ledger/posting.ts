// A record's effects as double entry: each effect is two legs that sum to zero, so units neither appear nor vanish
// between a member and the store that issued or took them. A posting's id is its record and its leg: it exists once.
import { assert } from '../base/assert.ts';
import type { EventId, MemberId } from '../base/id.ts';
import { units } from '../base/units.ts';
import type { Bucket, Units } from '../base/units.ts';
import type { LedgerEffect } from '../journal/record.ts';

/** Where units lie. A redemption names no bucket: which one it consumed depends on the order, and is the fold's to say. */
export type Account =
  | { readonly kind: 'member'; readonly member: MemberId; readonly unit: string; readonly bucket: Bucket | null }
  | { readonly kind: 'issued'; readonly store: string; readonly unit: string }
  | { readonly kind: 'spent'; readonly store: string; readonly unit: string };

export interface Posting {
  /** `event/leg`. Leg 2k is the member's side of effect k, leg 2k + 1 the store's. */
  readonly id: string;
  readonly leg: number;
  readonly account: Account;
  readonly n: Units;
}

export function postingsOf(
  event: EventId,
  member: MemberId,
  store: string,
  effects: readonly LedgerEffect[],
): readonly Posting[] {
  const postings = effects.flatMap((effect, at) => {
    const n = isCredit(effect) ? effect.n : -effect.n;
    const bucket = effect.kind === 'redeem' ? null : effect.bucket;
    const side = effect.kind === 'earn' || effect.kind === 'reverse' ? 'issued' : 'spent';
    return [
      legOf(event, at * 2, { kind: 'member', member, unit: effect.unit, bucket }, n),
      legOf(event, at * 2 + 1, { kind: side, store, unit: effect.unit }, -n),
    ];
  });
  assert(sumsToZero(postings), 'the postings of a record sum to zero in each unit');
  return postings;
}

/** Whether an effect gives to the member (and so takes from the store's side). */
export function isCredit(effect: Pick<LedgerEffect, 'kind'>): boolean {
  return effect.kind === 'earn' || effect.kind === 'recredit';
}

export function sumsToZero(postings: readonly Posting[]): boolean {
  const sums = new Map<string, number>();
  for (const { account, n } of postings) sums.set(account.unit, (sums.get(account.unit) ?? 0) + n);
  return [...sums.values()].every((sum) => sum === 0);
}

function legOf(event: EventId, leg: number, account: Account, n: number): Posting {
  return { id: `${event}/${leg}`, leg, account, n: units(n) };
}
