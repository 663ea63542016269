// The table of effects: what a campaign may do. One entry a kind: its schema here, its arithmetic in rules/.
import { z } from 'zod';
import { slugSchema } from '../base/id.ts';
import { moneySchema } from '../base/money.ts';
import { selectorSchema } from './selector.ts';

/** Units for money spent: `points` for each `amount`; `whole` counts full amounts only, else in proportion, down. */
export const earnEffectSchema = z.strictObject({
  kind: z.literal('earn'),
  unit: slugSchema,
  points: z.int().min(1).max(100_000),
  amount: moneySchema.refine((amount) => amount > 0, 'must be more than 0'),
  whole: z.boolean(),
  selector: selectorSchema,
});

/** A share off each selected line, in basis points: 10 % is 1000. */
export const percentOffEffectSchema = z.strictObject({
  kind: z.literal('percentOff'),
  basisPoints: z.int().min(1).max(10_000),
  selector: selectorSchema,
});

export const effectSchema = z.discriminatedUnion('kind', [earnEffectSchema, percentOffEffectSchema]);
export type Effect = z.infer<typeof effectSchema>;
export type EarnEffect = z.infer<typeof earnEffectSchema>;
export type PercentOffEffect = z.infer<typeof percentOffEffectSchema>;
