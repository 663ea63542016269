import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventId } from '../../../core/base/id.ts';
import type { Epoch, MemberId, TillId } from '../../../core/base/id.ts';
import { units } from '../../../core/base/units.ts';
import { isCredit, postingsOf, sumsToZero } from '../../../core/ledger/posting.ts';
import { effectArbitrary } from './ledger-arbitraries.ts';
import { runs } from '../../support/runs.ts';

const event = eventId('a'.repeat(32) as TillId, '1'.repeat(16) as Epoch, 7);
const member = 'b'.repeat(32) as MemberId;

describe('postings of a record', () => {
  it('give to the member what the store issues, and to the store what the member spends', () => {
    const postings = postingsOf(event, member, 'mitte', [
      { kind: 'earn', rule: 'base', unit: 'points', n: units(12), bucket: '2027-11' },
      { kind: 'redeem', rule: 'coffee', unit: 'points', n: units(5), by: { floor: units(5) }, from: [] },
    ]);
    expect(postings).toEqual([
      { id: `${event}/0`, leg: 0, account: { kind: 'member', member, unit: 'points', bucket: '2027-11' }, n: 12 },
      { id: `${event}/1`, leg: 1, account: { kind: 'issued', store: 'mitte', unit: 'points' }, n: -12 },
      { id: `${event}/2`, leg: 2, account: { kind: 'member', member, unit: 'points', bucket: null }, n: -5 },
      { id: `${event}/3`, leg: 3, account: { kind: 'spent', store: 'mitte', unit: 'points' }, n: 5 },
    ]);
  });

  it('a reversal goes back to the issuer, what is given back again leaves the spent', () => {
    const kinds = postingsOf(event, member, 'mitte', [
      { kind: 'reverse', rule: 'base', unit: 'points', n: units(12), bucket: '2027-11' },
      { kind: 'recredit', rule: 'coffee', unit: 'points', n: units(5), bucket: '2027-11' },
    ]).map(({ account, n }) => [account.kind, n]);
    expect(kinds).toEqual([
      ['member', -12],
      ['issued', 12],
      ['member', 5],
      ['spent', -5],
    ]);
  });

  it('sum to zero in each unit, have distinct ids, and the member legs carry the effects', () => {
    fc.assert(
      fc.property(fc.array(effectArbitrary, { maxLength: 20 }), (effects) => {
        const postings = postingsOf(event, member, 'mitte', effects);
        expect(sumsToZero(postings)).toBe(true);
        expect(new Set(postings.map(({ id }) => id)).size).toBe(effects.length * 2);
        const legs = postings.filter(({ account }) => account.kind === 'member').map(({ n }) => n);
        expect(legs).toEqual(effects.map((effect) => units(isCredit(effect) ? effect.n : -effect.n)));
      }),
      runs(100),
    );
  });

  it('legs that do not sum to zero are seen', () => {
    const [first] = postingsOf(event, member, 'mitte', [
      { kind: 'earn', rule: 'base', unit: 'points', n: units(12), bucket: '2027-11' },
    ]);
    expect(sumsToZero(first ? [first] : [])).toBe(false);
  });
});
