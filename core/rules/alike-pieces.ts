// Which pieces are one and the same to the search: of one line, at one price, and left alike by everything that is decided. A
// percentage that split a line unevenly makes two pieces of it differ by a cent, and then who gets which can matter.
import type { Offer } from '../programme/offer.ts';
import type { ChoiceNode, PiecesNode } from './choice-tree.ts';
import { runSteps } from './run-steps.ts';
import type { Plan } from './run-steps.ts';
import type { Sale } from './work.ts';

/** Of two places in `sale.units`. */
export type Alike = (a: number, b: number) => boolean;

/** `fixed`: what is decided; what `roots` decide outside of the node makes every line that it may touch differ, to be sure. */
export function alikePieces(sale: Sale, fixed: Plan, roots: readonly ChoiceNode[], node: PiecesNode): Alike {
  const { units } = runSteps(sale, fixed).work;
  const mine = new Set(node.rules.map(({ offer }) => offer));
  const others = roots.flatMap(offersOf).filter((offer) => !mine.has(offer));
  const touched = sale.lines.map(({ line }) =>
    others.some(({ price }) => price.some(({ step, selects }) => step !== 'basket' && selects(line))),
  );
  return (a, b) => {
    const [one, other] = [units?.[a], units?.[b]];
    if (!one || !other || one.unit.line !== other.unit.line || one.unit.price !== other.unit.price) return false;
    return one.after === other.after && touched[one.unit.line] === false;
  };
}

export function offersOf(node: ChoiceNode): Offer[] {
  if (node.kind === 'rule') return [node.standing.offer];
  if (node.kind === 'pieces') return node.rules.map(({ offer }) => offer);
  return node.children.flatMap(offersOf);
}
