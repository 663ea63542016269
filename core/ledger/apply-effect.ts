// One effect of a record on what a member holds. A till uses it to add its own unsent records to the row headquarters
// sent; the server uses it to fold a member's whole history: one arithmetic, so both come to the same balance.
import { assert } from '../base/assert.ts';
import { monthOf } from '../base/time.ts';
import type { BusinessDate } from '../base/time.ts';
import { units } from '../base/units.ts';
import type { Bucket } from '../base/units.ts';
import type { LedgerEffect } from '../journal/record.ts';
import type { UnitBalance } from '../member/member-row.ts';

type Buckets = UnitBalance['buckets'];

/** `biz` is the business date of the record: a redemption takes only from buckets that are usable on it. */
export function applyEffect(balances: readonly UnitBalance[], effect: LedgerEffect, biz: BusinessDate): UnitBalance[] {
  assert(effect.n >= 0, 'an effect moves a count that is not negative; its kind says which way');
  const before = balances.find(({ unit }) => unit === effect.unit) ?? nothingOf(effect.unit);
  const after = effectOn(before, effect, biz);
  const others = balances.filter(({ unit }) => unit !== effect.unit);
  return after.buckets.length === 0 && after.short === 0 ? others : [...others, after].toSorted(byUnit);
}

/** A bucket is usable until the end of the month it is named for; `never` always. */
export function isUsable(bucket: Bucket, biz: BusinessDate): boolean {
  return bucket === 'never' || bucket >= monthOf(biz);
}

/** Which buckets `n` units would come from: the earliest usable first. Sums to less than `n` when there are too few. */
export function takenFrom(buckets: Buckets, n: number, biz: BusinessDate): Buckets {
  const taken: Buckets = [];
  let rest = n;
  for (const { bucket, n: held } of [...buckets].toSorted(byBucket)) {
    if (rest === 0) break;
    if (!isUsable(bucket, biz)) continue;
    const part = Math.min(held, rest);
    taken.push({ bucket, n: units(part) });
    rest -= part;
  }
  return taken;
}

function effectOn(before: UnitBalance, effect: LedgerEffect, biz: BusinessDate): UnitBalance {
  switch (effect.kind) {
    case 'earn':
    case 'recredit':
      return add(before, effect.bucket, effect.n);
    case 'redeem':
      return take(before, takenFrom(before.buckets, effect.n, biz), effect.n);
    case 'reverse':
      return take(before, partOf(before.buckets, effect.bucket, effect.n), effect.n);
  }
}

/** What is owed is paid first: units that come in fill the shortage before they fill a bucket. */
function add(before: UnitBalance, bucket: Bucket, n: number): UnitBalance {
  const paid = Math.min(before.short, n);
  const held = before.buckets.find((each) => each.bucket === bucket)?.n ?? 0;
  const others = before.buckets.filter((each) => each.bucket !== bucket);
  const left = held + n - paid;
  const buckets = left === 0 ? others : [...others, { bucket, n: units(left) }].toSorted(byBucket);
  return { unit: before.unit, buckets, short: units(before.short - paid) };
}

/** What the buckets do not cover becomes a shortage: visible, never silently mended. */
function take(before: UnitBalance, taken: Buckets, n: number): UnitBalance {
  const buckets = before.buckets
    .map(({ bucket, n: held }) => ({ bucket, n: units(held - sumOf(taken.filter((each) => each.bucket === bucket))) }))
    .filter((each) => each.n > 0);
  return { unit: before.unit, buckets, short: units(before.short + n - sumOf(taken)) };
}

function partOf(buckets: Buckets, bucket: Bucket, n: number): Buckets {
  const held = buckets.find((each) => each.bucket === bucket);
  return held ? [{ bucket, n: units(Math.min(held.n, n)) }] : [];
}

function sumOf(buckets: Buckets): number {
  return buckets.reduce((sum, { n }) => sum + n, 0);
}

function nothingOf(unit: string): UnitBalance {
  return { unit, buckets: [], short: units(0) };
}

// Labels sort as text: `2026-11` before `2027-01`, and every month before `never`.
const byBucket = (a: { bucket: Bucket }, b: { bucket: Bucket }): number => (a.bucket < b.bucket ? -1 : 1);
const byUnit = (a: UnitBalance, b: UnitBalance): number => (a.unit < b.unit ? -1 : 1);
