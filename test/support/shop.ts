// A small shop for tests, in the words of the basket and the programme: a café that gives a point per euro, ten percent off
// pastry, and a coffee for 100 points.
import type { z } from 'zod';
import { money } from '../../core/base/money.ts';
import type { Moment } from '../../core/base/time.ts';
import { units } from '../../core/base/units.ts';
import type { Basket, Line } from '../../core/basket/basket.ts';
import { compile } from '../../core/programme/compile.ts';
import type { CompiledProgramme } from '../../core/programme/compile.ts';
import type { programmeSchema } from '../../core/programme/programme.ts';
import { memberFactsSchema } from '../../core/programme/member-facts.ts';
import type { MemberFacts } from '../../core/programme/member-facts.ts';
import type { EvaluationInput } from '../../core/rules/evaluation.ts';

export const cafeProgramme: z.input<typeof programmeSchema> = {
  lang: 2,
  id: 'cafe',
  version: 3,
  name: { en: 'Café card', de: 'Café-Karte' },
  currency: { code: 'EUR', decimals: 2, cashStep: 1 },
  units: [
    {
      id: 'points',
      name: { en: 'points', de: 'Punkte' },
      value: { units: 100, minor: 100 },
      expiry: { kind: 'months', months: 12 },
    },
  ],
  campaigns: [
    {
      id: 'point-per-euro',
      name: { en: 'A point per euro', de: 'Ein Punkt je Euro' },
      trigger: 'purchase',
      audience: 'members',
      priority: 0,
      effects: [{ kind: 'earn', unit: 'points', points: 1, amount: 100, whole: true, selector: { everything: true } }],
    },
    {
      id: 'pastry-tenth',
      name: { en: '10 % off pastry', de: '10 % auf Gebäck' },
      trigger: 'purchase',
      audience: 'everyone',
      priority: 10,
      effects: [{ kind: 'percentOff', basisPoints: 1000, selector: { category: ['pastry'] } }],
    },
  ],
  rewards: [
    {
      id: 'free-coffee',
      name: { en: '2.50 off a drink', de: '2,50 auf ein Getränk' },
      cost: { unit: 'points', n: 100 },
      effect: { kind: 'amountOff', amount: 250, selector: { category: ['drinks'] } },
    },
  ],
  offline: { unit: 'points', floorPerMember: 300, floorPerTill: 1000, reserve: 0, balanceAgeHoursMax: 72 },
  receipt: { thanks: { en: 'See you soon!', de: 'Bis bald!' } },
};

export function compiled(change: Partial<z.input<typeof programmeSchema>> = {}): CompiledProgramme {
  const result = compile({ ...cafeProgramme, ...change });
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

/** Sunday, 22 November 2026, ten in the morning in Berlin. */
export const sundayAtTen: Moment = { instantMs: 1_795_338_000_000, biz: '2026-11-22', weekday: 7, minute: 600 };

export function line(id: string, name: string, amount: number, more: Partial<Line> = {}): Line {
  return {
    id,
    name,
    categories: [],
    tags: [],
    taxCode: 'standard',
    kind: 'goods',
    quantity: 1000,
    unit: 'piece',
    pieces: 1,
    listAmount: money(amount),
    amount: money(amount),
    posDiscounts: [],
    ...more,
  };
}

export const coffee = (id: string, amount = 250): Line => line(id, 'Coffee', amount, { categories: ['drinks'] });
export const cake = (id: string, amount = 400): Line => line(id, 'Cake', amount, { categories: ['pastry'] });

export function basket(...lines: Line[]): Basket {
  return { priceBasis: 'tax-included', buyer: 'public', lines };
}

/** A member who may spend what he holds, unless said otherwise. */
export function member(held: number, spendable = held, right: MemberFacts['right'] = 'spend'): MemberFacts {
  return memberFactsSchema.parse({ right, spendable: [{ unit: 'points', n: units(spendable), held: units(held) }] });
}

export function purchase(lines: Line[], more: Partial<EvaluationInput> = {}): EvaluationInput {
  return {
    event: 'purchase',
    store: 'berlin',
    moment: sundayAtTen,
    basket: basket(...lines),
    member: null,
    usage: [],
    coupons: [],
    chosen: [],
    declined: [],
    payWithUnits: null,
    tenders: null,
    plannedTender: null,
    ...more,
  };
}
