// The shape of one verb of `regulars`: an entry of the table in verbs.ts. A verb parses nothing of the command line itself
// and ends nothing: it says its lines and answers the exit code.
import type { ParseArgsOptionsConfig } from 'node:util';
import type { z } from 'zod';

/** What is said goes to standard output, what is complained of to standard error. */
export interface Out {
  say(line: string): void;
  complain(line: string): void;
}

/** The lines of standard input, one by one; null for a line that is too long to be kept. */
export type Lines = () => Iterable<string | null>;

/** 0: it is so. 1: it is not so, and a line says why. 2: the command line, or the file it names, was not understood. */
export type ExitCode = 0 | 1 | 2;

export interface Verb {
  readonly name: string;
  /** What follows the name: `JOURNAL`, `[--aim ID] TEXT`. */
  readonly takes: string;
  readonly does: string;
  readonly options: ParseArgsOptionsConfig;
  /** How many words stand beside the flags. */
  readonly words: number;
  run(given: Given, out: Out, lines: Lines): ExitCode;
}

export interface Given {
  readonly words: readonly string[];
  readonly flags: Readonly<Record<string, unknown>>;
}

/** A flag with its value as the verb wants it; the schema refuses a missing one. */
export function readFlags<T>(schema: z.ZodType<T>, given: Given): { flags: T } | { wrong: string } {
  const parsed = schema.safeParse(given.flags);
  if (parsed.success) return { flags: parsed.data };
  const [issue] = parsed.error.issues;
  const flag = issue?.path.map(String).join('.') ?? '';
  return { wrong: flag in given.flags ? `--${flag}: ${issue?.message ?? 'is wrong'}` : `--${flag} is missing` };
}
