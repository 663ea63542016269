// The program behind `npm run regulars -- VERB`: hands the command line to the table of verbs and ends with its exit code.
import { runRegulars } from './run-regulars.ts';
import { stdinLines } from './stdin-lines.ts';

process.exitCode = runRegulars(
  process.argv.slice(2),
  { say: (line) => console.log(line), complain: (line) => console.error(line) },
  stdinLines,
);
