// `regulars evaluate`: a programme and an input in, the evaluation out, by the same function that runs at the till. With
// --explain it says why and why not in sentences instead of JSON.
import { ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import type { CompiledProgramme } from '../../core/programme/compile.ts';
import { explainEvaluation } from '../../core/projection/explain-evaluation.ts';
import { evaluate } from '../../core/rules/evaluate.ts';
import { readInput } from '../../core/rules/read-input.ts';
import { answerInputs, answerOptions } from './answer-inputs.ts';
import type { Answer, AnswerFlags } from './answer-inputs.ts';
import { inputOfRecord } from './input-of-record.ts';
import type { Verb } from './verb.ts';

export const evaluateVerb: Verb = {
  name: 'evaluate',
  takes: '--programme PROGRAMME.json [--input INPUT.json|-] [--explain [--all]] [--language en|de]',
  does:
    'Evaluates a basket, or each JSON line of standard input, under a programme. Prints JSON, or with --explain why and why ' +
    'not; --all adds the campaigns of other goods, days and stores.',
  options: answerOptions,
  words: 0,
  run: (given, out, lines) => answerInputs(given, out, lines, answerEvaluation),
};

function answerEvaluation(compiled: CompiledProgramme, value: unknown, flags: AnswerFlags): Result<Answer> {
  const input = readInput(inputOfRecord(value));
  if (!input.ok) return input;
  const evaluated = evaluate(compiled, input.value, flags.all ? 'all' : 'matching');
  return ok({
    json: evaluated.evaluation,
    sentences: () => explainEvaluation(compiled, input.value, evaluated, flags.language),
  });
}
