// One campaign of the rules bench in words that every engine understands, and what it is in ours. Only kinds that the peers
// can express: stores, dates, weekdays, minutes, tiers, and amounts or pieces of goods that one key names.
import type { z } from 'zod';
import type { campaignSchema } from '../../core/programme/campaign.ts';
import type { programmeSchema } from '../../core/programme/programme.ts';

export type CampaignDocument = z.input<typeof campaignSchema>;
export type ProgrammeDocument = z.input<typeof programmeSchema>;

export type GoodsKey = 'everything' | `${'category' | 'brand' | 'tag' | 'sku'}:${string}`;

/** It matches when all that it says holds, and some of its goods are there. */
export interface BenchRule {
  readonly id: string;
  readonly effect: 'percentOff' | 'amountOff' | 'earn' | 'multiply';
  /** Basis points, minor units, points for each 1.00, or the factor in basis points. */
  readonly n: number;
  readonly goods: GoodsKey;
  readonly members?: boolean;
  readonly tiers?: readonly string[];
  readonly stores?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly weekdays?: readonly number[];
  readonly minutes?: readonly [number, number];
  /** Minor units of these goods, at least; as the POS charges them. */
  readonly amount?: readonly [GoodsKey, number];
  /** Pieces of these goods, at least. */
  readonly pieces?: readonly [GoodsKey, number];
}

export function campaignOf(rule: BenchRule): CampaignDocument {
  const { from, to, weekdays, minutes } = rule;
  const conditions = conditionsOf(rule);
  return {
    id: rule.id,
    name: { en: rule.id },
    ...((from ?? weekdays ?? minutes)
      ? {
          window: {
            ...(from === undefined ? {} : { from }),
            ...(to === undefined ? {} : { to }),
            ...(weekdays ? { weekdays: [...weekdays] } : {}),
            ...(minutes ? { minutes: { from: minutes[0], to: minutes[1] } } : {}),
          },
        }
      : {}),
    ...(rule.stores ? { stores: [...rule.stores] } : {}),
    audience: rule.tiers ? { kind: 'tier', in: [...rule.tiers] } : rule.members ? 'members' : 'everyone',
    ...(conditions.length === 0 ? {} : { conditions: { kind: 'all', of: conditions } }),
    effects: [effectOf(rule)],
  };
}

function conditionsOf({ amount, pieces }: BenchRule): unknown[] {
  return [
    // Before discounts also where a campaign earns: whether it matches must not hang on what others took off.
    ...(amount ? [{ kind: 'amount', of: selectorOf(amount[0]), atLeast: amount[1], measure: 'before' }] : []),
    ...(pieces ? [{ kind: 'quantity', of: selectorOf(pieces[0]), unit: 'piece', atLeast: pieces[1] * 1000 }] : []),
  ];
}

function effectOf({ effect, n, goods }: BenchRule): CampaignDocument['effects'][number] {
  const selector = selectorOf(goods);
  switch (effect) {
    case 'percentOff':
      return { kind: 'percentOff', basisPoints: n, selector };
    case 'amountOff':
      return { kind: 'amountOff', amount: n, selector, on: goods === 'everything' ? 'basket' : 'items' };
    case 'earn':
      return { kind: 'earn', unit: 'points', points: n, amount: 100, whole: true, selector };
    case 'multiply':
      return { kind: 'multiply', unit: 'points', factor: n, selector };
  }
}

function selectorOf(key: GoodsKey) {
  if (key === 'everything') return { everything: true as const };
  const cut = key.indexOf(':');
  return { [key.slice(0, cut)]: [key.slice(cut + 1)] };
}
