// Which goods a rule is about: a small tree over facts of a line. Each node says exactly one thing, so that nobody wonders
// whether two keys mean "and" or "or".
import { z } from 'zod';
import { slugSchema } from '../base/id.ts';
import { limits } from '../base/limits.ts';
import { lineKindSchema, posDiscountSchema } from '../basket/basket.ts';
import type { Line } from '../basket/basket.ts';
import { gtinSchema } from '../catalogue/product.ts';

export interface Selector {
  everything?: true | undefined;
  sku?: string[] | undefined;
  gtin?: string[] | undefined;
  /** With everything below it in the programme's `categories`. */
  category?: string[] | undefined;
  brand?: string[] | undefined;
  tag?: string[] | undefined;
  kind?: Line['kind'][] | undefined;
  /** Lines that the POS itself has reduced so. */
  posDiscount?: Line['posDiscounts'][number]['kind'][] | undefined;
  any?: Selector[] | undefined;
  all?: Selector[] | undefined;
  not?: Selector | undefined;
}

const few = <T extends z.ZodType>(one: T) => z.array(one).min(1).max(limits.selectorNamesMax).optional();
const branches = () => z.array(selectorSchema).min(1).max(limits.selectorBranchesMax).optional();

export const selectorSchema: z.ZodType<Selector> = z
  .strictObject({
    everything: z.literal(true).optional(),
    sku: few(z.string().min(1).max(40)),
    gtin: few(gtinSchema),
    category: few(slugSchema),
    brand: few(z.string().min(1).max(limits.nameLengthMax)),
    tag: few(slugSchema),
    kind: few(lineKindSchema),
    posDiscount: few(posDiscountSchema.shape.kind),
    get any() {
      return branches();
    },
    get all() {
      return branches();
    },
    get not() {
      return selectorSchema.optional();
    },
  })
  .refine((said) => Object.keys(said).length === 1, {
    error:
      'a selector says exactly one of: everything, sku, gtin, category, brand, tag, kind, posDiscount, any, all, not',
  })
  .meta({ id: 'Selector' });

export const everything: Selector = { everything: true };

export type LineTest = (line: Line) => boolean;
/** A category → itself and everything below it. */
export type CategoryTree = ReadonlyMap<string, readonly string[]>;

export function lineTest(selector: Selector, tree: CategoryTree): LineTest {
  const { sku, gtin, category, brand, tag, kind, posDiscount, any, all, not } = selector;
  if (sku) return has(sku, (line) => line.sku);
  if (gtin) return has(gtin, (line) => line.gtin);
  if (brand) return has(brand, (line) => line.brand);
  if (kind) return has<string>(kind, (line) => line.kind);
  if (category) return meets(withDescendants(category, tree), (line) => line.categories);
  if (tag) return meets(tag, (line) => line.tags);
  if (posDiscount) return (line) => line.posDiscounts.some((each) => posDiscount.includes(each.kind));
  if (not) return negation(lineTest(not, tree));
  if (any) return anyOf(any.map((each) => lineTest(each, tree)));
  if (all) return allOf(all.map((each) => lineTest(each, tree)));
  return () => true;
}

/**
 * Keys of which a line must have at least one to be selected, for the index; null when no such set exists (everything,
 * a negation, a kind). `c:drinks`, `t:bio`, `s:4711`, `g:…`, `b:Kornblume`.
 */
export function selectorKeys(selector: Selector, tree: CategoryTree): readonly string[] | null {
  const { sku, gtin, category, brand, tag, any, all } = selector;
  if (sku) return sku.map((each) => `s:${each}`);
  if (gtin) return gtin.map((each) => `g:${each}`);
  if (brand) return brand.map((each) => `b:${each}`);
  if (tag) return tag.map((each) => `t:${each}`);
  if (category) return withDescendants(category, tree).map((each) => `c:${each}`);
  if (any) {
    const keys = any.map((each) => selectorKeys(each, tree));
    return keys.includes(null) ? null : keys.flatMap((each) => each ?? []);
  }
  return all ? fewest(all.map((each) => selectorKeys(each, tree))) : null;
}

/** The smallest of several sets of keys, each of which suffices alone. */
export function fewest(sets: readonly (readonly string[] | null)[]): readonly string[] | null {
  let best: readonly string[] | null = null;
  for (const keys of sets) if (keys && (best === null || keys.length < best.length)) best = keys;
  return best;
}

function withDescendants(categories: readonly string[], tree: CategoryTree): string[] {
  return [...new Set(categories.flatMap((each) => tree.get(each) ?? [each]))];
}

function has<T extends string>(wanted: readonly T[], of: (line: Line) => T | undefined): LineTest {
  if (wanted.length === 1) {
    const [only] = wanted;
    return (line) => of(line) === only;
  }
  const set = new Set<T | undefined>(wanted);
  return (line) => {
    const value = of(line);
    return value !== undefined && set.has(value);
  };
}

function meets(wanted: readonly string[], of: (line: Line) => readonly string[]): LineTest {
  if (wanted.length === 1) {
    const [only = ''] = wanted;
    return (line) => of(line).includes(only);
  }
  const set = new Set(wanted);
  // Asked for each line of each sale: no function is made for the names of one.
  return (line) => {
    const names = of(line);
    for (let at = 0; at < names.length; at += 1) if (set.has(names[at] ?? '')) return true;
    return false;
  };
}

function negation(test: LineTest): LineTest {
  return (line) => !test(line);
}

function anyOf(tests: readonly LineTest[]): LineTest {
  return (line) => tests.some((test) => test(line));
}

function allOf(tests: readonly LineTest[]): LineTest {
  return (line) => tests.every((test) => test(line));
}
