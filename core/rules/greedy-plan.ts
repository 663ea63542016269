// The first answer of the search, and the whole answer of `all` and `first`: rules in the order of work take what they may.
import type { Offer } from '../programme/offer.ts';
import type { ChoiceNode, PiecesNode } from './choice-tree.ts';
import type { Plan } from './run-steps.ts';
import { byTable, inOrder } from './search-choice.ts';
import type { Sale } from './work.ts';

/** One child of each group that lets one through; pieces to the first rule that can use them. */
export function greedyPlan(sale: Sale, root: ChoiceNode): Plan {
  return firstPlan(root, (node) => inOrder(sale, node));
}

/** The same, but pieces where they gain the most: where the search had better begin. */
export function tablePlan(sale: Sale, root: ChoiceNode): Plan {
  return firstPlan(root, (node) => (node.mode === 'best' ? byTable(node) : inOrder(sale, node)));
}

/** What must be, and nothing that may be left: in each `best`, nobody. */
export function leanPlan(sale: Sale, root: ChoiceNode): Plan {
  return firstPlan(root, (node) => (node.mode === 'best' ? withoutPieces(node) : inOrder(sale, node)), true);
}

function firstPlan(
  root: ChoiceNode,
  piecesOf: (node: PiecesNode) => ReadonlyMap<Offer, ReadonlySet<number>>,
  lean = false,
): Plan {
  const on = new Set<Offer>();
  const pieces = new Map<Offer, ReadonlySet<number>>();
  const visit = (node: ChoiceNode): void => {
    if (node.kind === 'rule') on.add(node.standing.offer);
    else if (node.kind === 'group') {
      const most = node.mode === 'all' ? node.children.length : node.mode === 'best' && lean ? 0 : 1;
      for (const child of node.children.slice(0, most)) visit(child);
    } else {
      for (const [offer, mine] of piecesOf(node)) {
        on.add(offer);
        if (offer.price.length > 0) pieces.set(offer, mine);
      }
    }
  };
  visit(root);
  return { on, pieces };
}

/** Rules that want no pieces are on whatever happens to the goods. */
function withoutPieces({ rules }: PiecesNode): ReadonlyMap<Offer, ReadonlySet<number>> {
  return new Map(rules.flatMap(({ offer }) => (offer.price.length === 0 ? [[offer, new Set<number>()]] : [])));
}
