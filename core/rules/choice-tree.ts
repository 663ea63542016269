// The groups of one sale as a tree of decisions: only rules that may apply, only groups that have some. Each node knows the
// most money it could give by itself, which bounds the search.
import type { Group } from '../programme/campaign.ts';
import { applyPrice } from './apply-price.ts';
import { dearestOf } from './rest-worth.ts';
import { pieceTable } from './piece-table.ts';
import type { PieceTable } from './piece-table.ts';
import { eligiblePieces, givesAny } from './pieces.ts';
import type { Standing } from './standing.ts';
import { beginWork } from './work.ts';
import type { Sale } from './work.ts';

export interface RuleNode {
  readonly kind: 'rule';
  readonly standing: Standing;
  /** Minor units at most: what it gives when nobody was before it. */
  readonly most: number;
}

export interface GroupNode {
  readonly kind: 'group';
  readonly mode: Group['mode'];
  /** In the order of work. */
  readonly children: readonly ChoiceNode[];
  readonly most: number;
}

/** A group by unit decides over pieces; it holds rules only. */
export interface PiecesNode {
  readonly kind: 'pieces';
  readonly mode: Group['mode'];
  readonly rules: readonly Standing[];
  readonly table: PieceTable;
  readonly most: number;
  /** Whether a rule would give something for these pieces; for all that it can use, where none are named. */
  readonly gives: (rule: Standing, pieces?: Iterable<number>) => boolean;
}

export type ChoiceNode = RuleNode | GroupNode | PiecesNode;

/** One tree for each group that stands in no other; `candidates` counts what a search has to decide. */
export interface Component {
  readonly root: ChoiceNode;
  readonly candidates: number;
}

export function choiceTrees(sale: Sale, without: ReadonlySet<string>): Component[] {
  const groups = new Map<string, Building>();
  const roots: Building[] = [];
  for (const standing of sale.campaigns) {
    const { group, by } = standing.offer;
    if (group === null || without.has(by.id)) continue;
    const path = sale.compiled.groups.path(group);
    let child: Building | Standing = standing;
    for (const [at, each] of path.entries()) {
      const known: Building | undefined = groups.get(each.id);
      const building: Building = known ?? { group: each, children: [] };
      building.children.push(child);
      if (known) break;
      groups.set(each.id, building);
      child = building;
      if (at === path.length - 1) roots.push(building);
    }
  }
  return roots.flatMap((root) => {
    const nodes = root.group.scope === 'unit' ? piecesNodes(sale, root) : [nodeOf(sale, root)];
    return nodes.map((node) => ({ root: node, candidates: candidatesOf(node) }));
  });
}

interface Building {
  readonly group: Group;
  readonly children: (Building | Standing)[];
}

function nodeOf(sale: Sale, building: Building | Standing): ChoiceNode {
  if ('offer' in building) return { kind: 'rule', standing: building, most: mostOf(sale, building) };
  const { group, children } = building;
  if (group.scope === 'unit') {
    const shelves = piecesNodes(sale, building);
    const [only, ...more] = shelves;
    if (only && more.length === 0) return only;
    return { kind: 'group', mode: 'all', children: shelves, most: shelves.reduce((sum, each) => sum + each.most, 0) };
  }
  const nodes = children
    .toSorted((a, b) => priorityOf(b) - priorityOf(a) || (idOf(a) < idOf(b) ? -1 : 1))
    .map((each) => nodeOf(sale, each));
  const all = nodes.map(({ most }) => most);
  const most = group.mode === 'all' ? all.reduce((sum, n) => sum + n, 0) : Math.max(0, ...all);
  return { kind: 'group', mode: group.mode, children: nodes, most };
}

/** Rules that want none of each other's goods are decided one by one: cheese does not compete with juice. */
function piecesNodes(sale: Sale, { group, children }: Building): PiecesNode[] {
  const rules = children.flatMap((each) => ('offer' in each ? [each] : []));
  const shelves: Shelf[] = [];
  for (const rule of rules) {
    const pieces = eligiblePieces(sale, rule.offer);
    const mine: Shelf = { rules: [], pieces: new Set(pieces) };
    for (const shelf of shelves.filter((each) => pieces.some((piece) => each.pieces.has(piece)))) {
      shelves.splice(shelves.indexOf(shelf), 1);
      mine.rules.push(...shelf.rules);
      for (const piece of shelf.pieces) mine.pieces.add(piece);
    }
    mine.rules.push(rule);
    shelves.push(mine);
  }
  return shelves.map((shelf) =>
    piecesNode(
      sale,
      group,
      rules.filter((rule) => shelf.rules.includes(rule)),
    ),
  );
}

interface Shelf {
  readonly rules: Standing[];
  readonly pieces: Set<number>;
}

function piecesNode(sale: Sale, { mode }: Group, rules: readonly Standing[]): PiecesNode {
  const table = pieceTable(sale, rules);
  const gives: PiecesNode['gives'] = (rule, pieces = eligiblePieces(sale, rule.offer)) =>
    givesAny(
      sale,
      rule,
      [...pieces].toSorted((a, b) => a - b),
    );
  return { kind: 'pieces', mode, rules, table, most: table.most, gives };
}

/** A free piece is bounded by the dearest: the cheapest may be free already when its turn comes. */
function mostOf(sale: Sale, standing: Standing): number {
  if (standing.offer.price.length === 0) return 0;
  const work = beginWork(sale);
  let most = 0;
  for (const bound of standing.offer.price) {
    if (bound.effect.kind === 'free') most += dearestOf(sale, bound, bound.effect.pieces);
    else applyPrice(work, standing, bound, null);
  }
  return work.discounts.reduce((sum, { given }) => sum + given, most);
}

function candidatesOf(node: ChoiceNode): number {
  if (node.kind === 'rule') return 1;
  if (node.kind === 'pieces') return node.table.instances;
  return node.children.reduce((sum, child) => sum + candidatesOf(child), 0);
}

function priorityOf(each: Building | Standing): number {
  if ('group' in each) return each.group.priority;
  return 'priority' in each.offer.source ? each.offer.source.priority : 0;
}

function idOf(each: Building | Standing): string {
  return 'group' in each ? each.group.id : each.offer.by.id;
}
