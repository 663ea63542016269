// Units are what a programme counts: points, stamps, status points. Always whole. A bucket is the label under which
// units expire together: `YYYY-MM` for the end of that month in the chain's zone, or `never`.
import { z } from 'zod';
import { assert } from './assert.ts';
import { limits } from './limits.ts';

export const unitsSchema = z.int().min(-limits.unitsMax).max(limits.unitsMax).brand<'Units'>();
export type Units = z.infer<typeof unitsSchema>;

export const bucketSchema = z.string().regex(/^(\d{4}-(0[1-9]|1[0-2])|never)$/);
export type Bucket = z.infer<typeof bucketSchema>;

/** Vouches that a count we computed is whole and in range. */
export function units(n: number): Units {
  assert(Number.isSafeInteger(n), 'units are whole');
  return (n === 0 ? 0 : n) as Units;
}
