// `regulars refund`: what comes back when goods come back, by the same function that runs at the till. A sale that brings no
// evaluation is evaluated first, under the same programme.
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import type { CompiledProgramme } from '../../core/programme/compile.ts';
import { explainRefund } from '../../core/projection/explain-refund.ts';
import { evaluate } from '../../core/rules/evaluate.ts';
import { readInput } from '../../core/rules/read-input.ts';
import { readRefundInput, refund } from '../../core/rules/refund.ts';
import { answerInputs, answerOptions } from './answer-inputs.ts';
import type { Answer, AnswerFlags } from './answer-inputs.ts';
import { inputOfRecord } from './input-of-record.ts';
import type { Verb } from './verb.ts';

const { all: _, ...options } = answerOptions;

export const refundVerb: Verb = {
  name: 'refund',
  takes: '--programme PROGRAMME.json [--input RETURN.json|-] [--explain] [--language en|de]',
  does: 'Says what a return gives and takes back: { "sale": { "input": … }, "now": [{ "line": "1", "quantity": 1000 }] }.',
  options,
  words: 0,
  run: (given, out, lines) => answerInputs(given, out, lines, answerRefund),
};

function answerRefund(compiled: CompiledProgramme, value: unknown, { language }: AnswerFlags): Result<Answer> {
  const completed = withEvaluation(compiled, value);
  if (!completed.ok) return completed;
  const input = readRefundInput(completed.value);
  if (!input.ok) return input;
  const refunded = refund(compiled, input.value);
  if (!refunded.ok) return fail(refunded.problem);
  return ok({
    json: refunded.value,
    sentences: () => explainRefund(compiled, input.value, refunded.value, language),
  });
}

function withEvaluation(compiled: CompiledProgramme, value: unknown): Result<unknown> {
  if (!isObject(value) || !isObject(value['sale']) || 'evaluation' in value['sale']) return ok(value);
  const { sale } = value;
  const input = readInput('input' in sale ? sale['input'] : inputOfRecord(sale));
  if (!input.ok) return input;
  const { evaluation } = evaluate(compiled, input.value);
  return ok({ ...value, sale: { input: input.value, evaluation } });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
