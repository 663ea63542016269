// `regulars scan TEXT`: what a raw scan is, as every till would classify it. Nothing is looked up and nothing is kept.
import { z } from 'zod';
import { limits } from '../../core/base/limits.ts';
import { problem, sentenceOf } from '../../core/base/problem.ts';
import { classifyScan, scanSchema } from '../../core/catalogue/classify-scan.ts';
import { readFlags } from './verb.ts';
import type { ExitCode, Given, Out, Verb } from './verb.ts';

const flagsSchema = z.object({
  aim: scanSchema.shape.aim,
  source: scanSchema.shape.source.optional(),
});

export const scanVerb: Verb = {
  name: 'scan',
  takes: '[--aim ID] [--source SOURCE] TEXT',
  does: `Says what a scan is. SOURCE: ${scanSchema.shape.source.options.join(', ')}.`,
  options: { aim: { type: 'string' }, source: { type: 'string' } },
  words: 1,
  run: scan,
};

function scan(given: Given, out: Out): ExitCode {
  const read = readFlags(flagsSchema, given);
  if ('wrong' in read) {
    out.complain(read.wrong);
    return 2;
  }
  const { aim, source = 'typed' } = read.flags;
  const whole = scanSchema.safeParse({
    text: given.words[0],
    source,
    device: 'cli',
    ...(aim === undefined ? {} : { aim }),
  });
  if (!whole.success) {
    out.complain(sentenceOf(problem('ScanTooLong', { max: limits.scanBytesMax })));
    return 1;
  }
  const is = classifyScan(whole.data);
  if (is.kind === 'problem') {
    out.complain(`${is.problem.code}: ${sentenceOf(is.problem)}`);
    return 1;
  }
  out.say(is.kind === 'product' ? `product ${is.gtin} (read as ${is.code})` : `member ${is.code}`);
  return 0;
}
