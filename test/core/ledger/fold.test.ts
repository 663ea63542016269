import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Epoch, TillId } from '../../../core/base/id.ts';
import { units } from '../../../core/base/units.ts';
import type { LedgerEffect } from '../../../core/journal/record.ts';
import { applyEffect, takenFrom } from '../../../core/ledger/apply-effect.ts';
import { compareKeys, foldEffects } from '../../../core/ledger/fold.ts';
import { isCredit } from '../../../core/ledger/posting.ts';
import { spendable } from '../../../core/ledger/spendable.ts';
import { unitBalanceSchema } from '../../../core/member/member-row.ts';
import { eventsArbitrary } from './ledger-arbitraries.ts';
import { runs } from '../../support/runs.ts';

const earn = (n: number, bucket: string): LedgerEffect => ({
  kind: 'earn',
  rule: 'r',
  unit: 'points',
  n: units(n),
  bucket,
});
const reverse = (n: number, bucket: string): LedgerEffect => ({ ...earn(n, bucket), kind: 'reverse' }) as LedgerEffect;
const recredit = (n: number, bucket: string): LedgerEffect =>
  ({ ...earn(n, bucket), kind: 'recredit' }) as LedgerEffect;
const redeem = (n: number): LedgerEffect => ({
  kind: 'redeem',
  rule: 'r',
  unit: 'points',
  n: units(n),
  by: { floor: units(0) },
  from: [],
});

const today = '2026-11-22';
const held = (...effects: LedgerEffect[]) =>
  effects.reduce((balances, effect) => applyEffect(balances, effect, today), foldEffects([], []));

describe('one effect', () => {
  it('earned units lie in their bucket, and buckets lie in the order in which they end', () => {
    expect(held(earn(5, 'never'), earn(3, '2027-01'), earn(4, '2026-12'))).toEqual([
      {
        unit: 'points',
        buckets: [
          { bucket: '2026-12', n: 4 },
          { bucket: '2027-01', n: 3 },
          { bucket: 'never', n: 5 },
        ],
        short: 0,
      },
    ]);
  });

  it('a redemption takes from the bucket that ends first, and the bucket of this month still counts', () => {
    const [points] = held(earn(5, '2027-01'), earn(4, '2026-11'), redeem(6));
    expect(points).toEqual({ unit: 'points', buckets: [{ bucket: '2027-01', n: 3 }], short: 0 });
  });

  it('a redemption leaves expired units alone and goes short instead', () => {
    const [points] = held(earn(50, '2026-10'), earn(4, '2026-11'), redeem(6));
    expect(points).toEqual({ unit: 'points', buckets: [{ bucket: '2026-10', n: 50 }], short: 2 });
  });

  it('what comes in next fills the shortage first', () => {
    expect(held(redeem(6), earn(4, '2027-01'))).toEqual([{ unit: 'points', buckets: [], short: 2 }]);
    expect(held(redeem(6), earn(4, '2027-01'), recredit(5, '2027-02'))).toEqual([
      { unit: 'points', buckets: [{ bucket: '2027-02', n: 3 }], short: 0 },
    ]);
  });

  it('a reversal takes from its own bucket only, the rest is short', () => {
    expect(held(earn(5, '2027-01'), earn(9, '2027-02'), reverse(7, '2027-01'))).toEqual([
      { unit: 'points', buckets: [{ bucket: '2027-02', n: 9 }], short: 2 },
    ]);
  });

  it('nothing held and nothing owed is no balance at all', () => {
    expect(held(earn(5, '2027-01'), reverse(5, '2027-01'))).toEqual([]);
  });

  it('refuses a count below zero as our own fault', () => {
    expect(() => applyEffect([], earn(-1, 'never'), today)).toThrow(/broken promise/);
  });

  it('says which buckets a redemption would come from', () => {
    const [points] = held(earn(2, '2026-10'), earn(5, '2027-01'), earn(4, '2026-11'));
    expect(takenFrom(points?.buckets ?? [], 6, today)).toEqual([
      { bucket: '2026-11', n: 4 },
      { bucket: '2027-01', n: 2 },
    ]);
    expect(takenFrom(points?.buckets ?? [], 100, today)).toEqual([
      { bucket: '2026-11', n: 4 },
      { bucket: '2027-01', n: 5 },
    ]);
  });
});

describe('spendable', () => {
  it('is what is usable on that day less what is owed, never below nothing', () => {
    const balances = held(earn(50, '2026-10'), earn(9, '2027-02'), earn(5, '2027-01'), reverse(7, '2027-01'));
    expect(spendable(balances, 'points', today)).toBe(7);
    expect(spendable(balances, 'points', '2026-10-31')).toBe(57);
    expect(spendable(balances, 'points', '2027-03-01')).toBe(0);
    expect(spendable(balances, 'stamps', today)).toBe(0);
  });
});

describe('the fold', () => {
  it('sorts by time, then till, epoch and seq', () => {
    const key = (effMs: number, till: string, epoch: string, seq: number) => ({
      effMs,
      till: till as TillId,
      epoch: epoch as Epoch,
      seq,
    });
    const sorted = [
      key(1, 'z', '9', 9),
      key(2, 'a', '9', 9),
      key(2, 'b', '1', 9),
      key(2, 'b', '2', 2),
      key(2, 'b', '2', 10),
    ];
    expect(sorted.toReversed().toSorted(compareKeys)).toEqual(sorted);
  });

  it('is the same whatever the order in which events arrive', () => {
    fc.assert(
      fc.property(
        eventsArbitrary.chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
        ),
        ([events, shuffled]) => {
          expect(foldEffects([], shuffled)).toEqual(foldEffects([], events));
        },
      ),
      runs(300),
    );
  });

  it('keeps the sum: held less owed is all that came in less all that went out', () => {
    fc.assert(
      fc.property(eventsArbitrary, (events) => {
        const balances = foldEffects([], events);
        for (const unit of ['points', 'stamps']) {
          const effects = events.flatMap((event) => event.effects).filter((effect) => effect.unit === unit);
          const expected = effects.reduce((sum, effect) => sum + (isCredit(effect) ? effect.n : -effect.n), 0);
          const balance = balances.find((each) => each.unit === unit);
          const found = (balance?.buckets ?? []).reduce((sum, { n }) => sum + n, 0) - (balance?.short ?? 0);
          expect(found).toBe(expected);
        }
      }),
      runs(300),
    );
  });

  it('always gives whole balances: every bucket above zero and once, short not below', () => {
    fc.assert(
      fc.property(eventsArbitrary, (events) => {
        for (const balance of foldEffects([], events)) {
          expect(unitBalanceSchema.parse(balance)).toEqual(balance);
          expect(balance.buckets.every(({ n }) => n > 0)).toBe(true);
          expect(balance.short).toBeGreaterThanOrEqual(0);
          expect(balance.buckets.map(({ bucket }) => bucket)).toEqual(
            [...new Set(balance.buckets.map(({ bucket }) => bucket))].toSorted(),
          );
        }
      }),
      runs(300),
    );
  });

  it('a till that adds its own later events to the row it was sent shows what headquarters will', () => {
    fc.assert(
      fc.property(eventsArbitrary, fc.nat(30), (events, cut) => {
        const sorted = events.toSorted((a, b) => compareKeys(a.key, b.key));
        const row = foldEffects([], sorted.slice(0, cut));
        const later = sorted.slice(cut);
        let shown = row;
        for (const { effects, biz } of later) for (const effect of effects) shown = applyEffect(shown, effect, biz);
        expect(foldEffects(row, later)).toEqual(shown);
        expect(shown).toEqual(foldEffects([], events));
      }),
      runs(300),
    );
  });
});
