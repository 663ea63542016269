// Who lost to whom, and by how much: for every rule that its group did not let through, the one that was, and what the whole
// evaluation would be worth less with the other way round.
import { limits } from '../base/limits.ts';
import { mulDiv } from '../base/money.ts';
import type { Cause } from '../programme/cause.ts';
import type { Offer } from '../programme/offer.ts';
import { offersOf } from './alike-pieces.ts';
import type { ChoiceNode, Component, PiecesNode } from './choice-tree.ts';
import type { Plan } from './run-steps.ts';
import type { Standing } from './standing.ts';

export type Outweighed = ReadonlyMap<Offer, { readonly by: Cause | null; readonly missing: number }>;

/** Amounts only for as many candidates as a person compares; beyond, the winner's name alone. */
export function outweighedBy(components: readonly Component[], plan: Plan, worth: (plan: Plan) => number): Outweighed {
  const lost = new Map<Offer, { by: Cause | null; missing: number }>();
  for (const { root, candidates } of components) {
    const now = candidates <= limits.choiceJointMax ? worth(plan) : null;
    for (const { loser, winners } of losersOf(root, plan)) {
      const missing = now === null ? 0 : Math.max(0, now - worth(instead(plan, loser, winners)));
      lost.set(loser, { by: winners[0]?.by ?? null, missing: mulDiv(missing, 1, 1000, 'halfAwayFromZero') });
    }
  }
  return lost;
}

interface Lost {
  readonly loser: Offer;
  /** In the order of work. */
  readonly winners: readonly Offer[];
}

function losersOf(node: ChoiceNode, plan: Plan): Lost[] {
  if (node.kind === 'rule') return [];
  if (node.kind === 'pieces') return losersOfPieces(node, plan);
  const below = node.children.flatMap((child) => losersOf(child, plan));
  if (node.mode === 'all') return below;
  const won = node.children.find((child) => offersOf(child).some((offer) => plan.on.has(offer)));
  const winners = won ? offersOf(won).filter((offer) => plan.on.has(offer)) : [];
  const inWinner = new Set(won ? offersOf(won) : []);
  const others = node.children.filter((child) => child !== won).flatMap(ableOf);
  return [...below.filter(({ loser }) => inWinner.has(loser)), ...others.map((loser) => ({ loser, winners }))];
}

/** Of the others, only who would give something for all the pieces: what lacks goods has lost to nobody. */
function losersOfPieces({ rules, gives }: PiecesNode, plan: Plan): Lost[] {
  const won = rules.filter((rule) => wins(rule, plan, gives));
  if (won.length === 0) return [];
  const winners = won.map(({ offer }) => offer);
  const others = rules.filter((rule) => !won.includes(rule) && gives(rule));
  return others.map(({ offer }) => ({ loser: offer, winners }));
}

/** Being let through is not enough: the search also leaves pieces with a rule to which they are of no use. */
function wins(rule: Standing, plan: Plan, gives: PiecesNode['gives']): boolean {
  const pieces = plan.pieces.get(rule.offer);
  return plan.on.has(rule.offer) && pieces !== undefined && gives(rule, pieces);
}

/** The plan with the loser in the winners' place; of pieces, it gets all that it asks for. */
function instead(plan: Plan, loser: Offer, winners: readonly Offer[]): Plan {
  const on = new Set([...plan.on].filter((offer) => !winners.includes(offer)));
  const pieces = new Map([...plan.pieces].filter(([offer]) => offer !== loser && !winners.includes(offer)));
  on.add(loser);
  return { on, pieces };
}

/** Who would do something with nobody before it. What would not has lost to nobody. */
function ableOf(node: ChoiceNode): Offer[] {
  if (node.kind === 'group') return node.children.flatMap(ableOf);
  if (node.kind === 'pieces') return node.rules.filter((rule) => node.gives(rule)).map(({ offer }) => offer);
  const { offer } = node.standing;
  return node.most > 0 || offer.earn.length + offer.gifts.length > 0 ? [offer] : [];
}
