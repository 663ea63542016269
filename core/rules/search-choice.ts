// Branch and bound over the trees of decisions: depth first, the preferred child first, so that of equals the higher priority
// and then the smaller id wins. What it may cost is counted in nodes, not in time: it ends alike on every machine.
import type { Offer } from '../programme/offer.ts';
import type { ChoiceNode, GroupNode, PiecesNode } from './choice-tree.ts';
import { alikePieces } from './alike-pieces.ts';
import type { Alike } from './alike-pieces.ts';
import { takenPieces } from './pieces.ts';
import type { Slope } from './choice-slope.ts';
import { mulDiv } from '../base/money.ts';
import type { Plan } from './run-steps.ts';
import type { Sale } from './work.ts';

export interface SearchGround {
  readonly sale: Sale;
  /** Worth of a plan, in thousandths of minor units. */
  readonly worth: (plan: Plan) => number;
  /** Worth, at most, of all that the search does not decide; infinite where it cannot be said. */
  readonly rest: number;
  readonly slope: Slope;
  /** What is decided already, of other components. */
  readonly fixed: Plan;
  readonly nodesMax: number;
}

export interface Found {
  readonly plan: Plan;
  readonly worth: number;
  readonly proven: boolean;
  readonly nodes: number;
}

/** A whole evaluation costs as much as so many steps of the search. */
const leafNodes = 10;

/** The best plan over all roots together, or the best of those it came to before its nodes were used up. */
export function searchChoice(ground: SearchGround, roots: readonly ChoiceNode[], seeds: readonly Plan[]): Found {
  const search = new Search(ground, roots, seeds);
  search.decide(
    roots,
    roots.reduce((sum, { most }) => sum + most, 0),
  );
  return search.found();
}

class Search {
  readonly #ground: SearchGround;
  readonly #on = new Set<Offer>();
  readonly #pieces = new Map<Offer, Set<number>>();
  #nodes = 0;
  #best: { plan: Plan; worth: number } | null = null;
  readonly #roots: readonly ChoiceNode[];
  readonly #alike = new Map<PiecesNode, Alike>();
  readonly #seed: { plan: Plan; worth: number } | null;

  constructor(ground: SearchGround, roots: readonly ChoiceNode[], seeds: readonly Plan[]) {
    this.#ground = ground;
    this.#roots = roots;
    let seed: { plan: Plan; worth: number } | null = null;
    for (const plan of seeds) {
      const worth = ground.worth(plan);
      if (!seed || worth > seed.worth) seed = { plan, worth };
    }
    this.#seed = seed;
  }

  found(): Found {
    const best = this.#best;
    const seed = this.#seed;
    // A seed is only a bar to be reached: where the search reached it too, its own plan has the right tie-break.
    const winner = best && (!seed || best.worth >= seed.worth) ? best : seed;
    const { plan, worth } = winner ?? { plan: this.#planNow(), worth: 0 };
    return { plan, worth, proven: !this.#spent(), nodes: this.#nodes };
  }

  /** Decides the first of `left`, then the others; `most` is what they could still give, `given` what is decided at most. */
  decide(left: readonly ChoiceNode[], most: number, given = 0): void {
    if (this.#spent() || !this.#hopeful(given + most)) return;
    this.#nodes += 1;
    const [node, ...others] = left;
    if (!node) return this.#look();
    const ahead = most - node.most;
    if (node.kind === 'rule')
      return this.#with(node.standing.offer, () => this.decide(others, ahead, given + node.most));
    if (node.kind === 'pieces')
      return this.#decidePieces(node, ahead + given, (gained) => this.decide(others, ahead, given + gained));
    return this.#decideGroup(node, others, ahead, given);
  }

  #decideGroup({ mode, children }: GroupNode, others: readonly ChoiceNode[], ahead: number, given: number): void {
    if (mode === 'all') {
      return this.decide([...children, ...others], ahead + children.reduce((sum, { most }) => sum + most, 0), given);
    }
    for (const child of children) {
      this.decide([child, ...others], ahead + child.most, given);
      if (mode === 'first') return;
    }
    this.decide(others, ahead, given);
  }

  #decidePieces(node: PiecesNode, beside: number, next: (gained: number) => void): void {
    if (node.mode !== 'best') {
      const parts = inOrder(this.#ground.sale, node);
      return this.#withPieces(parts, () => next(node.most));
    }
    const { offers, free } = splitRules(node);
    const alike = this.#alikeIn(node);
    this.#withAll(free, () => this.#nextPiece({ node, offers, beside, alike, next }, 0, 0, 0, -1));
  }

  /**
   * Gives piece `at` to each rule that can use it, then to nobody. Pieces that are alike are given in the order of the rules,
   * so that swapping them is not tried. `before`: to whom the piece before went.
   */
  #nextPiece(walk: Walk, at: number, state: number, gained: number, before: number): void {
    const { node, offers, beside, next } = walk;
    const { table } = node;
    if (this.#spent() || !this.#hopeful(beside + gained + table.ahead(at, state))) return;
    this.#nodes += 1;
    const piece = table.pieces[at];
    if (piece === undefined) return next(gained);
    const from = before >= 0 && walk.alike(table.pieces[at - 1] ?? -1, piece) ? before : 0;
    for (let rule = from; rule < offers.length; rule += 1) {
      const offer = offers[rule];
      const taken = offer && table.step(state, rule, piece);
      if (!taken) continue;
      this.#give(offer, piece, () => this.#nextPiece(walk, at + 1, taken.state, gained + taken.gain, rule));
    }
    this.#nextPiece(walk, at + 1, state, gained, offers.length);
  }

  #alikeIn(node: PiecesNode): Alike {
    const known = this.#alike.get(node);
    if (known) return known;
    const { sale, fixed } = this.#ground;
    const made = alikePieces(sale, fixed, this.#roots, node);
    this.#alike.set(node, made);
    return made;
  }

  #look(): void {
    this.#nodes += leafNodes;
    const plan = this.#planNow();
    const worth = this.#ground.worth(plan);
    if (!this.#best || worth > this.#best.worth) this.#best = { plan, worth };
  }

  /** Whether something better than what was found, or as good as the seed, may lie here. `money`: minor units at most. */
  #hopeful(money: number): boolean {
    if (money === Number.NEGATIVE_INFINITY) return false;
    const { rest, slope } = this.#ground;
    const most = rest + mulDiv(money * 1000, slope.keptMillionths, 1_000_000, 'up') + slope.error;
    if (this.#seed && most < this.#seed.worth) return false;
    return !this.#best || most > this.#best.worth;
  }

  #spent(): boolean {
    return this.#nodes > this.#ground.nodesMax;
  }

  #planNow(): Plan {
    const { fixed } = this.#ground;
    const pieces = new Map<Offer, ReadonlySet<number>>(fixed.pieces);
    for (const [offer, set] of this.#pieces) pieces.set(offer, new Set(set));
    return { on: new Set([...fixed.on, ...this.#on]), pieces };
  }

  #with(offer: Offer, next: () => void): void {
    this.#on.add(offer);
    next();
    this.#on.delete(offer);
  }

  #withAll(offers: readonly Offer[], next: () => void): void {
    for (const offer of offers) this.#on.add(offer);
    next();
    for (const offer of offers) this.#on.delete(offer);
  }

  #withPieces(parts: ReadonlyMap<Offer, Set<number>>, next: () => void): void {
    for (const [offer, pieces] of parts) {
      this.#on.add(offer);
      if (offer.price.length > 0) this.#pieces.set(offer, pieces);
    }
    next();
    for (const offer of parts.keys()) {
      this.#on.delete(offer);
      this.#pieces.delete(offer);
    }
  }

  #give(offer: Offer, piece: number, next: () => void): void {
    const mine = this.#pieces.get(offer) ?? new Set<number>();
    mine.add(piece);
    this.#pieces.set(offer, mine);
    this.#on.add(offer);
    next();
    mine.delete(piece);
    if (mine.size > 0) return;
    this.#pieces.delete(offer);
    this.#on.delete(offer);
  }
}

interface Walk {
  readonly node: PiecesNode;
  /** Parallel to the table's machines. */
  readonly offers: readonly Offer[];
  /** The most that all other decisions give, made and to come. */
  readonly beside: number;
  readonly alike: Alike;
  readonly next: (gained: number) => void;
}

/** Rules that change no price want no pieces: they are on whatever happens to the goods. */
function splitRules({ rules }: PiecesNode): { offers: Offer[]; free: Offer[] } {
  const offers = rules.map(({ offer }) => offer);
  return { offers, free: offers.filter(({ price }) => price.length === 0) };
}

/** The walk through the table that takes the most at each piece: the best if nothing came after the pieces. */
export function byTable({ rules, table }: Pick<PiecesNode, 'rules' | 'table'>): Map<Offer, Set<number>> {
  const parts = new Map<Offer, Set<number>>();
  for (const { offer } of rules) if (offer.price.length === 0) parts.set(offer, new Set());
  let state = 0;
  for (const [at, piece] of table.pieces.entries()) {
    let best = { rule: -1, state, most: table.ahead(at + 1, state) };
    for (const rule of rules.keys()) {
      const taken = table.step(state, rule, piece);
      const most = taken ? taken.gain + table.ahead(at + 1, taken.state) : Number.NEGATIVE_INFINITY;
      if (taken && most > best.most) best = { rule, state: taken.state, most };
    }
    const offer = rules[best.rule]?.offer;
    if (offer) parts.set(offer, (parts.get(offer) ?? new Set()).add(piece));
    state = best.state;
  }
  return parts;
}

/** `all` and `first`: each rule in turn takes what it can use of the pieces that are left. */
export function inOrder(sale: Sale, { rules, table }: Pick<PiecesNode, 'rules' | 'table'>): Map<Offer, Set<number>> {
  const parts = new Map<Offer, Set<number>>();
  let left: readonly number[] = table.pieces;
  for (const standing of rules) {
    const taken = takenPieces(sale, standing, left);
    if (taken.size > 0 || standing.offer.price.length === 0) parts.set(standing.offer, taken);
    left = left.filter((piece) => !taken.has(piece));
  }
  return parts;
}
