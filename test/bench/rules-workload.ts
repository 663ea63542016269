// The work of the rules bench, from one seed: campaigns in words that every engine can be told, and baskets that are the same
// whatever their number. *Sparse*: twelve campaigns are about what these baskets hold, all others about other goods, stores,
// dates or people, a quarter each. *Dense*: all are about what these baskets hold.
import { gs1CheckDigit } from '../../core/catalogue/check-digit.ts';
import type { CampaignDocument, ProgrammeDocument } from './rules-words.ts';
import { evaluationInputSchema } from '../../core/rules/evaluation.ts';
import type { EvaluationInput } from '../../core/rules/evaluation.ts';
import { seededDice } from '../../demo/seeded-dice.ts';
import type { Dice } from '../../demo/seeded-dice.ts';
import { campaignOf } from './rules-words.ts';
import type { BenchRule, GoodsKey } from './rules-words.ts';

export type Mix = 'sparse' | 'dense';

/** Campaigns that are about what the baskets hold, in a sparse programme of any size. */
const nearCount = 12;
const here = 'mitte';
const today = '2026-11-22';
const categories = 10;
const departments = 3;
const brands = 8;
const products = 60;

/** In the order of work: their ids ascend. */
export function makeRules(mix: Mix, count: number): BenchRule[] {
  const dice = seededDice(`rules ${mix} ${count}`);
  const near = mix === 'dense' ? count : Math.min(nearCount, count);
  const rules = Array.from({ length: count }, (_, at) => ({ ...nearRule(at, dice), far: at >= near ? at % 4 : null }));
  // A programme is not sorted by what it is about: the near ones stand anywhere.
  return shuffled(rules, dice).map(({ far, ...rule }, at) => ({
    ...(far === null ? rule : farRule(rule, far, dice)),
    id: `c${String(at).padStart(6, '0')}`,
  }));
}

export function programmeOf(rules: readonly BenchRule[]): ProgrammeDocument {
  return {
    lang: 2,
    id: 'bench',
    version: 1,
    name: { en: 'Bench' },
    currency: { code: 'EUR', decimals: 2, cashStep: 1 },
    units: [
      {
        id: 'points',
        name: { en: 'points' },
        value: { units: 100, minor: 100 },
        expiry: { kind: 'months', months: 12 },
      },
    ],
    tiers: [...tiersHere, ...tiersElsewhere].map((id, at) => ({
      id,
      name: { en: id },
      rank: at + 1,
      from: { kind: 'visits', atLeast: at },
      windowMonths: 12,
    })),
    categories: categoryParents.map(([id, parent]) => ({ id, parent })),
    campaigns: rules.map(campaignOf) satisfies CampaignDocument[],
    rewards: [],
    offline: { unit: 'points', floorPerMember: 300, floorPerTill: 1000, reserve: 0, balanceAgeHoursMax: 72 },
    receipt: { thanks: { en: 'Thank you' } },
  };
}

/** The tree of goods, child and parent. */
export const categoryParents: readonly (readonly [string, string])[] = Array.from({ length: categories }, (_, at) => [
  `cat-${at}`,
  `dept-${at % departments}`,
]);

/** Baskets of so many lines, of one store and day, for members of three tiers and for strangers. */
export function makeBaskets(lines: number, count: number): EvaluationInput[] {
  const dice = seededDice(`baskets ${lines}`);
  return Array.from({ length: count }, () => makeBasket(lines, dice));
}

const tiersHere = ['bronze', 'silver', 'gold'] as const;
const tiersElsewhere = ['platinum', 'diamond', 'founder', 'partner', 'press'] as const;

function makeBasket(lines: number, dice: Dice): EvaluationInput {
  const member = dice.chance(0.8)
    ? {
        right: 'spend',
        spendable: [{ unit: 'points', n: 200, held: 200 }],
        tier: dice.pick(tiersHere),
        visits: 12,
        lastVisit: '2026-11-15',
      }
    : null;
  return evaluationInputSchema.parse({
    event: 'purchase',
    store: here,
    moment: { instantMs: 1_795_338_000_000, biz: today, weekday: 7, minute: 480 + dice.below(720) },
    basket: {
      priceBasis: 'tax-included',
      buyer: 'public',
      lines: Array.from({ length: lines }, (_, at) => makeLine(at, dice)),
    },
    member,
    usage: [],
    coupons: [],
    chosen: [],
    declined: [],
    payWithUnits: null,
    tenders: null,
    plannedTender: null,
  });
}

function makeLine(at: number, dice: Dice): unknown {
  const product = dice.below(products);
  const pieces = 1 + dice.below(3);
  const amount = pieces * (50 + 17 * product);
  const digits = `0400000${String(product).padStart(6, '0')}`;
  return {
    id: `L${at}`,
    name: `Product ${product}`,
    sku: `sku-${product}`,
    gtin: `${digits}${gs1CheckDigit(digits)}`,
    categories: [`cat-${product % categories}`],
    brand: `Brand ${product % brands}`,
    tags: [...(product % 4 === 0 ? ['bio'] : []), ...(product % 6 === 0 ? ['regional'] : [])],
    taxCode: 'standard',
    kind: 'goods',
    quantity: pieces * 1000,
    unit: 'piece',
    pieces,
    listAmount: amount,
    amount,
    posDiscounts: [],
  };
}

/** About goods that the baskets are made of, here and today, for their people: twelve kinds in turn. */
function nearRule(at: number, dice: Dice): BenchRule {
  const category: GoodsKey = `category:cat-${dice.below(categories)}`;
  const department: GoodsKey = `category:dept-${dice.below(departments)}`;
  const brand: GoodsKey = `brand:Brand ${dice.below(brands)}`;
  const rules: readonly Omit<BenchRule, 'id'>[] = [
    { members: true, effect: 'earn', n: 1, goods: 'everything' },
    { members: true, effect: 'multiply', n: 20_000, goods: 'everything', weekdays: [6, 7], tiers: ['silver', 'gold'] },
    { effect: 'percentOff', n: 1000, goods: category },
    { effect: 'percentOff', n: 500, goods: department, amount: [department, 1500 + dice.below(2000)] },
    { effect: 'amountOff', n: 300, goods: 'everything', amount: ['everything', 4000 + dice.below(6000)] },
    { effect: 'amountOff', n: 50, goods: brand, pieces: [brand, 2 + dice.below(2)] },
    { members: true, effect: 'percentOff', n: 2000, goods: dice.pick(['tag:bio', 'tag:regional']), tiers: ['gold'] },
    { effect: 'percentOff', n: 1500, goods: `sku:sku-${dice.below(products)}` },
    { members: true, effect: 'earn', n: 5, goods: category, amount: [category, 500], tiers: ['bronze', 'silver'] },
    { effect: 'percentOff', n: 1500, goods: category, minutes: [840, 1080] },
    { members: true, effect: 'multiply', n: 30_000, goods: category },
    { effect: 'amountOff', n: 100, goods: category, pieces: [category, 3], stores: [here, 'nord', 'west'] },
  ];
  return { id: '', ...(rules[at % rules.length] ?? { effect: 'percentOff', n: 1000, goods: category }) };
}

/** The same, and out of reach of these baskets in exactly one way. */
function farRule(rule: BenchRule, far: number, dice: Dice): BenchRule {
  if (far === 0) return aboutOtherGoods(rule, dice);
  if (far === 1) return { ...rule, stores: [`store-${dice.below(200)}`, `store-${200 + dice.below(200)}`] };
  if (far === 2) return { ...rule, ...otherDates(dice) };
  return { ...rule, members: true, tiers: [dice.pick(tiersElsewhere)] };
}

function aboutOtherGoods(rule: BenchRule, dice: Dice): BenchRule {
  const n = dice.below(500);
  const key = dice.pick<GoodsKey>([`category:far-${n}`, `brand:Far ${n}`, `tag:far-${n}`, `sku:far-${n}`]);
  return {
    ...rule,
    goods: key,
    ...(rule.amount ? { amount: [key, rule.amount[1]] } : {}),
    ...(rule.pieces ? { pieces: [key, rule.pieces[1]] } : {}),
  };
}

function otherDates(dice: Dice): Pick<BenchRule, 'from' | 'to' | 'weekdays'> {
  const month = String(1 + dice.below(9)).padStart(2, '0');
  const when = dice.below(3);
  if (when === 0) return { from: `2026-${month}-01`, to: `2026-${month}-28` };
  if (when === 1) return { from: `2027-${month}-01`, to: `2027-${month}-28` };
  return { weekdays: [1 + dice.below(6)] };
}

function shuffled<T>(all: readonly T[], dice: Dice): T[] {
  const mixed = [...all];
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = dice.below(at + 1);
    [mixed[at], mixed[other]] = [mixed[other] as T, mixed[at] as T];
  }
  return mixed;
}
