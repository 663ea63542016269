// A shop for tests of returns: a programme from what differs, a sale from lines of few words, and returns one after the other.
import { compile } from '../../../core/programme/compile.ts';
import type { CompiledProgramme } from '../../../core/programme/compile.ts';
import { evaluate } from '../../../core/rules/evaluate.ts';
import { readInput } from '../../../core/rules/read-input.ts';
import { refund } from '../../../core/rules/refund.ts';
import type { RefundInput } from '../../../core/rules/refund-input.ts';
import type { Refund } from '../../../core/rules/refund-result.ts';

type Rule = Readonly<Record<string, unknown>>;
const named = (rule: Rule): Rule => ({ name: { en: String(rule['id']) }, ...rule });

export interface Shop {
  readonly campaigns?: readonly Rule[];
  readonly rewards?: readonly Rule[];
  readonly coupons?: readonly Rule[];
  readonly points?: Rule;
  readonly stamps?: Rule;
  readonly refunds?: Rule;
  readonly more?: Rule;
}

/** Points are worth 0.01 each; a rule needs no name. */
export function shop({
  campaigns = [],
  rewards = [],
  coupons = [],
  points = {},
  stamps = {},
  refunds,
  more,
}: Shop): CompiledProgramme {
  const document: Rule = {
    lang: 2,
    id: 'shop',
    version: 1,
    name: { en: 'Shop' },
    currency: { code: 'EUR', decimals: 2, cashStep: 1 },
    units: [
      {
        id: 'points',
        name: { en: 'points' },
        value: { units: 100, minor: 100 },
        expiry: { kind: 'months', months: 12 },
        ...points,
      },
      { id: 'stamps', name: { en: 'stamps' }, value: { units: 1, minor: 0 }, expiry: { kind: 'never' }, ...stamps },
    ],
    causes: [named({ id: 'hospital' }), named({ id: 'school' })],
    badges: [named({ id: 'early-bird' })],
    memberships: [named({ id: 'club' })],
    tiers: [named({ id: 'gold', rank: 2, from: { kind: 'visits', atLeast: 10 }, windowMonths: 12 })],
    offline: { unit: 'points', floorPerMember: 0, floorPerTill: 0, reserve: 0, balanceAgeHoursMax: 72 },
    receipt: { thanks: { en: 'Thank you' } },
    campaigns: campaigns.map(named),
    rewards: rewards.map(named),
    coupons: coupons.map(named),
    ...(refunds === undefined ? {} : { refunds }),
    ...more,
  };
  const result = compile(document);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  if (result.value.quarantined.length > 0) throw new Error(JSON.stringify(result.value.quarantined));
  return result.value;
}

export const pointPerEuro: Rule = {
  id: 'point-per-euro',
  audience: 'members',
  effects: [{ kind: 'earn', unit: 'points', points: 1, amount: 100, whole: true }],
};

export const thirdCoffeeFree: Rule = {
  id: 'third-coffee',
  effects: [
    { kind: 'bundle', take: [{ selector: { category: ['coffee'] }, n: 3 }], give: { from: 0, percent: 10_000 } },
  ],
};

export const threeOff: Rule = {
  id: 'three-off',
  conditions: { kind: 'amount', atLeast: 1500 },
  effects: [{ kind: 'amountOff', amount: 300 }],
};

/** A line: amount, quantity in thousandths, and what differs; its category is its id. */
export function goods(id: string, amount: number, quantity = 1000, more: Rule = {}): Rule {
  return { id, amount, quantity, categories: [id], ...more };
}

export const holder = (points = 0): Rule => ({
  spendable: [{ unit: 'points', n: points, held: points }],
});

export type Sale = RefundInput['sale'];

export function sell(compiled: CompiledProgramme, lines: readonly Rule[], more: Rule = {}): Sale {
  const input = readInput({ moment: { biz: '2026-11-22' }, basket: { lines }, ...more });
  if (!input.ok) throw new Error(JSON.stringify(input.problem));
  return { input: input.value, evaluation: evaluate(compiled, input.value).evaluation };
}

/** `{ coffee: 1000 }` → what the contract calls some lines. */
export function some(quantities: Readonly<Record<string, number>>): RefundInput['now'] {
  return Object.entries(quantities).map(([line, quantity]) => ({ line, quantity }));
}

export function asked(sale: Sale, now: Readonly<Record<string, number>>, more: Partial<RefundInput> = {}): RefundInput {
  return { sale, returned: [], now: some(now), exchanged: [], held: null, coupons: [], biz: '2026-11-25', ...more };
}

export function giveBack(compiled: CompiledProgramme, input: RefundInput): Refund {
  const result = refund(compiled, input);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

/** One return after the other, each told what came back before. */
export function returnAll(
  compiled: CompiledProgramme,
  sale: Sale,
  steps: readonly Readonly<Record<string, number>>[],
  more: Partial<RefundInput> = {},
): Refund[] {
  const back = new Map<string, number>();
  return steps.map((step) => {
    const returned = some(Object.fromEntries(back));
    const refunded = giveBack(compiled, asked(sale, step, { returned, ...more }));
    for (const [id, quantity] of Object.entries(step)) back.set(id, (back.get(id) ?? 0) + quantity);
    return refunded;
  });
}

export const sum = (all: readonly number[]): number => all.reduce((total, n) => total + n, 0);

/** Units of one kind that are taken back less those given back; with a rule's id, only of it. */
export function netUnits(
  { takeBack, giveBack: given }: Pick<Refund, 'takeBack' | 'giveBack'>,
  unit = 'points',
  id?: string,
): number {
  const of = (moved: Refund['takeBack']): number =>
    sum(moved.filter((each) => each.unit === unit && (id === undefined || each.by.id === id)).map(({ n }) => n));
  return of(takeBack) - of(given);
}
