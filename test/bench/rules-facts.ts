// What the peers are told of a basket: the facts of the sale, and sums of money and pieces by each key that names goods. They
// are added up once a basket, which is more than the peers' own languages would do for themselves.
import type { EvaluationInput } from '../../core/rules/evaluation.ts';
import { categoryParents } from './rules-workload.ts';
import type { BenchRule } from './rules-words.ts';

export interface BasketFacts {
  readonly store: string;
  /** 20261122: both peers compare numbers best. */
  readonly date: number;
  readonly weekday: number;
  readonly minute: number;
  readonly member: boolean;
  readonly tier: string | null;
  /** Minor units and pieces, by the keys of rules-words.ts. */
  readonly amount: Readonly<Record<string, number>>;
  readonly pieces: Readonly<Record<string, number>>;
}

const parents = new Map(categoryParents);

export function factsOfBasket({ store, moment, member, basket }: EvaluationInput): BasketFacts {
  const amount: Record<string, number> = {};
  const pieces: Record<string, number> = {};
  for (const line of basket.lines) {
    const add = (key: string): void => {
      amount[key] = (amount[key] ?? 0) + line.amount;
      pieces[key] = (pieces[key] ?? 0) + line.pieces;
    };
    add('everything');
    if (line.sku !== undefined) add(`sku:${line.sku}`);
    if (line.brand !== undefined) add(`brand:${line.brand}`);
    for (const tag of line.tags) add(`tag:${tag}`);
    for (const category of line.categories) {
      for (let at: string | undefined = category; at !== undefined; at = parents.get(at)) add(`category:${at}`);
    }
  }
  return {
    store,
    date: numberOfDate(moment.biz),
    weekday: moment.weekday,
    minute: moment.minute,
    member: member !== null,
    tier: member?.tier ?? null,
    amount,
    pieces,
  };
}

/** One comparison of a campaign; all of them must hold. */
export interface Test {
  readonly fact: Exclude<keyof BasketFacts, 'amount' | 'pieces'> | readonly ['amount' | 'pieces', string];
  readonly is: 'equal' | 'in' | 'atLeast' | 'atMost' | 'below';
  readonly value: string | number | boolean | readonly (string | number)[];
}

/** Cheap and telling ones first: one number or word, then sums. */
export function testsOf(rule: BenchRule): Test[] {
  const { stores, from, to, weekdays, tiers, members, minutes, amount, pieces, goods } = rule;
  const tests: (Test | false | undefined)[] = [
    stores && { fact: 'store', is: 'in', value: stores },
    from !== undefined && { fact: 'date', is: 'atLeast', value: numberOfDate(from) },
    to !== undefined && { fact: 'date', is: 'atMost', value: numberOfDate(to) },
    weekdays && { fact: 'weekday', is: 'in', value: weekdays },
    tiers && { fact: 'tier', is: 'in', value: tiers },
    members === true && { fact: 'member', is: 'equal', value: true },
    minutes && { fact: 'minute', is: 'atLeast', value: minutes[0] },
    minutes && { fact: 'minute', is: 'below', value: minutes[1] },
    amount && { fact: ['amount', amount[0]], is: 'atLeast', value: amount[1] },
    pieces && { fact: ['pieces', pieces[0]], is: 'atLeast', value: pieces[1] },
    { fact: ['pieces', goods], is: 'atLeast', value: 1 },
  ];
  return tests.filter((each) => each !== false && each !== undefined);
}

function numberOfDate(date: string): number {
  return Number(date.replaceAll('-', ''));
}
