// An evaluation in sentences for whoever writes programmes: each line with what was taken off and earned, the total, and
// for every campaign and reward whether it came to pass and why not. English; screens have their own words.
import type { CompiledProgramme } from '../../core/programme/compile.ts';
import { textIn } from '../../core/programme/text.ts';
import { moneyText } from '../../core/projection/money-text.ts';
import type { Cause, Evaluated, EvaluationInput, TraceEntry, TraceReason } from '../../core/rules/evaluation.ts';

const reasons: Record<TraceReason, string> = {
  'no-goods': 'no goods of its kind are in the basket',
  'no-member': 'no member is named',
  'earn-only': 'the identifier only earns',
  'too-few-units': 'the member holds too few units',
  'not-now': 'the units cannot be let go here and now',
  'amount-too-small': 'the amount is too small',
};

const outcomes: Record<TraceEntry['outcome'], string> = {
  applied: 'yes',
  'not-met': 'no ',
  declined: 'no ',
  limited: 'cut',
};

export function explainEvaluation(
  compiled: CompiledProgramme,
  input: EvaluationInput,
  { evaluation, trace }: Evaluated,
): string[] {
  const price = (minor: number): string => moneyText(minor, compiled.programme.currency, 'en');
  const names = new Map(input.basket.lines.map((line) => [line.id, line.name]));
  const lines = evaluation.lines.map((line) => {
    const off = line.discounts.map((each) => `, less ${price(each.given)} by ${each.by.id}`);
    const units = [
      ...line.earned.map((each) => `, earns ${each.n} ${each.unit}`),
      ...line.spent.map((each) => `, costs ${each.n} ${each.unit}`),
    ];
    return `${names.get(line.id) ?? line.id}: ${price(line.before)}${off.join('')} = ${price(line.after)}${units.join('')}`;
  });
  const { before, discount, after } = evaluation.total;
  const nudges = evaluation.nudges.map((each) => `${each.missing} more ${each.unit} for ${each.reward}`);
  return [
    ...lines,
    `Total ${price(before)}, less ${price(discount)}, to pay ${price(after)} ${compiled.programme.currency.code}`,
    ...trace.map((entry) => reasonOf(entry, nameOf(compiled, entry.by), gifts(evaluation, entry.by, price))),
    ...nudges,
  ];
}

function reasonOf({ by, outcome, reason, missing }: TraceEntry, name: string, given: string): string {
  const head = `${outcomes[outcome]}  ${by.kind} ${by.id} (${name})`;
  if (outcome === 'declined') return `${head}: taken off by hand`;
  const why = reason === null ? '' : `: ${reasons[reason]}${missing > 0 ? `, ${missing} missing` : ''}`;
  return `${head}${why}${given === '' || outcome === 'not-met' ? '' : `: ${given}`}`;
}

/** What a cause gave and took in this basket. */
function gifts(evaluation: Evaluated['evaluation'], by: Cause, price: (minor: number) => string): string {
  const isIt = (each: { by: Cause }): boolean => each.by.kind === by.kind && each.by.id === by.id;
  return [
    ...evaluation.discounts.filter(isIt).map((each) => `${price(each.given)} off`),
    ...evaluation.earned.filter(isIt).map((each) => `${each.n} ${each.unit} earned`),
    ...evaluation.spent.filter(isIt).map((each) => `${each.n} ${each.unit} spent`),
  ].join(', ');
}

function nameOf(compiled: CompiledProgramme, { kind, id }: Cause): string {
  const list = kind === 'campaign' ? compiled.campaigns : compiled.rewards;
  const found = list.find((each) => each.id === id);
  return found ? textIn(found.name, 'en') : id;
}
