// The largest programmes and sales that the bounds let through are answered, and quickly: the tests' own time limit is the bound.
import { describe, expect, test } from 'vitest';
import { limits } from '../../../core/base/limits.ts';
import { compile } from '../../../core/programme/compile.ts';
import { evaluate } from '../../../core/rules/evaluate.ts';
import type { Evaluated } from '../../../core/rules/trace.ts';
import { cafeProgramme } from '../../support/shop.ts';
import { compileAll, readSent } from './input-arbitraries.ts';
import type { Json } from './arbitraries.ts';

const all = { everything: true };
const many = <T>(n: number, one: (at: number) => T): T[] => Array.from({ length: n }, (_, at) => one(at));
const named = (id: string, more: object): Json => ({ id, name: { en: id }, ...more });
const shop = (more: object): Json => ({ ...cafeProgramme, campaigns: [], rewards: [], ...more });
const sale = (lines: readonly object[], more: object = {}): Json => ({
  moment: { biz: '2026-11-22' },
  basket: { lines },
  member: { spendable: [{ unit: 'points', n: 1000, held: 1000 }] },
  ...more,
});
const answer = (document: Json, sent: Json): Evaluated => evaluate(compileAll(document), readSent(sent), 'all');

const trolley = many(limits.linesPerBasketMax, (at) => ({
  id: `L${at}`,
  amount: 1000 + at,
  quantity: 20_000,
  categories: [at % 2 === 0 ? 'drinks' : 'pastry'],
}));
const overfull = trolley.map((line) => ({ ...line, quantity: limits.quantityMax }));
const bundle = {
  kind: 'bundle',
  take: [
    { selector: { category: ['drinks'] }, n: 2 },
    { selector: all, n: 1 },
  ],
  give: { from: { category: ['pastry'] }, n: 1, percent: 10_000 },
};

describe('many pieces', () => {
  test('500 lines of 20 pieces make bundles', () => {
    const document = shop({ campaigns: [named('meal', { effects: [bundle] })] });
    const { evaluation } = answer(document, sale(trolley));
    expect(limits.linesPerBasketMax * 20).toBe(limits.bundleUnitsMax);
    expect(evaluation.total.discount).toBeGreaterThan(0);
  });

  test('500 lines of 999 pieces are sold without bundles, and say so', () => {
    const campaigns = [
      named('meal', { effects: [bundle] }),
      named('tenth', { effects: [{ kind: 'percentOff', basisPoints: 1000 }] }),
    ];
    const { evaluation, trace } = answer(shop({ campaigns }), sale(overfull));
    expect(trace.find(({ by }) => by.id === 'meal')).toMatchObject({ outcome: 'not-met', reason: 'too-many-pieces' });
    expect(evaluation.discounts.map(({ by }) => by.id)).toEqual(['tenth']);
  });

  test('one piece more than bundles are formed of', () => {
    const document = shop({ campaigns: [named('gift', { effects: [{ kind: 'free', selector: all }] })] });
    const more = trolley.map((line, at) => (at === 0 ? { ...line, quantity: 21_000 } : line));
    expect(answer(document, sale(trolley)).evaluation.total.discount).toBeGreaterThan(0);
    expect(answer(document, sale(more)).evaluation.total.discount).toBe(0);
  });
});

describe('many campaigns', () => {
  const campaigns = many(limits.campaignsMax, (at) =>
    named(`k${at}`, {
      group: at % 2 === 0 ? 'one' : undefined,
      effects: [
        { kind: 'percentOff', basisPoints: 1 + (at % 9), selector: { category: [at % 10 === 0 ? 'drinks' : 'tools'] } },
      ],
    }),
  ).map(({ group, ...rest }) => (group === undefined ? rest : { ...rest, group }));

  test('10,000 of them, a tenth about these goods', () => {
    const document = shop({ campaigns, groups: [{ id: 'one', mode: 'best' }] });
    const { evaluation, trace } = answer(document, sale(trolley.slice(0, 20)));
    expect(trace).toHaveLength(limits.campaignsMax);
    expect(evaluation.total.discount).toBeGreaterThan(0);
  }, 30_000);

  test('one more is refused', () => {
    const document = shop({ campaigns: [...campaigns, campaigns[0]] });
    expect(compile(document)).toMatchObject({ ok: false, problem: { code: 'ProgrammeInvalid' } });
  });
});

describe('large trees of conditions', () => {
  const leaf = { kind: 'amount', of: { category: ['drinks'] }, atLeast: 1 };
  const wide = { kind: 'all', of: many(limits.conditionBranchesMax, () => leaf) };
  const withConditions = (conditions: object): Json =>
    shop({ campaigns: [named('tenth', { conditions, effects: [{ kind: 'percentOff', basisPoints: 1000 }] })] });

  test('wide and deep, they are asked', () => {
    let deep: object = leaf;
    for (let level = 0; level < 14; level += 1) deep = { kind: level % 2 === 0 ? 'all' : 'any', of: [deep] };
    for (const conditions of [wide, deep]) {
      const compiled = compile(withConditions(conditions));
      const discount = compiled.ok ? evaluate(compiled.value, readSent(sale(trolley))).evaluation.total.discount : 0;
      expect(discount).toBeGreaterThan(0);
    }
  });

  test('not not not is what it was', () => {
    let turned: object = leaf;
    for (let level = 0; level < 20; level += 1) turned = { kind: 'not', of: turned };
    expect(answer(withConditions(turned), sale(trolley)).evaluation.total.discount).toBeGreaterThan(0);
  });

  test('one branch more than a person can read is set aside', () => {
    const compiled = compile(withConditions({ kind: 'all', of: [...wide.of, leaf] }));
    expect(compiled.ok && compiled.value.quarantined).toHaveLength(1);
  });

  test('deeper than anybody writes, the document is refused', () => {
    let deep: object = leaf;
    for (let level = 0; level < limits.jsonDepthMax; level += 1) deep = { kind: 'not', of: deep };
    expect(compile(withConditions(deep))).toMatchObject({ ok: false, problem: { code: 'JsonTooLarge' } });
  });
});

test('200 rewards, 200 coupons on the counter, all taken', () => {
  const rewards = many(limits.rewardsMax, (at) =>
    named(`r${at}`, { cost: { unit: 'points', n: 1 }, claim: 'automatic', effect: { kind: 'amountOff', amount: 1 } }),
  );
  const coupons = many(limits.couponsPerSaleMax, (at) =>
    named(`c${at}`, { effects: [{ kind: 'free', selector: all }] }),
  );
  const sent = sale(trolley, { coupons: coupons.map(({ id }) => ({ id })) });
  const { evaluation } = answer(shop({ rewards, coupons }), sent);
  expect([evaluation.coupons.length, evaluation.spent.length]).toEqual([limits.couponsPerSaleMax, limits.rewardsMax]);
});

test('the largest tree of goods', () => {
  const categories = many(limits.categoriesOfProgrammeMax, (at) => ({
    id: `c${at}`,
    parent: at < 19 ? `c${at + 1}` : 'root',
  }));
  const campaigns = [
    named('tenth', { effects: [{ kind: 'percentOff', basisPoints: 1000, selector: { category: ['root'] } }] }),
  ];
  const { evaluation } = answer(shop({ categories, campaigns }), sale([{ id: 'a', amount: 100, categories: ['c0'] }]));
  expect(evaluation.total.discount).toBe(10);
});
