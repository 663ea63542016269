// Inputs in, answers out: one JSON file, or JSON lines on standard input with one answer a line. A bad line is answered with
// its problem in its place and the others go on, so that line n of the output is always about line n of the input.
import { z } from 'zod';
import { problem, sentenceOf } from '../../core/base/problem.ts';
import { fail } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import type { CompiledProgramme } from '../../core/programme/compile.ts';
import { limits } from '../../core/base/limits.ts';
import { parseJson, readJsonFile } from './read-json-file.ts';
import { readProgramme } from './read-programme.ts';
import { readFlags } from './verb.ts';
import type { ExitCode, Given, Lines, Out } from './verb.ts';

/** What a verb makes of one input: the answer as JSON, and in sentences. */
export interface Answer {
  readonly json: unknown;
  sentences(): string[];
}

export type Answering = (compiled: CompiledProgramme, input: unknown, flags: AnswerFlags) => Result<Answer>;

const flagsSchema = z.object({
  programme: z.string(),
  input: z.string().default('-'),
  explain: z.boolean().default(false),
  all: z.boolean().default(false),
  language: z.enum(['en', 'de']).default('en'),
});
export type AnswerFlags = z.infer<typeof flagsSchema>;

export const answerOptions = {
  programme: { type: 'string' },
  input: { type: 'string' },
  explain: { type: 'boolean' },
  all: { type: 'boolean' },
  language: { type: 'string' },
} as const;

export function answerInputs(given: Given, out: Out, lines: Lines, answering: Answering): ExitCode {
  const read = readFlags(flagsSchema, given);
  if ('wrong' in read) {
    out.complain(read.wrong);
    return 2;
  }
  const { flags } = read;
  const compiled = readProgramme(flags.programme, out);
  if (compiled === null) return 1;
  const answer = (input: unknown): Result<Answer> => answering(compiled, input, flags);
  return flags.input === '-' ? answerLines(lines, out, flags, answer) : answerFile(flags, out, answer);
}

function answerFile(flags: AnswerFlags, out: Out, answer: (input: unknown) => Result<Answer>): ExitCode {
  const file = readJsonFile(flags.input);
  if ('wrong' in file) {
    out.complain(file.wrong);
    return 1;
  }
  const answered = answer(file.json);
  if (!answered.ok) {
    out.complain(`${flags.input}: ${sentenceOf(answered.problem)}`);
    return 1;
  }
  if (flags.explain) for (const sentence of answered.value.sentences()) out.say(sentence);
  else out.say(JSON.stringify(answered.value.json, null, 2));
  return 0;
}

function answerLines(
  lines: Lines,
  out: Out,
  { explain }: AnswerFlags,
  answer: (input: unknown) => Result<Answer>,
): ExitCode {
  let code: ExitCode = 0;
  let at = 0;
  for (const line of lines()) {
    at += 1;
    if (line?.trim() === '') continue;
    const answered = answerLine(line, at, answer);
    if (!answered.ok) code = 1;
    const said = answered.ok
      ? explain
        ? { sentences: answered.value.sentences() }
        : answered.value.json
      : { problem: { code: answered.problem.code, sentence: sentenceOf(answered.problem) } };
    out.say(JSON.stringify(said));
  }
  return code;
}

function answerLine(line: string | null, at: number, answer: (input: unknown) => Result<Answer>): Result<Answer> {
  if (line === null) return fail(problem('TooLarge', { max: limits.jsonFileBytesMax }));
  const read = parseJson(line);
  return read ? answer(read.json) : fail(problem('InputInvalid', { path: `line ${at}`, detail: 'it is not JSON' }));
}
