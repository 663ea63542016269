// For programs that cannot go on without it: the value of a result, or its problem thrown as a sentence.
import { sentenceOf } from '../core/base/problem.ts';
import type { Result } from '../core/base/result.ts';

export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(sentenceOf(result.problem));
  return result.value;
}
