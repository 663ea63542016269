// A bad rule spoils no other; a document that fails as a whole is refused with the place and a sentence. Any value at all is
// answered, and every bound of the programme holds at its last and refuses one past it.
import { describe, expect, test } from 'vitest';
import { limits } from '../../../core/base/limits.ts';
import { compile } from '../../../core/programme/compile.ts';
import { noProgramme } from '../../../core/programme/no-programme.ts';
import { cafeProgramme } from '../../support/shop.ts';

const [earn, tenth] = cafeProgramme.campaigns;
const [earning] = earn?.effects ?? [];
const [taking] = tenth?.effects ?? [];
const [coffee] = cafeProgramme.rewards;
const name = { en: 'Some' };

const many = <T>(n: number, make: (at: number) => T): T[] => Array.from({ length: n }, (_, at) => make(at));
const aside = (change: object): string[] => {
  const result = compile({ ...cafeProgramme, ...change });
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value.quarantined.map(({ path, sentence }) => `${path}: ${sentence}`);
};
const refused = (document: unknown): unknown => {
  const result = compile(document);
  return result.ok ? 'compiles' : result.problem.params['path'];
};

describe('set aside, with a place and a sentence', () => {
  test.each([
    [
      'an unknown kind of effect',
      { ...tenth, effects: [{ kind: 'magic' }] },
      'effects.0.kind',
      'must be one of: percentOff',
    ],
    [
      'a percentage over the whole',
      { ...tenth, effects: [{ ...taking, basisPoints: 10_001 }] },
      'effects.0.basisPoints',
      'must be at most 10000',
    ],
    ['a misspelt key', { ...tenth, prioritty: 1 }, '', 'has unknown keys: "prioritty"'],
    ['no effects', { ...tenth, effects: [] }, 'effects', 'must have at least 1 entry'],
    [
      'points for each 0.00',
      { ...earn, effects: [{ ...earning, amount: 0 }] },
      'effects.0.amount',
      'must be more than 0',
    ],
    [
      'an unknown unit',
      { ...earn, effects: [{ ...earning, unit: 'stars' }], id: 'x' },
      'effects.0.unit',
      'the unit "stars"',
    ],
    ['an id used twice', { ...tenth, id: 'point-per-euro' }, 'id', 'the id "point-per-euro" is used twice'],
    ['not an object', 7, '', 'must be an object'],
    ['an audience that is none', { ...tenth, audience: 'evryone' }, 'audience', 'must be one of: everyone, members'],
    ['a wrong audience', { ...tenth, audience: { kind: 'tier', in: 7 } }, 'audience.in', 'must be a list'],
    [
      'prototypes',
      JSON.parse('{"__proto__": {"id": "x"}, "constructor": {"prototype": 1}}'),
      'id',
      'is missing; name: is missing; effects: is missing',
    ],
  ])('%s', (_, campaign, path, sentence) => {
    const result = compile({ ...cafeProgramme, campaigns: [earn, campaign] });
    expect(result.ok && result.value.campaigns.map(({ id }) => id)).toEqual(['point-per-euro']);
    const [found, ...more] = result.ok ? result.value.quarantined : [];
    expect(more).toEqual([]);
    expect(found?.path).toBe(path === '' ? 'campaigns.1' : `campaigns.1.${path}`);
    expect(found?.sentence).toContain(sentence);
  });

  test('with the rule it was and its name, where both can be read', () => {
    const result = compile({
      ...cafeProgramme,
      campaigns: [
        { ...tenth, priority: 'high' },
        { id: 'NO', name: 3 },
      ],
    });
    expect(result.ok && result.value.quarantined).toMatchObject([
      { by: { kind: 'campaign', id: 'pastry-tenth' }, name: tenth?.name, code: 'NotWellFormed' },
      { by: null, name: null },
    ]);
  });

  test('a reward that costs nothing; a coupon and a segment of their own', () => {
    expect(aside({ rewards: [{ ...coffee, cost: { unit: 'points', n: 0 } }] })).toEqual([
      'rewards.0.cost.n: must be more than 0',
    ]);
    expect(aside({ coupons: [{ id: 'c', name, effects: [] }], segments: [{ id: 's', name, when: {} }] })).toEqual([
      expect.stringMatching(/^segments\.0\.when\.kind: must be one of: all, any, not, amount/),
      'coupons.0.effects: must have at least 1 entry',
    ]);
  });
});

describe('refused as a whole', () => {
  test.each([
    ['nothing', null, 'the top'],
    ['another language of programmes', { ...cafeProgramme, lang: 3 }, 'lang'],
    ['no units', { ...cafeProgramme, units: [] }, 'units'],
    ['a currency without decimals', { ...cafeProgramme, currency: { code: 'EUR', cashStep: 1 } }, 'currency.decimals'],
    [
      'a floor in an unknown unit',
      { ...cafeProgramme, offline: { ...cafeProgramme.offline, unit: 'stars' } },
      'offline.unit',
    ],
    ['campaigns that are no list', { ...cafeProgramme, campaigns: {} }, 'campaigns'],
    ['a key nobody knows', { ...cafeProgramme, campain: [] }, 'the top'],
  ])('%s', (_, document, path) => {
    expect(compile(document)).toMatchObject({ ok: false, problem: { code: 'ProgrammeInvalid', params: { path } } });
  });

  test('in English and in German', () => {
    const result = compile({ ...cafeProgramme, version: 0 });
    expect(!result.ok && result.problem.params).toEqual({
      path: 'version',
      detail: 'must be more than 0',
      detailDe: 'muss mehr als 0 sein',
    });
  });
});

describe('any value is answered', () => {
  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  test.each([
    ['undefined', undefined],
    ['NaN', Number.NaN],
    ['a symbol', Symbol('x')],
    ['a bigint', 10n],
    ['a function', () => 1],
    ['a date', new Date(0)],
    ['a map', new Map([['lang', 2]])],
    ['a regular expression', /x/],
    ['a circle', circle],
    ['bytes', new Uint8Array(8)],
    ['an object without a prototype', Object.create(null)],
    ['language 1 and rubbish', { lang: 1, campaigns: [7, { effects: 'x' }, null], rewards: [{ effect: 3 }] }],
    ['10,000 levels', JSON.parse(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`)],
    ['100,000 keys', Object.fromEntries(many(100_000, (at) => [`k${at}`, at]))],
    ['100,000 campaigns', { ...cafeProgramme, campaigns: many(100_000, () => earn) }],
  ])('%s', (_, value) => {
    const result = compile(value);
    expect(result.ok).toBe(false);
    expect(JSON.stringify(result).length).toBeLessThan(1_000);
  });

  test.each([
    ['NaN', Number.NaN],
    ['a fraction', 10.5],
    ['more than any number', Number.POSITIVE_INFINITY],
    ['a bigint', 10n],
    ['a text', '1000'],
    ['a circle', circle],
  ])('%s inside of it', (_, basisPoints) => {
    const result = compile({ ...cafeProgramme, campaigns: [{ ...tenth, effects: [{ ...taking, basisPoints }] }] });
    if (result.ok) expect(result.value.quarantined).toMatchObject([{ path: 'campaigns.0.effects.0.basisPoints' }]);
    else expect(result.problem.code).toBe('JsonTooLarge');
  });

  test('a hundred thousand findings are a short sentence', () => {
    const wide = { ...tenth, ...Object.fromEntries(many(100_000, (at) => [`k${at}`, at])) };
    const [sentence = ''] = aside({ campaigns: [wide] });
    expect(sentence).toBe('campaigns.0: has unknown keys: "k0", "k1", "k2" and 99997 more');
  });
});

describe('each bound, at its last and one past it', () => {
  const points = cafeProgramme.units[0];
  const named = (at: number) => ({ id: `n${at}`, name });
  const bundle = (take: unknown[]) => ({ id: 'b', name, effects: [{ kind: 'bundle', take, setPrice: 100 }] });
  const off = (selector: unknown) => ({ id: 'o', name, effects: [{ kind: 'percentOff', basisPoints: 1, selector }] });
  const on = (conditions: unknown) => ({ ...tenth, conditions });
  const first = { kind: 'firstPurchase' };
  const dry = { sku: ['x'] };
  const tier = (at: number) => ({ ...named(at), rank: 1, from: { kind: 'visits', atLeast: 1 }, windowMonths: 12 });
  const chain = (n: number) =>
    many(n, (at) => ({ id: `g${at}`, mode: 'all', ...(at === 0 ? {} : { parent: `g${at - 1}` }) }));
  const branch = (n: number) => many(n, (at) => ({ id: `c${at + 1}`, parent: `c${at}` }));

  test.each<[string, number, (n: number) => object]>([
    [
      'units',
      limits.unitsOfProgrammeMax,
      (n) => ({ units: many(n, (at) => ({ ...points, id: at === 0 ? 'points' : `u${at}` })) }),
    ],
    ['tiers', limits.namesOfProgrammeMax, (n) => ({ tiers: many(n, tier) })],
    ['memberships', limits.namesOfProgrammeMax, (n) => ({ memberships: many(n, named) })],
    ['causes', limits.namesOfProgrammeMax, (n) => ({ causes: many(n, named) })],
    ['badges', limits.namesOfProgrammeMax, (n) => ({ badges: many(n, named) })],
    ['segments', limits.namesOfProgrammeMax, (n) => ({ segments: many(n, named) })],
    ['taxes', limits.taxCodesMax, (n) => ({ taxes: many(n, (at) => ({ code: `t${at}`, basisPoints: 1 })) })],
    ['groups', limits.groupsMax, (n) => ({ groups: many(n, (at) => ({ id: `g${at}`, mode: 'all' })) })],
    [
      'categories',
      limits.categoriesOfProgrammeMax,
      (n) => ({ categories: many(n, (at) => ({ id: `c${at}`, parent: 'all' })) }),
    ],
    ['stores', limits.storesOfProgrammeMax, (n) => ({ stores: many(n, (at) => ({ id: `s${at}` })) })],
    ['rewards', limits.rewardsMax, (n) => ({ rewards: many(n, (at) => ({ ...coffee, id: `r${at}` })) })],
    ['coupons', limits.couponsMax, (n) => ({ coupons: many(n, (at) => ({ ...named(at), effects: [taking] })) })],
    ['campaigns', limits.campaignsMax, (n) => ({ campaigns: many(n, (at) => ({ ...tenth, id: `k${at}` })) })],
    ['groups', limits.groupDepthMax, (n) => ({ groups: chain(n + 1) })],
    ['categories', limits.categoryDepthMax, (n) => ({ categories: branch(n) })],
  ])('of the document: %s, %i', (path, most, change) => {
    expect(aside(change(most))).toEqual([]);
    expect(refused({ ...cafeProgramme, ...change(most + 1) })).toMatch(new RegExp(`^${path}`));
  });

  test.each<[string, number, (n: number) => unknown]>([
    ['effects', limits.effectsPerCampaignMax, (n) => ({ ...tenth, effects: many(n, () => taking) })],
    ['limits', limits.limitsPerCampaignMax, (n) => ({ ...tenth, limits: many(n, () => ({ per: 'total', uses: 9 })) })],
    ['stores', limits.storesOfProgrammeMax, (n) => ({ ...tenth, stores: many(n, (at) => `s${at}`) })],
    ['name.en', limits.nameLengthMax, (n) => ({ ...tenth, name: { en: 'x'.repeat(n) } })],
    ['effects.0.take', limits.bundleTakesMax, (n) => bundle(many(n, () => ({ selector: dry, n: 1 })))],
    ['effects.0.take.0.n', limits.bundleTakeMax, (n) => bundle([{ selector: dry, n }])],
    ['effects.0.selector.sku', limits.selectorNamesMax, (n) => off({ sku: many(n, (at) => `${at}`) })],
    ['effects.0.selector.any', limits.selectorBranchesMax, (n) => off({ any: many(n, () => dry) })],
    ['effects.0.selector.all', limits.selectorBranchesMax, (n) => off({ all: many(n, () => dry) })],
    ['conditions.of', limits.conditionBranchesMax, (n) => on({ kind: 'any', of: many(n, () => first) })],
    ['effects.0.basisPoints', 10_000, (n) => ({ ...tenth, effects: [{ kind: 'percentOff', basisPoints: n }] })],
    ['holdout', 5_000, (n) => ({ ...tenth, holdout: n })],
    ['priority', 1_000, (n) => ({ ...tenth, priority: n })],
    ['effects.0.amount', limits.moneyMax, (n) => ({ ...tenth, effects: [{ kind: 'amountOff', amount: n }] })],
  ])('of a campaign: %s, %i', (path, most, campaign) => {
    expect(aside({ campaigns: [campaign(most)] })).toEqual([]);
    const [sentence = '', ...more] = aside({ campaigns: [campaign(most + 1)] });
    expect(more).toEqual([]);
    expect(sentence.split(': must ')[0]).toBe(`campaigns.0.${path}`);
  });

  test('funders', () => {
    const funding = (n: number) =>
      many(n, (at) => ({ party: `supplier:s${at}`, share: at === 0 ? 10_000 - (n - 1) : 1 }));
    expect(aside({ campaigns: [{ ...tenth, funding: funding(limits.fundersPerCampaignMax) }] })).toEqual([]);
    expect(aside({ campaigns: [{ ...tenth, funding: funding(limits.fundersPerCampaignMax + 1) }] })).toEqual([
      'campaigns.0.funding: must have at most 10 entries',
    ]);
  });

  test('levels of the document', () => {
    const nested = (n: number): unknown => (n === 0 ? first : { kind: 'not', of: nested(n - 1) });
    // Programme, campaigns, campaign, and the leaf itself.
    const most = limits.jsonDepthMax - 4;
    expect(aside({ campaigns: [on(nested(most))] })).toEqual([]);
    expect(compile({ ...cafeProgramme, campaigns: [on(nested(most + 1))] })).toMatchObject({
      ok: false,
      problem: { code: 'JsonTooLarge', params: { what: 'levels', max: limits.jsonDepthMax } },
    });
  });
});

test('the order of work is priority, then id', () => {
  const result = compile(cafeProgramme);
  expect(result.ok && result.value.campaigns.map(({ id }) => id)).toEqual(['pastry-tenth', 'point-per-euro']);
});

test('the empty programme has nothing to give', () => {
  expect(noProgramme.campaigns).toEqual([]);
  expect(noProgramme.rewards).toEqual([]);
});
