// A record → a receipt document: what is said, not how it is printed. The same document becomes text, a picture and bytes.
// The loyalty block holds at most six lines and a QR, so that it also fits a 58 mm slip (till.md, "Receipts").
import { z } from 'zod';

/** Blocks from top to bottom. `columns` has its right part flush right; `strong` is printed bold. */
export const receiptBlockSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    text: z.string().max(200),
    align: z.enum(['left', 'center']),
    strong: z.boolean(),
    large: z.boolean(),
  }),
  z.object({ kind: z.literal('columns'), left: z.string().max(200), right: z.string().max(40), strong: z.boolean() }),
  z.object({ kind: z.literal('rule') }),
  z.object({ kind: z.literal('space') }),
  z.object({ kind: z.literal('qr'), data: z.string().max(700), caption: z.string().max(80) }),
  z.object({ kind: z.literal('cut') }),
]);
export type ReceiptBlock = z.infer<typeof receiptBlockSchema>;

export const receiptDocumentSchema = z.object({
  language: z.enum(['en', 'de', 'hu', 'ru', 'ar']),
  blocks: z.array(receiptBlockSchema).max(2_000),
});
export type ReceiptDocument = z.infer<typeof receiptDocumentSchema>;
