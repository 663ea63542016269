// A member's events → what the member holds. The fold is a function of the set of events: it sorts them by a key that
// only the events decide, so the order in which stores report changes nothing (sync.md 4).
import type { Epoch, TillId } from '../base/id.ts';
import type { BusinessDate } from '../base/time.ts';
import type { LedgerEffect } from '../journal/record.ts';
import type { UnitBalance } from '../member/member-row.ts';
import { applyEffect } from './apply-effect.ts';

/** Total order of all events of a chain. `effMs`: when it happened by the evidence in its stream, in milliseconds. */
export interface OrderKey {
  readonly effMs: number;
  readonly till: TillId;
  readonly epoch: Epoch;
  readonly seq: number;
}

/** What one record does to one member, effects in the record's order. */
export interface LedgerEvent {
  readonly key: OrderKey;
  readonly biz: BusinessDate;
  readonly effects: readonly LedgerEffect[];
}

/**
 * From nothing and all events of a member: what is true. From a row of headquarters and a till's own later events: what
 * that till may show until headquarters has them.
 */
export function foldEffects(start: readonly UnitBalance[], events: Iterable<LedgerEvent>): UnitBalance[] {
  let balances = [...start];
  for (const { effects, biz } of [...events].toSorted((a, b) => compareKeys(a.key, b.key))) {
    for (const effect of effects) balances = applyEffect(balances, effect, biz);
  }
  return balances;
}

/** Negative when `a` comes first; 0 only for the same event. */
export function compareKeys(a: OrderKey, b: OrderKey): number {
  if (a.effMs !== b.effMs) return a.effMs - b.effMs;
  if (a.till !== b.till) return a.till < b.till ? -1 : 1;
  if (a.epoch !== b.epoch) return a.epoch < b.epoch ? -1 : 1;
  return a.seq - b.seq;
}
