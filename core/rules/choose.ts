// Who of several goes together: the groups decide once, before the first step, over all steps (rules.md, "Groups"). Up to
// twelve candidates are searched all at once; beyond, one group after the other, each with the others as they stand.
import { limits } from '../base/limits.ts';
import type { Offer } from '../programme/offer.ts';
import { greedyPlan, leanPlan, tablePlan } from './greedy-plan.ts';
import { outweighedBy } from './outweighed.ts';
import type { Outweighed } from './outweighed.ts';
import { restWorth } from './rest-worth.ts';
import { choiceTrees } from './choice-tree.ts';
import type { ChoiceNode, Component } from './choice-tree.ts';
import { runSteps } from './run-steps.ts';
import type { Plan } from './run-steps.ts';
import { searchChoice } from './search-choice.ts';
import type { SearchGround } from './search-choice.ts';
import { slopeOf } from './choice-slope.ts';
import type { Sale } from './work.ts';
import { worthOfRun } from './worth-of.ts';

export interface Choice {
  readonly plan: Plan;
  /** False: the search ended at its bound; the plan is never worse than greedy. */
  readonly proven: boolean;
  /** Who lost to whom, and by how many minor units of worth to the customer. */
  readonly outweighed: Outweighed;
}

const nobody: Plan = { on: new Set(), pieces: new Map() };

export function choose(sale: Sale): Choice {
  if (!sale.campaigns.some(({ offer }) => offer.group !== null))
    return { plan: nobody, proven: true, outweighed: new Map() };
  const worth = (plan: Plan): number => worthOfRun(runSteps(sale, plan).work);
  const aside = new Set<string>();
  for (;;) {
    const components = choiceTrees(sale, aside);
    const { plan, proven } = best(sale, components, worth);
    const idle = idleFirsts(sale, components, plan);
    if (idle.length === 0) return { plan, proven, outweighed: outweighedBy(components, plan, worth) };
    for (const id of idle) aside.add(id);
  }
}

type Worth = (plan: Plan) => number;
interface Best {
  readonly plan: Plan;
  readonly proven: boolean;
}

function best(sale: Sale, components: readonly Component[], worth: Worth): Best {
  const roots = components.map(({ root }) => root);
  const greedy = roots.map((root) => greedyPlan(sale, root)).reduce(join, nobody);
  if (roots.every(isForced)) return { plan: greedy, proven: true };
  const rest = restWorth(sale);
  const slope = slopeOf(sale);
  const candidates = components.reduce((sum, each) => sum + each.candidates, 0);
  if (components.length === 1 || candidates <= limits.choiceJointMax) {
    const ground = { sale, worth, rest, slope, fixed: nobody, nodesMax: nodesFor(candidates) };
    const table = roots.map((root) => tablePlan(sale, root)).reduce(join, nobody);
    const lean = roots.map((root) => leanPlan(sale, root)).reduce(join, nobody);
    return searchChoice(ground, roots, [greedy, table, lean]);
  }
  return oneByOne({ sale, worth, rest, slope }, components);
}

/** Sweeps over the groups until none finds better; each search is exact given the others. */
function oneByOne(common: Omit<SearchGround, 'fixed' | 'nodesMax'>, components: readonly Component[]): Best {
  const roots = components.map(({ root }) => root);
  const parts = roots.map((root) => greedyPlan(common.sale, root));
  const all = roots.reduce((sum, { most }) => sum + most, 0);
  let left: number = limits.choiceNodesTotal;
  for (let sweep = 0; sweep < limits.choiceSweepsMax; sweep += 1) {
    let changed = false;
    for (const [at, root] of roots.entries()) {
      const fixed = parts.filter((_, other) => other !== at).reduce(join, nobody);
      const mine = parts[at] ?? nobody;
      const nodesMax = Math.min(nodesFor(components[at]?.candidates ?? 0), left);
      const ground = { ...common, rest: common.rest + (all - root.most) * 1000, fixed, nodesMax };
      const found = searchChoice(ground, [root], [join(fixed, mine)]);
      left -= found.nodes;
      parts[at] = without(found.plan, fixed);
      if (!found.proven) return { plan: parts.reduce(join, nobody), proven: false };
      if (!samePlan(parts[at] ?? nobody, mine)) changed = true;
    }
    if (!changed) return { plan: parts.reduce(join, nobody), proven: true };
  }
  return { plan: parts.reduce(join, nobody), proven: false };
}

function nodesFor(candidates: number): number {
  return candidates <= limits.choiceJointMax ? limits.choiceNodesMax : limits.choiceNodesManyMax;
}

/** A tree in which nothing competes by worth: its first answer is its only one. */
function isForced(node: ChoiceNode): boolean {
  if (node.kind === 'rule') return true;
  if (node.mode === 'best') return false;
  return node.kind === 'pieces' || node.children.every(isForced);
}

/**
 * Rules that came first in their group and then found nothing to do, since what they are measured on was only known after
 * the discounts: they step aside for the next.
 */
function idleFirsts(sale: Sale, components: readonly Component[], plan: Plan): string[] {
  const firsts = components.flatMap(({ root }) => firstsOf(root)).filter((offer) => plan.on.has(offer));
  if (firsts.length === 0) return [];
  const { tallies } = runSteps(sale, plan).work;
  return firsts.flatMap((offer) => {
    const tally = tallies.get(offer);
    return tally && tally.given + tally.units + tally.gifts > 0 ? [] : [offer.by.id];
  });
}

function firstsOf(node: ChoiceNode): Offer[] {
  if (node.kind !== 'group') return [];
  const [first] = node.children;
  const mine =
    node.mode === 'first' && node.children.length > 1 && first?.kind === 'rule' ? [first.standing.offer] : [];
  return [...mine, ...node.children.flatMap(firstsOf)];
}

function join(a: Plan, b: Plan): Plan {
  return { on: new Set([...a.on, ...b.on]), pieces: new Map([...a.pieces, ...b.pieces]) };
}

function without(plan: Plan, fixed: Plan): Plan {
  return {
    on: new Set([...plan.on].filter((offer) => !fixed.on.has(offer))),
    pieces: new Map([...plan.pieces].filter(([offer]) => !fixed.pieces.has(offer))),
  };
}

function samePlan(a: Plan, b: Plan): boolean {
  if (a.on.size !== b.on.size || [...a.on].some((offer) => !b.on.has(offer))) return false;
  return [...a.pieces].every(([offer, pieces]) => {
    const others = b.pieces.get(offer);
    return others?.size === pieces.size && [...pieces].every((piece) => others.has(piece));
  });
}
