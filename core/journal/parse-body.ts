// Bytes of a record back into the record, through its schema: for whoever reads what was stored or sent.
import { recordSchema } from './record.ts';
import type { JournalRecord } from './record.ts';

/** `text`: the body decoded as UTF-8. Null when it is no record that this version knows. */
export function parseBody(text: string): JournalRecord | null {
  try {
    const parsed = recordSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Whether a body is exactly what its own record would be written as: keys in order, nothing unknown, no white space. */
export function isCanonical(text: string): boolean {
  const record = parseBody(text);
  return record !== null && JSON.stringify(record) === text;
}
