// How deep and how large a value of JSON is, found without recursion: what comes from outside is measured before any schema
// walks it, so that no document, however hostile, exhausts the stack or the clock.
import { problem } from './problem.ts';
import { fail, ok } from './result.ts';
import type { Result } from './result.ts';

export interface JsonBounds {
  readonly depthMax: number;
  /** Values of all kinds: objects, arrays, texts, numbers. */
  readonly valuesMax: number;
}

/** The value itself when it is within bounds; `JsonTooLarge` names the bound that it breaks. A cycle breaks one of them. */
export function withinBounds(value: unknown, { depthMax, valuesMax }: JsonBounds): Result<unknown> {
  let level: unknown[] = [value];
  let values = 1;
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > depthMax) return fail(problem('JsonTooLarge', { what: 'levels', max: depthMax }));
    const next: unknown[] = [];
    for (const each of level) {
      if (typeof each !== 'object' || each === null) continue;
      const inside: unknown[] = Object.values(each);
      values += inside.length;
      if (values > valuesMax) return fail(problem('JsonTooLarge', { what: 'values', max: valuesMax }));
      for (const one of inside) if (typeof one === 'object' && one !== null) next.push(one);
    }
    level = next;
  }
  return ok(value);
}
