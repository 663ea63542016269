// A record becomes bytes once. The schema orders the keys; JSON.stringify leaves no white space.
import { bytesOfText } from '../base/bytes.ts';
import { recordSchema } from './record.ts';
import type { JournalRecord } from './record.ts';

/** Canonical bytes of a record; also what `recordSchema` would refuse is refused here, before it can be stored. */
export function bodyOf(record: JournalRecord): Uint8Array {
  return bytesOfText(JSON.stringify(recordSchema.parse(record)));
}
