// A bad campaign spoils no other; a document that fails as a whole is refused with the place and a sentence.
import { describe, expect, test } from 'vitest';
import { limits } from '../../../core/base/limits.ts';
import { bucketFor, compile } from '../../../core/programme/compile.ts';
import { noProgramme } from '../../../core/programme/no-programme.ts';
import { cafeProgramme } from '../../support/shop.ts';

const [earn, tenth] = cafeProgramme.campaigns;
const [earning] = earn?.effects ?? [];
const [taking] = tenth?.effects ?? [];
const [coffee] = cafeProgramme.rewards;

describe('set aside, with a place and a sentence', () => {
  test.each([
    ['an unknown kind of effect', { ...tenth, effects: [{ kind: 'magic' }] }, 'effects.0'],
    ['a percentage over the whole', { ...tenth, effects: [{ ...taking, basisPoints: 10_001 }] }, 'basisPoints'],
    ['a misspelt key', { ...tenth, prioritty: 1 }, 'prioritty'],
    ['no effects', { ...tenth, effects: [] }, 'effects'],
    ['points for each 0.00', { ...earn, effects: [{ ...earning, amount: 0 }] }, 'amount'],
    ['a unit the programme does not have', { ...earn, id: 'other', effects: [{ ...earning, unit: 'stars' }] }, 'stars'],
    ['an id used twice', { ...tenth, id: 'point-per-euro' }, 'twice'],
    ['not an object', 7, 'expected object'],
  ])('%s', (_, campaign, word) => {
    const result = compile({ ...cafeProgramme, campaigns: [earn, campaign] });
    expect(result.ok && result.value.campaigns.map(({ id }) => id)).toEqual(['point-per-euro']);
    expect(result.ok && result.value.quarantined).toHaveLength(1);
    expect(result.ok && result.value.quarantined[0]).toMatchObject({ path: 'campaigns.1' });
    expect(result.ok && result.value.quarantined[0]?.sentence).toContain(word);
  });

  test('a reward that costs nothing', () => {
    const free = { ...coffee, cost: { unit: 'points', n: 0 } };
    const result = compile({ ...cafeProgramme, rewards: [free] });
    expect(result.ok && result.value.quarantined[0]?.path).toBe('rewards.0');
  });
});

describe('refused as a whole', () => {
  test.each([
    ['nothing', null],
    ['another language of programmes', { ...cafeProgramme, lang: 2 }],
    ['no units', { ...cafeProgramme, units: [] }],
    ['a currency without decimals', { ...cafeProgramme, currency: { code: 'EUR', cashStep: 1 } }],
    ['a floor in an unknown unit', { ...cafeProgramme, offline: { ...cafeProgramme.offline, unit: 'stars' } }],
    ['campaigns that are no list', { ...cafeProgramme, campaigns: {} }],
    ['too many rewards', { ...cafeProgramme, rewards: Array.from({ length: limits.rewardsMax + 1 }, () => coffee) }],
  ])('%s', (_, document) => {
    expect(compile(document)).toMatchObject({ ok: false, problem: { code: 'ProgrammeInvalid' } });
  });
});

test('the order of work is priority, then id', () => {
  const result = compile(cafeProgramme);
  expect(result.ok && result.value.campaigns.map(({ id }) => id)).toEqual(['pastry-tenth', 'point-per-euro']);
});

test('points of November 2026 expire together at the end of November 2027', () => {
  const result = compile(cafeProgramme);
  const unit = result.ok ? result.value.units.get('points') : undefined;
  expect(unit && bucketFor(unit, '2026-11-02')).toBe('2027-11');
  expect(unit && bucketFor({ ...unit, expiry: { kind: 'never' } }, '2026-11-02')).toBe('never');
});

test('the empty programme has nothing to give', () => {
  expect(noProgramme.campaigns).toEqual([]);
  expect(noProgramme.rewards).toEqual([]);
});
