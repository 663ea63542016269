// An evaluation in sentences, for a cashier who is asked and for whoever writes programmes: what each line costs and why, the
// total, what is due, units, then every rule that could have had a say. No ids, at most twenty words a sentence.
import { flagsOf } from '../basket/line-flags.ts';
import type { LineFlags } from '../basket/line-flags.ts';
import type { Line } from '../basket/basket.ts';
import type { CompiledProgramme } from '../programme/compile.ts';
import type { WordsLanguage } from '../programme/words.ts';
import type { EvaluatedLine, Evaluation, EvaluationInput, Nudge, RewardState } from '../rules/evaluation.ts';
import type { Evaluated } from '../rules/trace.ts';
import { joined, unitsTexts } from './explain-gave.ts';
import { offerOf, ruleName } from './explain-rule.ts';
import { speakerOf } from './explain-speaker.ts';
import type { Speaker } from './explain-speaker.ts';
import { tooFewText, traceText } from './explain-trace.ts';
import type { Explained } from './explain-trace.ts';
import { dateText } from './explain-window.ts';

export function explainEvaluation(
  compiled: CompiledProgramme,
  input: EvaluationInput,
  { evaluation, trace }: Evaluated,
  language: WordsLanguage,
): string[] {
  const explained: Explained = { compiled, input, evaluation };
  const speaker = speakerOf(compiled, language);
  const told = new Set(trace.map(({ by }) => `${by.kind} ${by.id}`));
  const rewards = evaluation.rewards.filter(({ id }) => !told.has(`reward ${id}`));
  return [
    ...linesTexts(explained, speaker),
    ...totalTexts(explained, speaker),
    ...trace.map((entry) => speaker.say((words, text) => traceText(explained, entry, words, text))),
    ...rewards.map((state) => rewardText(explained, state, speaker)),
    ...evaluation.nudges.map((nudge) => nudgeText(explained, nudge, speaker)),
    ...(evaluation.proven ? [] : [speaker.text.unproven]),
  ];
}

function linesTexts({ compiled, input, evaluation }: Explained, speaker: Speaker): string[] {
  const { lines, buyer } = input.basket;
  const outcomes = new Map(evaluation.lines.map((each) => [each.id, each]));
  const texts = lines.flatMap((line) => {
    const outcome = outcomes.get(line.id);
    return outcome ? lineTexts(compiled, line, outcome, buyer === 'public' ? flagsOf(line, buyer) : null, speaker) : [];
  });
  return buyer === 'public' ? texts : [...texts, speaker.text.buyerOut(buyer === 'staff')];
}

/** Without flags the whole sale is outside all rules, and is said to be so once. */
function lineTexts(
  compiled: CompiledProgramme,
  line: Line,
  outcome: EvaluatedLine,
  flags: LineFlags | null,
  { say }: Speaker,
): string[] {
  const { before, after, discounts } = outcome;
  const price = say((words, text) => {
    const name = words.text({ en: line.name });
    return after === before
      ? text.line(name, words.money(before))
      : text.lineReduced(name, words.money(before), words.money(after));
  });
  const reductions = discounts.map(({ by, given }) =>
    say((words, text) =>
      text.lineOff(words.text({ en: line.name }), words.money(given), ruleName(compiled, by, words)),
    ),
  );
  const units = say((words, text) => {
    const [earned, spent] = [unitsTexts(outcome.earned, words), unitsTexts(outcome.spent, words)];
    return text.lineUnits(words.text({ en: line.name }), joined(earned, text), joined(spent, text));
  });
  const hasUnits = outcome.earned.length + outcome.spent.length > 0;
  return [price, ...reductions, ...(hasUnits ? [units] : []), ...(flags ? flagTexts(line, flags, { say }) : [])];
}

/** What may not happen to a line: why a rule that is for its goods passes it by. */
function flagTexts(line: Line, flags: LineFlags, { say }: Pick<Speaker, 'say'>): string[] {
  const no = [
    ...(flags.earns ? [] : (['earn'] as const)),
    ...(flags.discountable ? [] : (['discount'] as const)),
    ...(flags.payableWithUnits ? [] : (['units'] as const)),
    ...(flags.countsToThresholds ? [] : (['threshold'] as const)),
  ];
  if (no.length === 0) return [];
  return [
    say((words, text) => {
      const name = words.text({ en: line.name });
      if (line.returnOf || line.amount < 0) return text.lineReturn(name);
      return no.length === 4 ? text.lineOut(name) : text.lineNo(name, no);
    }),
  ];
}

function totalTexts({ compiled, evaluation }: Explained, { say, language }: Speaker): string[] {
  const { total, payment, due, earned, spent } = evaluation;
  const { code } = compiled.programme.currency;
  const sum = say((words, text) =>
    total.discount === 0
      ? text.total(words.money(total.after), code)
      : text.totalReduced(words.money(total.before), words.money(total.discount), words.money(total.after), code),
  );
  const paid = (paying: NonNullable<Evaluation['payment']>): string[] => [
    say((words, text) => text.paid(`${paying.n} ${words.name('unit', paying.unit)}`, words.money(paying.amount))),
    say((words, text) => (due < 0 ? text.paidOut(words.money(-due), code) : text.due(words.money(due), code))),
  ];
  const starts = [...new Set(earned.map(({ from }) => from))].toSorted();
  const texts = starts.map((from) =>
    say((words, text) => {
      const units = joined(
        unitsTexts(
          earned.filter((each) => each.from === from),
          words,
        ),
        text,
      );
      return text.earned(units, dateText(from, language));
    }),
  );
  return [
    sum,
    ...(payment?.settleAs === 'tender' ? paid(payment) : []),
    ...texts,
    ...(spent.length === 0 ? [] : [say((words, text) => text.spent(joined(unitsTexts(spent, words), text)))]),
  ];
}

function rewardText({ compiled }: Explained, { id, reason, missing }: RewardState, { say }: Speaker): string {
  const by = { kind: 'reward', id } as const;
  const source = offerOf(compiled, by)?.source;
  return say((words, text) => {
    const rule = ruleName(compiled, by, words);
    switch (reason) {
      case 'no-member':
        return text.noMember(rule);
      case 'earn-only':
        return text.earnOnly(rule);
      case 'too-few-units':
        return tooFewText(compiled, by, missing, words, text);
      case 'not-now':
        return text.notNow(rule);
      case 'no-goods':
        return text.noGoods(rule, null);
      case 'not-here':
        return text.notHere(rule);
      case 'not-for-you':
        return text.notForYou(rule);
      case 'limit-reached':
        return text.limitReached(rule);
      case null: {
        if (!source || !('cost' in source)) return text.notNow(rule);
        const { cost } = source;
        const unit = words.name('unit', cost.unit);
        return 'n' in cost ? text.rewardOpen(rule, `${cost.n} ${unit}`) : text.rewardFrom(rule, `${cost.step} ${unit}`);
      }
    }
  });
}

function nudgeText({ compiled }: Explained, { kind, by, unit, missing }: Nudge, { say }: Speaker): string {
  return say((words, text) => {
    const gap =
      kind === 'money'
        ? words.money(missing)
        : kind === 'quantity'
          ? words.quantity(missing, unit ?? 'piece')
          : `${missing} ${words.name('unit', unit ?? '')}`;
    return text.nudge(text.more(gap), ruleName(compiled, by, words));
  });
}
