// What a discount, units or a gift come from: a campaign, reward or coupon of the programme, or units paid with.
import { z } from 'zod';
import { slugSchema } from '../base/id.ts';

export const causeSchema = z.object({ kind: z.enum(['campaign', 'reward', 'coupon', 'payment']), id: slugSchema });
export type Cause = z.infer<typeof causeSchema>;

export function sameCause(a: Cause, b: Cause): boolean {
  return a.kind === b.kind && a.id === b.id;
}
