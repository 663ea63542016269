// The programme named on the command line, compiled as a till would. What the rules set aside of it is complained of and the
// rest is used; what is refused as a whole ends the verb.
import { sentenceOf } from '../../core/base/problem.ts';
import { compile } from '../../core/programme/compile.ts';
import type { CompiledProgramme } from '../../core/programme/compile.ts';
import { readJsonFile } from './read-json-file.ts';
import type { Out } from './verb.ts';

export function readProgramme(path: string, out: Out): CompiledProgramme | null {
  const file = readJsonFile(path);
  const compiled = 'wrong' in file ? null : compile(file.json);
  if (compiled === null || !compiled.ok) {
    out.complain('wrong' in file ? file.wrong : `${path}: ${compiled ? sentenceOf(compiled.problem) : ''}`);
    return null;
  }
  for (const { path: at, sentence } of compiled.value.quarantined) {
    out.complain(`${path}: set aside at ${at}: ${sentence}`);
  }
  return compiled.value;
}
