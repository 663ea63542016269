// Which lines an effect is about. A small tree over facts of the line; its depth is bounded by the schema itself.
import { z } from 'zod';
import { slugSchema } from '../base/id.ts';
import type { Line } from '../basket/basket.ts';

const leafSchema = z.union([
  z.strictObject({ category: slugSchema }),
  z.strictObject({ tag: slugSchema }),
  z.strictObject({ gtin: z.string().regex(/^\d{14}$/) }),
]);

/** A leaf, the whole basket, or everything but a leaf. The full tree (any, all, nested) widens this union. */
export const selectorSchema = z.union([
  leafSchema,
  z.strictObject({ everything: z.literal(true) }),
  z.strictObject({ not: leafSchema }),
]);
export type Selector = z.infer<typeof selectorSchema>;

export function selects(selector: Selector, line: Line): boolean {
  if ('everything' in selector) return true;
  if ('not' in selector) return !selects(selector.not, line);
  if ('category' in selector) return line.categories.includes(selector.category);
  if ('tag' in selector) return line.tags.includes(selector.tag);
  return line.gtin === selector.gtin;
}
