// A record becomes bytes once: its schema orders the keys, JSON.stringify leaves no white space. What the schema would refuse
// is refused here, before it can be stored. Only `in` and `out` of a sale are taken as they are: one was parsed at a door, the
// other built in the order of its schema, and parsing both once more would cost a third of a commit. The stories hold every
// record they write to the bytes of the whole schema.
import { z } from 'zod';
import { assert } from '../base/assert.ts';
import { bytesOfText } from '../base/bytes.ts';
import { limits } from '../base/limits.ts';
import type { Evaluation, EvaluationInput } from '../rules/evaluation.ts';
import { recordSchema, saleRecordSchema } from './record.ts';
import type { JournalRecord } from './record.ts';

const writtenSaleSchema = saleRecordSchema.extend({ in: z.custom<EvaluationInput>(), out: z.custom<Evaluation>() });

/** The bytes that are hashed, stored and sent, for ever. Throws what the schema says of a record that is none. */
export function bodyOf(record: JournalRecord): Uint8Array {
  const ordered = record.t === 'sale' ? writtenSaleSchema.parse(record) : recordSchema.parse(record);
  const body = bytesOfText(JSON.stringify(ordered));
  assert(body.length <= limits.recordBytesMax, 'a record is within its bound');
  return body;
}
