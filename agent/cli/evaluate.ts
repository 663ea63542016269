// `regulars evaluate`: a programme and an input in, the evaluation out, by the same function that runs at the till. With
// --explain it says why and why not in sentences instead of JSON.
import { z } from 'zod';
import { detailOf, sentenceOf } from '../../core/base/problem.ts';
import { compile } from '../../core/programme/compile.ts';
import type { CompiledProgramme } from '../../core/programme/compile.ts';
import { evaluate } from '../../core/rules/evaluate.ts';
import { evaluationInputSchema } from '../../core/rules/evaluation.ts';
import { explainEvaluation } from './explain-evaluation.ts';
import { readJsonFile } from './read-json-file.ts';
import { readFlags } from './verb.ts';
import type { ExitCode, Given, Out, Verb } from './verb.ts';

const flagsSchema = z.object({ programme: z.string(), input: z.string(), explain: z.boolean().optional() });

export const evaluateVerb: Verb = {
  name: 'evaluate',
  takes: '--programme PROGRAMME.json --input INPUT.json [--explain]',
  does: 'Evaluates a basket (the "in" of a sale record) under a programme; prints JSON, or with --explain why and why not.',
  options: { programme: { type: 'string' }, input: { type: 'string' }, explain: { type: 'boolean' } },
  words: 0,
  run: runEvaluate,
};

function runEvaluate(given: Given, out: Out): ExitCode {
  const read = readFlags(flagsSchema, given);
  if ('wrong' in read) {
    out.complain(read.wrong);
    return 2;
  }
  const compiled = readProgramme(read.flags.programme, out);
  const input = readInput(read.flags.input, out);
  if (compiled === null || input === null) return 1;
  const evaluated = evaluate(compiled, input);
  if (read.flags.explain === true) for (const line of explainEvaluation(compiled, input, evaluated)) out.say(line);
  else out.say(JSON.stringify(evaluated.evaluation, null, 2));
  return 0;
}

function readProgramme(path: string, out: Out): CompiledProgramme | null {
  const file = readJsonFile(path);
  if ('wrong' in file) return refuse(out, file.wrong);
  const compiled = compile(file.json);
  if (!compiled.ok) return refuse(out, `${path}: ${sentenceOf(compiled.problem)}`);
  // Set aside, not refused: the till would work with the rest too.
  for (const { path: at, sentence } of compiled.value.quarantined)
    out.complain(`${path}: set aside at ${at}: ${sentence}`);
  return compiled.value;
}

function readInput(path: string, out: Out): z.output<typeof evaluationInputSchema> | null {
  const file = readJsonFile(path);
  if ('wrong' in file) return refuse(out, file.wrong);
  const parsed = evaluationInputSchema.safeParse(file.json);
  return parsed.success
    ? parsed.data
    : refuse(out, `${path} is no input of an evaluation: ${detailOf(parsed.error).detail}.`);
}

function refuse(out: Out, sentence: string): null {
  out.complain(sentence);
  return null;
}
