// The JSON Schema of the programme document, for editors that complete and check while somebody writes. Generated from the
// schema that the engine itself reads; what no JSON Schema can say (sums, names that must exist) `compile` says.
import { z } from 'zod';
import { programmeSchema } from './programme.ts';

export function programmeJsonSchema(): object {
  return { title: 'Regulars programme', ...z.toJSONSchema(programmeSchema, { io: 'input' }) };
}
