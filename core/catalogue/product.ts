// What a shop sells, as far as loyalty needs it: for the small register of our own where there is no POS.
import { z } from 'zod';
import { moneySchema } from '../base/money.ts';
import { slugSchema } from '../base/id.ts';
import { limits } from '../base/limits.ts';

/** A GTIN is keyed as 14 digits, whatever its length on the pack (GS1 General Specifications 3.3.2). */
export const gtinSchema = z.string().regex(/^\d{14}$/);

export const productSchema = z.object({
  gtin: gtinSchema,
  name: z.string().min(1).max(limits.nameLengthMax),
  price: moneySchema,
  categories: z.array(slugSchema).max(limits.categoriesPerLineMax),
  brand: z.string().max(limits.nameLengthMax).optional(),
  taxCode: slugSchema,
});
export type Product = z.infer<typeof productSchema>;

/** The products of the chain as one versioned document of the feed. */
export const assortmentSchema = z.object({
  kind: z.literal('assortment'),
  version: z.int().positive(),
  products: z.array(productSchema).max(200_000),
});
export type Assortment = z.infer<typeof assortmentSchema>;
