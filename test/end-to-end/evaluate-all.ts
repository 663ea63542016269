// What a till, a server and a browser do with a programme and a sale, as one function from text to text: bundled for the browser
// by same-bytes.test.ts. It promises an answer for each case, also for those that are refused.
import { compile } from '../../core/programme/compile.ts';
import { evaluate } from '../../core/rules/evaluate.ts';
import { readInput } from '../../core/rules/read-input.ts';

interface Case {
  readonly document: unknown;
  readonly sent: unknown;
}

/** JSON of cases → JSON of their answers, in the same order. */
export function evaluateAll(cases: string): string {
  return JSON.stringify((JSON.parse(cases) as Case[]).map(answerTo));
}

function answerTo({ document, sent }: Case): unknown {
  const compiled = compile(document);
  if (!compiled.ok) return compiled.problem;
  const input = readInput(sent);
  if (!input.ok) return input.problem;
  return { quarantined: compiled.value.quarantined, ...evaluate(compiled.value, input.value, 'all') };
}
