// The POS's words about what is sold, kept as given, and whole: it is in every record for ever (rules.md, "What a basket
// is"). `amount` is the truth of a line, also where quantity × price says otherwise.
import { z } from 'zod';
import { eventIdSchema, slugSchema } from '../base/id.ts';
import { limits } from '../base/limits.ts';
import { moneySchema } from '../base/money.ts';
import { gtinSchema } from '../catalogue/product.ts';

export const lineKindSchema = z.enum([
  'goods',
  'service',
  'fee',
  'delivery',
  'tip',
  'deposit',
  'gift-card',
  'donation',
  'rounding',
]);
export type LineKind = z.infer<typeof lineKindSchema>;

export const posDiscountSchema = z.object({
  kind: z.enum(['promo', 'markdown', 'manual', 'staff', 'wholesale']),
  amount: moneySchema,
});

/** Thousandths of `unit`: 2 pieces = 2000, 1.234 kg = 1234. Negative on return lines only. */
export const quantitySchema = z.int().min(-limits.quantityMax).max(limits.quantityMax);

export const lineIdSchema = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/);

export const lineSchema = z.object({
  id: lineIdSchema,
  name: z.string().max(limits.nameLengthMax),
  sku: z.string().max(40).optional(),
  gtin: gtinSchema.optional(),
  categories: z.array(slugSchema).max(limits.categoriesPerLineMax),
  brand: z.string().max(limits.nameLengthMax).optional(),
  tags: z.array(slugSchema).max(limits.tagsPerLineMax),
  taxCode: slugSchema,
  kind: lineKindSchema,
  quantity: quantitySchema,
  unit: z.enum(['piece', 'kg', 'l', 'm', 'h']),
  /** Pieces as people count them: a weighed line is one. */
  pieces: z.int().min(0).max(limits.quantityMax),
  /** Before any discount of the POS. */
  listAmount: moneySchema,
  /** What the POS charges before us. */
  amount: moneySchema,
  posDiscounts: z.array(posDiscountSchema).max(limits.posDiscountsPerLineMax),
  cost: moneySchema.optional(),
  earns: z.boolean().optional(),
  discountable: z.boolean().optional(),
  payableWithUnits: z.boolean().optional(),
  countsToThresholds: z.boolean().optional(),
  /** No effect takes the line below this. */
  minAmount: moneySchema.optional(),
  /** A return line names what it returns. */
  returnOf: z.object({ event: eventIdSchema, line: lineIdSchema }).optional(),
});
export type Line = z.infer<typeof lineSchema>;

export const basketSchema = z.object({
  priceBasis: z.enum(['tax-included', 'tax-excluded']),
  buyer: z.enum(['public', 'staff', 'trade']),
  lines: z
    .array(lineSchema)
    .max(limits.linesPerBasketMax)
    .refine((lines) => new Set(lines.map((line) => line.id)).size === lines.length, 'line ids must differ')
    .refine(
      (lines) => lines.reduce((sum, { amount }) => sum + Math.abs(amount), 0) <= limits.moneyMax,
      'all lines together are more money than one sale can be',
    ),
});
export type Basket = z.infer<typeof basketSchema>;

export const tenderSchema = z.object({
  kind: z.enum(['cash', 'card', 'gift-card', 'voucher', 'account', 'other']),
  amount: moneySchema,
});
export type Tender = z.infer<typeof tenderSchema>;
