// `regulars refund`: a return in, money and units out, with or without the evaluation of the sale.
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../core/rules/evaluate.ts';
import { refundSchema } from '../../../core/rules/refund-result.ts';
import { cafeProgramme, cake, coffee, compiled, member, purchase } from '../../support/shop.ts';
import { jsonFile, run, runWith } from './run-cli.ts';

const input = purchase([coffee('1'), cake('2')], { member: member(120), chosen: [{ id: 'free-coffee' }] });
const now = [{ line: '2', quantity: 1000 }];
const programme = (): string => jsonFile(cafeProgramme);

describe('refund', () => {
  it('evaluates a sale that brings no evaluation, and takes the one that a sale brings', () => {
    const without = run('refund', '--programme', programme(), '--input', jsonFile({ sale: { input }, now }));
    expect(without).toMatchObject({ code: 0, complained: '' });
    const refund = refundSchema.parse(JSON.parse(without.said));
    expect(refund).toMatchObject({ money: 360, takeBack: [{ unit: 'points', n: 3 }], whole: false });
    const { evaluation } = evaluate(compiled(), input);
    const withIt = run('refund', '--programme', programme(), '--input', jsonFile({ sale: { input, evaluation }, now }));
    expect(withIt.said).toBe(without.said);
    const dearer = { ...evaluation, lines: evaluation.lines.map((each) => ({ ...each, refund: 400 })) };
    const other = run(
      'refund',
      '--programme',
      programme(),
      '--input',
      jsonFile({ sale: { input, evaluation: dearer }, now }),
    );
    expect(other.said).not.toBe(without.said);
  });

  it('takes a sale record for its sale', () => {
    const record = { v: 1, t: 'sale', in: input };
    const ran = run('refund', '--programme', programme(), '--input', jsonFile({ sale: record, now }));
    expect(JSON.parse(ran.said)).toMatchObject({ money: 360 });
  });

  it('is explained in sentences', () => {
    const path = jsonFile({ sale: { input }, now });
    expect(run('refund', '--programme', programme(), '--input', path, '--explain').said.split('\n')).toEqual([
      'Cake: 1 piece returned, worth 3.60.',
      'To be given back in money: 3.60 EUR.',
      'Computed in proportion to what comes back.',
      'A point per euro: 3 points taken back.',
    ]);
    const german = run('refund', '--programme', programme(), '--input', path, '--explain', '--language', 'de').said;
    expect(german.split('\n')).toContain('In Geld zurückzugeben: 3,60 EUR.');
  });

  it('answers what does not fit together with a sentence, on its own line', () => {
    const given = [
      { sale: { input }, now: [{ line: '2', quantity: 2000 }] },
      { sale: { input }, now },
      {},
      { sale: 7 },
      8,
    ];
    const ran = runWith(
      given.map((each) => JSON.stringify(each)),
      'refund',
      '--programme',
      programme(),
    );
    expect(ran).toMatchObject({ code: 1, complained: '' });
    const answers = ran.said.split('\n').map((each): unknown => JSON.parse(each));
    expect(answers).toHaveLength(5);
    expect(answers[0]).toMatchObject({ problem: { code: 'RefundInvalid' } });
    expect(answers[1]).toMatchObject({ money: 360 });
    for (const each of answers.slice(2))
      expect(each).toMatchObject({ problem: { sentence: expect.stringMatching(/\.$/) as unknown } });
  });
});
