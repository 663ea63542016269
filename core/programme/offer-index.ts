// From names of goods to the offers that are about them, and further by customer where they are for some only. Holds places in
// a list of offers; it promises to miss none that could match, and decides nothing itself.
import type { OfferKeys } from './offer-keys.ts';

/** How goods are named, as in the keys of selector.ts: sku, GTIN, brand, category, tag. */
export type GoodsName = 's' | 'g' | 'b' | 'c' | 't';

export interface OfferIndex {
  /** About no goods in particular: every sale looks here. */
  readonly always: Posting;
  /** A map for each way to name goods, so that a sale looks up its own words and puts no keys together. */
  readonly byGoods: Readonly<Record<GoodsName, ReadonlyMap<string, Posting>>>;
}

/** Places of the offers for everybody, and of those for some by what must hold of them (`T:gold` …). */
export interface Posting {
  readonly everybody: readonly number[];
  readonly byCustomer: ReadonlyMap<string, readonly number[]>;
}

/** `keys` of each offer, in the order of the list in which places are. */
export function offerIndex(keys: readonly OfferKeys[]): OfferIndex {
  const always = emptyPosting();
  const byGoods: Record<GoodsName, Map<string, OpenPosting>> = {
    s: new Map(),
    g: new Map(),
    b: new Map(),
    c: new Map(),
    t: new Map(),
  };
  for (const [at, { goods, customer }] of keys.entries()) {
    if (goods === null) put(always, customer, at);
    for (const key of goods ?? []) put(within(byGoods[key.charAt(0) as GoodsName], key.slice(2)), customer, at);
  }
  return { always, byGoods };
}

interface OpenPosting {
  readonly everybody: number[];
  readonly byCustomer: Map<string, number[]>;
}

function emptyPosting(): OpenPosting {
  return { everybody: [], byCustomer: new Map() };
}

function within(names: Map<string, OpenPosting>, name: string): OpenPosting {
  const known = names.get(name);
  if (known) return known;
  const made = emptyPosting();
  names.set(name, made);
  return made;
}

function put({ everybody, byCustomer }: OpenPosting, customer: readonly string[] | null, at: number): void {
  if (customer === null) everybody.push(at);
  for (const key of customer ?? []) {
    const places = byCustomer.get(key);
    if (places) places.push(at);
    else byCustomer.set(key, [at]);
  }
}
