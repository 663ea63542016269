// `regulars VERB …`: finds the verb in the table, reads the flags it declares, runs it. A verb or flag that nobody knows is
// a sentence and exit code 2; nothing is guessed.
import { parseArgs } from 'node:util';
import type { ExitCode, Given, Lines, Out, Verb } from './verb.ts';
import { verbs } from './verbs.ts';

export function runRegulars(line: readonly string[], out: Out, lines: Lines): ExitCode {
  const [name, ...rest] = line;
  if (name === undefined || isHelp(name)) {
    sayHelp(rest[0], out);
    return name === undefined ? 2 : 0;
  }
  const verb = verbs.find((each) => each.name === name);
  if (!verb)
    return complain(out, `There is no verb "${name}". Known verbs: ${verbs.map((each) => each.name).join(', ')}.`);
  if (rest.some((word) => word === '--help' || word === '-h')) {
    sayHelp(name, out);
    return 0;
  }
  const given = readLine(verb, rest);
  if ('wrong' in given) return complain(out, `${given.wrong} Usage: ${usageOf(verb)}`);
  return verb.run(given, out, lines);
}

function readLine(verb: Verb, line: readonly string[]): Given | { wrong: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...line],
      options: verb.options,
      allowPositionals: true,
      strict: true,
    });
    if (positionals.length === verb.words) return { words: positionals, flags: { ...values } };
    return {
      wrong:
        positionals.length < verb.words ? 'Something is missing.' : `"${positionals.at(-1)}" is one word too many.`,
    };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { wrong: `${error.message.split(/\.\s/)[0]?.replace(/\.$/, '')}.` };
  }
}

function sayHelp(name: string | undefined, out: Out): void {
  const shown = verbs.filter((each) => name === undefined || each.name === name);
  out.say('regulars: thin verbs over the rules and the files of a till.');
  for (const verb of shown.length > 0 ? shown : verbs) {
    out.say(`  ${usageOf(verb)}`);
    out.say(`      ${verb.does}`);
  }
}

function usageOf(verb: Verb): string {
  return `regulars ${verb.name} ${verb.takes}`;
}

function complain(out: Out, sentence: string): ExitCode {
  out.complain(sentence);
  return 2;
}

function isHelp(word: string): boolean {
  return word === 'help' || word === '--help' || word === '-h';
}
