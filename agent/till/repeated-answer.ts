// The same key and the same request get the first answer; the same key with another request is refused. So a client that
// heard nothing may ask again, as often as it likes, and the sale is counted once (sync.md 2.3).
import { problem } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import type { JournalReader } from './ports.ts';
import type { Idempotency } from './till-actions.ts';

/** Null when the key is new. `answer` rebuilds the first answer from the record; null from it: the record is gone. */
export function repeatedAnswer<T>(
  journal: Pick<JournalReader, 'byKey'>,
  { key, hash }: Idempotency,
  answer: (seq: number) => T | null,
): Result<T> | null {
  const before = journal.byKey(key);
  if (!before) return null;
  if (before.requestHash !== hash) return fail(problem('KeyReused'));
  const first = answer(before.seq);
  return first === null ? fail(problem('KeyReused')) : ok(first);
}
