// `regulars evaluate`: one file or a line each in, one answer each out.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { limits } from '../../../core/base/limits.ts';
import { evaluate } from '../../../core/rules/evaluate.ts';
import { evaluationSchema } from '../../../core/rules/evaluation.ts';
import { cafeProgramme, cake, coffee, compiled, member, purchase } from '../../support/shop.ts';
import { jsonFile, run, runWith } from './run-cli.ts';

const input = purchase([coffee('1'), cake('2')], { member: member(120), chosen: [{ id: 'free-coffee' }] });
const programme = (): string => jsonFile(cafeProgramme);

describe('a file', () => {
  it('is answered with what the till would have decided, byte for byte', () => {
    const ran = run('evaluate', '--programme', programme(), '--input', jsonFile(input));
    expect(ran).toMatchObject({ code: 0, complained: '' });
    expect(JSON.stringify(JSON.parse(ran.said))).toBe(JSON.stringify(evaluate(compiled(), input).evaluation));
  });

  it('is explained in sentences, in English and in German', () => {
    const explained = (...more: string[]): string[] =>
      run('evaluate', '--explain', '--programme', programme(), '--input', jsonFile(input), ...more).said.split('\n');
    expect(explained()).toEqual([
      'Coffee: 0.00 instead of 2.50.',
      'Coffee: 2.50 off by “2.50 off a drink”.',
      'Coffee: 100 points used.',
      'Cake: 3.60 instead of 4.00.',
      'Cake: 0.40 off by “10 % off pastry”.',
      'Cake: 3 points earned.',
      'The total is 6.50, less 2.90: 3.60 EUR.',
      'Earned: 3 points, usable from 2026-11-22.',
      'Spent: 100 points.',
      '10 % off pastry: 0.40 off.',
      'A point per euro: 3 points.',
      '2.50 off a drink: 2.50 off for 100 points.',
    ]);
    expect(explained('--language', 'de')).toContain('Coffee: 2,50 Rabatt durch „2,50 auf ein Getränk“.');
    const bread = jsonFile({ moment: { biz: '2026-11-22' }, basket: { lines: [{ id: '1', amount: 300 }] } });
    const all = run('evaluate', '--explain', '--all', '--programme', programme(), '--input', bread).said;
    expect(all).toContain('10 % off pastry: is for other goods or other customers.');
    const matching = run('evaluate', '--explain', '--programme', programme(), '--input', bread).said;
    expect(matching).not.toContain('10 % off pastry');
    expect(matching).toContain('A point per euro: only for members, and none is named.');
  });

  it('may be a whole sale record, also one of long ago', () => {
    const [, sale = ''] = readFileSync(join('fixtures', 'journals', 'records-1.jsonl'), 'utf8').split('\n');
    const record = z.object({ in: z.unknown() }).parse(JSON.parse(sale));
    const asRecord = run('evaluate', '--programme', programme(), '--input', jsonFile(sale));
    expect(asRecord).toMatchObject({ code: 0, complained: '' });
    expect(run('evaluate', '--programme', programme(), '--input', jsonFile(record.in)).said).toBe(asRecord.said);
    expect(evaluationSchema.parse(JSON.parse(asRecord.said)).due).toBeGreaterThan(0);
  });

  it('that is wrong is a sentence, and so is what was set aside of a programme', () => {
    const evaluated = (at: string, basket: string) => run('evaluate', '--programme', at, '--input', basket);
    const [good, basket] = [programme(), jsonFile(input)];
    expect(evaluated('/no/such/file', basket)).toMatchObject({ code: 1, said: '' });
    expect(evaluated('/no/such/file', basket).complained).toContain('/no/such/file cannot be read');
    expect(evaluated(jsonFile('{'), basket).complained).toContain('is not JSON');
    expect(evaluated(jsonFile({ ...cafeProgramme, version: 0 }), basket).complained).toContain('wrong at version');
    const wrong = evaluated(good, jsonFile({ ...input, member: 7 }));
    expect(wrong).toMatchObject({ code: 1, said: '' });
    expect(wrong.complained).toContain('at member: must be an object. Correct it');
    const [campaign, ...rest] = cafeProgramme.campaigns;
    const half = { ...cafeProgramme, campaigns: [{ ...campaign, priority: 'high' }, ...rest] };
    const evaluatedHalf = evaluated(jsonFile(half), basket);
    expect(evaluatedHalf.code).toBe(0);
    expect(evaluatedHalf.complained).toContain('set aside at campaigns.0.priority: must be a number');
  });
});

describe('lines on standard input', () => {
  const lines = (...given: readonly (string | null)[]) => runWith(given, 'evaluate', '--programme', programme());

  it('are answered line by line', () => {
    const other = purchase([cake('9', 1000)]);
    const ran = lines(JSON.stringify(input), JSON.stringify(other));
    expect(ran).toMatchObject({ code: 0, complained: '' });
    const expected = [input, other].map((each) => JSON.stringify(evaluate(compiled(), each).evaluation));
    expect(ran.said.split('\n')).toEqual(expected);
  });

  it('that are bad are answered in their place, and the others go on', () => {
    const ran = lines('{', JSON.stringify(input), '{}', '', null, JSON.stringify({ ...input, basket: { lines: 3 } }));
    expect(ran).toMatchObject({ code: 1, complained: '' });
    const [first, second, third, fourth, fifth, ...more] = ran.said
      .split('\n')
      .map((each): unknown => JSON.parse(each));
    expect(more).toEqual([]);
    expect(first).toEqual(bad('InputInvalid', 'line 1: it is not JSON'));
    expect(evaluationSchema.safeParse(second).success).toBe(true);
    expect(third).toEqual(bad('InputInvalid', 'at moment: is missing; basket: is missing'));
    expect(fourth).toEqual(bad('TooLarge', String(limits.jsonFileBytesMax)));
    expect(fifth).toEqual(bad('InputInvalid', 'at basket.lines: must be a list'));
  });

  it('are explained as one JSON a line', () => {
    const ran = runWith([JSON.stringify(input)], 'evaluate', '--programme', programme(), '--explain', '--input', '-');
    const file = run('evaluate', '--programme', programme(), '--explain', '--input', jsonFile(input));
    const explained = file.said.split('\n');
    expect(JSON.parse(ran.said)).toMatchObject({ sentences: explained });
  });

  function bad(code: string, part: string): unknown {
    return { problem: { code, sentence: expect.stringContaining(part) as unknown } };
  }
});
