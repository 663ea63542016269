// The engines of the rules bench behind one question: which campaigns match this basket? Each in the form in which its makers
// would have it used at speed: everything about a programme is made once, only facts are made for each basket.
import { factsOf } from '../../core/rules/facts-of.ts';
import type { EvaluationInput } from '../../core/rules/evaluation.ts';
import { findCampaigns } from '../../core/rules/find-campaigns.ts';
import { missOf } from '../../core/rules/miss-of.ts';
import { runSteps } from '../../core/rules/run-steps.ts';
import { saleLines } from '../../core/rules/sale-lines.ts';
import type { SaleLine } from '../../core/rules/sale-lines.ts';
import { isRefusal, standingOf } from '../../core/rules/standing.ts';
import type { Standing } from '../../core/rules/standing.ts';
import { categoryTree } from '../../core/programme/category-tree.ts';
import type { CompiledProgramme } from '../../core/programme/compile.ts';
import type { Facts } from '../../core/programme/facts.ts';
import { campaignOffer } from '../../core/programme/offer.ts';
import type { Offer } from '../../core/programme/offer.ts';
import type { Peers } from './peers.ts';
import { factsOfBasket, testsOf } from './rules-facts.ts';
import type { Test } from './rules-facts.ts';
import type { BenchRule } from './rules-words.ts';

/** The campaigns that match, as the engine's shared settling takes them, in the order of work. */
export type Match = (input: EvaluationInput) => Standing[] | Promise<Standing[]>;

export interface Workbench {
  readonly rules: readonly BenchRule[];
  readonly compiled: CompiledProgramme;
  /** Every campaign, bound to its goods and effects; no index. */
  readonly offers: readonly Offer[];
}

export function makeWorkbench(rules: readonly BenchRule[], compiled: CompiledProgramme): Workbench {
  const tree = categoryTree(compiled.programme.categories);
  return { rules, compiled, offers: compiled.campaigns.map((campaign, rank) => campaignOffer(campaign, rank, tree)) };
}

/** Ours: those to which the index points, asked. */
export function ours({ compiled }: Workbench): Match {
  return (input) => matching(compiled, input, findCampaigns(compiled, input));
}

/** The same questions, asked of every campaign of the programme. */
export function plainLoop({ compiled, offers }: Workbench): Match {
  return (input) => matching(compiled, input, offers);
}

function matching(compiled: CompiledProgramme, input: EvaluationInput, offers: readonly Offer[]): Standing[] {
  const lines = saleLines(input.basket);
  const facts = factsOf({ compiled, input, lines }, null, 'before');
  const found: Standing[] = [];
  for (const offer of offers) {
    const standing = standingOf(offer, input, facts);
    if (!isRefusal(standing) && holdsAfterwards(offer, facts) && hasGoods(offer, lines)) found.push(standing);
  }
  return found;
}

/** `standingOf` leaves the conditions of what earns until its turn comes; here they are asked at once, as peers do. */
function holdsAfterwards({ measure, condition }: Offer, facts: Facts): boolean {
  return measure === 'before' || condition === null || missOf(condition, facts) === null;
}

function hasGoods({ price, earn }: Offer, lines: readonly SaleLine[]): boolean {
  const selects = (price[0] ?? earn[0])?.selects;
  return selects !== undefined && lines.some(({ line }) => selects(line));
}

/** What every engine's matches go through: our own steps of work, from items to earning. */
export function settle({ compiled }: Workbench, input: EvaluationInput, campaigns: readonly Standing[]): number[] {
  const sale = { compiled, input, lines: saleLines(input.basket), units: null, campaigns };
  const { work } = runSteps(sale, { on: new Set(), pieces: new Map() });
  const discount = work.discounts.reduce((sum, { given }) => sum + given, 0);
  return [discount, work.earned.reduce((sum, { n }) => sum + n, 0)];
}

/** One Engine for the programme, its conditions ordered by `priority` so that it can stop early, paths read by property. */
export function jsonRulesEngine({ Engine }: Peers, bench: Workbench): Match {
  const engine = new Engine([], { allowUndefinedFacts: true, pathResolver: (value, path) => value[path] });
  for (const [rank, rule] of bench.rules.entries()) engine.addRule(ruleOfJsonRules(rule, rank));
  const standing = standings(bench);
  return async (input) => {
    const { events } = await engine.run({ ...factsOfBasket(input) });
    const ranks = events.map(({ params }) => params.rank).toSorted((a, b) => a - b);
    return ranks.flatMap((rank) => standing[rank] ?? []);
  };
}

/** The same peer with our index before it: an Engine for each set of candidates, made beforehand and not measured. */
export function jsonRulesEngineIndexed(peers: Peers, bench: Workbench, inputs: readonly EvaluationInput[]): Match {
  const byCandidates = new Map<string, Match>();
  const setOf = (input: EvaluationInput): Offer[] => findCampaigns(bench.compiled, input);
  const nameOf = (offers: readonly Offer[]): string => offers.map(({ rank }) => rank).join(' ');
  for (const input of inputs) {
    const offers = setOf(input);
    const rules = offers.flatMap(({ rank }) => bench.rules[rank] ?? []);
    const small = { ...bench, rules, offers };
    if (!byCandidates.has(nameOf(offers))) byCandidates.set(nameOf(offers), jsonRulesEngine(peers, small));
  }
  return (input) => byCandidates.get(nameOf(setOf(input)))?.(input) ?? [];
}

/** One function for each campaign, compiled by `build`, asked in turn. */
export function jsonLogicEngine({ LogicEngine }: Peers, bench: Workbench): Match {
  const logic = new LogicEngine();
  const asks = bench.rules.map((rule) => logic.build({ and: testsOf(rule).map(jsonLogicOf) }));
  const standing = standings(bench);
  return (input) => {
    const facts = factsOfBasket(input);
    const found: Standing[] = [];
    for (const [rank, ask] of asks.entries()) {
      const match = ask(facts) ? standing[rank] : undefined;
      if (match) found.push(match);
    }
    return found;
  };
}

/** What the shared settling needs of a match: nothing in this bench is limited, so it is made once. */
function standings({ offers }: Workbench): readonly Standing[] {
  const most = Number.MAX_SAFE_INTEGER;
  return offers.map((offer) => ({ offer, allowance: { uses: most, money: most, units: most, drop: false } }));
}

function ruleOfJsonRules(rule: BenchRule, rank: number): unknown {
  const operators = {
    equal: 'equal',
    in: 'in',
    atLeast: 'greaterThanInclusive',
    atMost: 'lessThanInclusive',
    below: 'lessThan',
  };
  const tests = testsOf(rule);
  const all = tests.map(({ fact, is, value }, at) => ({
    ...(typeof fact === 'string' ? { fact } : { fact: fact[0], path: fact[1] }),
    operator: operators[is],
    value,
    priority: tests.length - at,
  }));
  return { conditions: { all }, event: { type: rule.id, params: { rank } } };
}

function jsonLogicOf({ fact, is, value }: Test): unknown {
  const operators = { equal: '===', in: 'in', atLeast: '>=', atMost: '<=', below: '<' };
  return { [operators[is]]: [{ var: typeof fact === 'string' ? fact : fact.join('.') }, value] };
}
