// Shops in which rules compete, small enough to reckon by hand: groups, rules and goods in, the opened sale out.
import type { ProgrammeDocument } from '../../../core/programme/programme.ts';

export type Campaign = ProgrammeDocument['campaigns'][number];
export type Groups = NonNullable<ProgrammeDocument['groups']>;
export interface Goods {
  readonly id: string;
  readonly amount: number;
  readonly pieces?: number;
  readonly categories?: readonly string[];
}

export const snacks = { category: ['snack'] };
export const drinks = { category: ['drink'] };

export function shop(groups: Groups, campaigns: readonly Campaign[], lines: readonly Goods[]) {
  const document: ProgrammeDocument = {
    lang: 2,
    id: 'shop',
    version: 1,
    name: { en: 'Shop' },
    currency: { code: 'EUR', decimals: 2, cashStep: 1 },
    units: [{ id: 'points', name: { en: 'points' }, value: { units: 100, minor: 100 }, expiry: { kind: 'never' } }],
    offline: { unit: 'points', floorPerMember: 0, floorPerTill: 0, reserve: 0, balanceAgeHoursMax: 1 },
    receipt: { thanks: { en: 'Thanks' } },
    groups,
    campaigns: [...campaigns],
    rewards: [],
  };
  const input = {
    moment: { biz: '2026-11-22' },
    member: {},
    basket: {
      lines: lines.map(({ pieces = 1, categories = [], ...line }) => ({
        ...line,
        categories,
        quantity: pieces * 1000,
      })),
    },
  };
  return { document, input };
}

export function offer(id: string, effect: Campaign['effects'][number], more: Partial<Campaign> = {}): Campaign {
  return { id, name: { en: id }, group: 'g', effects: [effect], ...more };
}

export const percentOff = (basisPoints: number, selector = {}): Campaign['effects'][number] => ({
  kind: 'percentOff',
  basisPoints,
  ...selector,
});
export const amountOff = (amount: number): Campaign['effects'][number] => ({ kind: 'amountOff', amount: amount });
export const pairFor = (price: number, selector = snacks): Campaign['effects'][number] => ({
  kind: 'bundle',
  take: [{ selector, n: 2 }],
  setPrice: price,
});
