// Random histories of a member for the ledger's properties: few units, buckets, tills and instants, so that collisions,
// shortages, expired buckets and ties in time all happen often.
import fc from 'fast-check';
import type { Epoch, TillId } from '../../../core/base/id.ts';
import { units } from '../../../core/base/units.ts';
import type { Units } from '../../../core/base/units.ts';
import type { LedgerEffect } from '../../../core/journal/record.ts';
import type { LedgerEvent } from '../../../core/ledger/fold.ts';

const unit = fc.constantFrom('points', 'stamps');
const bucket = fc.constantFrom('2026-10', '2026-11', '2026-12', '2027-01', 'never');
const count = fc.integer({ min: 0, max: 300 }).map(units);

function moving<K extends 'earn' | 'reverse' | 'recredit'>(kind: K) {
  return fc.record({ kind: fc.constant(kind), rule: fc.constant('base'), unit, n: count, bucket });
}

export const effectArbitrary: fc.Arbitrary<LedgerEffect> = fc.oneof(
  moving('earn'),
  moving('reverse'),
  moving('recredit'),
  fc.record({
    kind: fc.constant('redeem' as const),
    rule: fc.constant('coffee'),
    unit,
    n: count,
    by: fc.constant({ floor: units(0) }),
    from: fc.constant<{ bucket: string; n: Units }[]>([]),
  }),
);

const till = fc.constantFrom('a', 'b').map((letter) => letter.repeat(32) as TillId);
const epoch = fc.constantFrom('0', '1').map((digit) => digit.repeat(16) as Epoch);

/** Events with distinct ids, as the journal guarantees. */
export const eventsArbitrary: fc.Arbitrary<LedgerEvent[]> = fc.uniqueArray(
  fc.record({
    key: fc.record({ effMs: fc.integer({ min: 0, max: 6 }), till, epoch, seq: fc.integer({ min: 1, max: 40 }) }),
    biz: fc.constantFrom('2026-10-31', '2026-11-22', '2026-12-01', '2027-02-03'),
    effects: fc.array(effectArbitrary, { maxLength: 4 }),
  }),
  { maxLength: 30, selector: ({ key }) => `${key.till}.${key.epoch}.${key.seq}` },
);
