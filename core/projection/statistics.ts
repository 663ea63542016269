// Records → figures. Facts are sums, so they merge in any order: the same totals whichever store reports first.
// A voided sale counts as if it had never been (product.md, "Key figures"): its facts are taken back where they stood.
import { z } from 'zod';
import { slugSchema } from '../base/id.ts';
import { limits } from '../base/limits.ts';
import { businessDateSchema } from '../base/time.ts';
import type { BusinessDate } from '../base/time.ts';
import type { JournalRecord, SaleRecord } from '../journal/record.ts';

const unitFactsSchema = z.object({ unit: slugSchema, issued: z.int(), spent: z.int() });

/** Counts and minor units of money. All are plain sums. */
export const factsSchema = z.object({
  sales: z.int(),
  memberSales: z.int(),
  amount: z.int(),
  memberAmount: z.int(),
  discount: z.int(),
  rewards: z.int(),
  enrolled: z.int(),
  voids: z.int(),
  offlineSales: z.int(),
  units: z.array(unitFactsSchema).max(limits.unitsOfProgrammeMax),
});
export type Facts = z.infer<typeof factsSchema>;

export const factsOfDaySchema = z.object({ biz: businessDateSchema, facts: factsSchema });

/** Facts of one record, with the business date and the hour of the store's day under which they count. */
export interface DatedFacts {
  readonly biz: BusinessDate;
  readonly hour: number;
  readonly facts: Facts;
}

export const noFacts: Facts = {
  sales: 0,
  memberSales: 0,
  amount: 0,
  memberAmount: 0,
  discount: 0,
  rewards: 0,
  enrolled: 0,
  voids: 0,
  offlineSales: 0,
  units: [],
};

/** `original`: the sale that a void undoes; null when the record is no void or its sale is not held any more. */
export function factsOf(record: JournalRecord, hour: number, original: SaleRecord | null): DatedFacts | null {
  if (record.t === 'sale') return { biz: record.in.moment.biz, hour: hourOf(record), facts: factsOfSale(record) };
  if (record.t === 'enrol')
    return { biz: record.biz, hour, facts: { ...noFacts, enrolled: 1, units: unitsOf(record.eff) } };
  if (record.t === 'void' && original) {
    const undone = negate(factsOfSale(original));
    return { biz: original.in.moment.biz, hour: hourOf(original), facts: { ...undone, voids: 1 } };
  }
  return null;
}

export function mergeFacts(a: Facts, b: Facts): Facts {
  return combine(a, b, 1);
}

function negate(facts: Facts): Facts {
  return combine(noFacts, facts, -1);
}

function factsOfSale(sale: SaleRecord): Facts {
  if (sale.in.basket.buyer !== 'public') return noFacts;
  const member = sale.mem === null ? 0 : 1;
  return {
    sales: 1,
    memberSales: member,
    amount: sale.charged,
    memberAmount: member * sale.charged,
    discount: sale.out.total.discount,
    rewards: sale.out.rewards.filter((reward) => reward.state === 'used').length,
    enrolled: 0,
    voids: 0,
    offlineSales: sale.link === 'offline' ? 1 : 0,
    units: unitsOf(sale.eff),
  };
}

function unitsOf(effects: SaleRecord['eff']): Facts['units'] {
  const units = new Map<string, { unit: string; issued: number; spent: number }>();
  for (const effect of effects) {
    const sums = units.get(effect.unit) ?? { unit: effect.unit, issued: 0, spent: 0 };
    if (effect.kind === 'earn') sums.issued += effect.n;
    if (effect.kind === 'redeem') sums.spent += effect.n;
    units.set(effect.unit, sums);
  }
  return [...units.values()].toSorted(byUnit);
}

function combine(a: Facts, b: Facts, sign: 1 | -1): Facts {
  const units = new Map(a.units.map((each) => [each.unit, { ...each }]));
  for (const each of b.units) {
    const sums = units.get(each.unit) ?? { unit: each.unit, issued: 0, spent: 0 };
    sums.issued += sign * each.issued;
    sums.spent += sign * each.spent;
    units.set(each.unit, sums);
  }
  return {
    sales: a.sales + sign * b.sales,
    memberSales: a.memberSales + sign * b.memberSales,
    amount: a.amount + sign * b.amount,
    memberAmount: a.memberAmount + sign * b.memberAmount,
    discount: a.discount + sign * b.discount,
    rewards: a.rewards + sign * b.rewards,
    enrolled: a.enrolled + sign * b.enrolled,
    voids: a.voids + sign * b.voids,
    offlineSales: a.offlineSales + sign * b.offlineSales,
    units: [...units.values()].toSorted(byUnit),
  };
}

const byUnit = (a: { unit: string }, b: { unit: string }): number => (a.unit < b.unit ? -1 : 1);

function hourOf(sale: SaleRecord): number {
  return (sale.in.moment.minute - (sale.in.moment.minute % 60)) / 60;
}
