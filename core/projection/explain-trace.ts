// One entry of the trace as a sentence: the rule by its name, what it gave, or why it gave nothing and how much is missing.
// Together with the evaluation alone: nothing is computed again here.
import type { Cause } from '../programme/cause.ts';
import type { CompiledProgramme } from '../programme/compile.ts';
import { conditionKinds } from '../programme/conditions/condition.ts';
import type { Condition } from '../programme/conditions/condition.ts';
import type { ConditionKind } from '../programme/conditions/condition-kind.ts';
import type { Offer } from '../programme/offer.ts';
import type { Words, WordsLanguage } from '../programme/words.ts';
import type { Evaluation, EvaluationInput } from '../rules/evaluation.ts';
import type { TraceEntry } from '../rules/trace.ts';
import { gaveText, withCost } from './explain-gave.ts';
import { offerOf, ruleName } from './explain-rule.ts';
import { explainTexts } from './explain-text.ts';
import type { ExplainText } from './explain-text.ts';
import { windowText } from './explain-window.ts';
import { wordsIn } from './words-in.ts';

/** What sentences are made from. */
export interface Explained {
  readonly compiled: CompiledProgramme;
  readonly input: EvaluationInput;
  readonly evaluation: Evaluation;
}

export function traceText(explained: Explained, entry: TraceEntry, words: Words, text: ExplainText): string {
  const { compiled } = explained;
  const { by, outcome } = entry;
  if (by.kind === 'coupon' && !compiled.couponOffers.has(by.id)) return text.couponUnknown;
  const rule = ruleName(compiled, by, words);
  switch (outcome) {
    case 'applied':
      return text.applied(rule, gaveText(explained.evaluation, by, words, text));
    case 'limited':
      return limitedText(explained, entry, words, text);
    case 'not-met':
    case 'elsewhere':
      return reasonText(explained, entry, words, text);
    case 'outweighed':
      return outweighedText(compiled, entry, words, text);
    case 'proposed':
      return text.proposed(rule, effectText(offerOf(compiled, by), words) ?? rule);
    case 'declined':
      return text.declined(rule);
    case 'held-out':
      return text.heldOut(rule);
    case 'quarantined':
      return text.quarantined(rule);
  }
}

function outweighedText(compiled: CompiledProgramme, entry: TraceEntry, words: Words, text: ExplainText): string {
  const { by, outweighedBy, missing } = entry;
  return text.outweighed(
    ruleName(compiled, by, words),
    outweighedBy && ruleName(compiled, outweighedBy, words),
    missing > 0 ? words.money(missing) : null,
  );
}

function limitedText({ compiled, evaluation }: Explained, entry: TraceEntry, words: Words, text: ExplainText): string {
  const { by, reason } = entry;
  const rule = ruleName(compiled, by, words);
  if (reason === 'limit-reached') return text.limitReached(rule);
  if (reason === 'nothing-left') return text.nothingLeft(rule);
  const mine = evaluation.discounts.filter((each) => each.by.kind === by.kind && each.by.id === by.id);
  const given = mine.reduce((sum, each) => sum + each.given, 0);
  const wanted = mine.reduce((sum, each) => sum + each.wanted, 0);
  if (given === wanted) return text.limitedUnits(rule, gaveText(evaluation, by, words, text));
  const byLimit = offerOf(compiled, by)?.limits.some(({ money }) => money !== undefined) ?? false;
  const off = text.off(words.money(given));
  return text.limited(rule, withCost(off, evaluation, by, words, text), words.money(wanted), byLimit);
}

function reasonText(explained: Explained, entry: TraceEntry, words: Words, text: ExplainText): string {
  const { compiled, input } = explained;
  const rule = ruleName(compiled, entry.by, words);
  switch (entry.reason) {
    case 'condition':
      return conditionText(explained, entry, words, text);
    case 'no-member':
      return text.noMember(rule);
    case 'earn-only':
      return text.earnOnly(rule);
    case 'too-few-units':
      return tooFewText(compiled, entry.by, entry.missing, words, text);
    case 'not-now':
      return text.notNow(rule);
    case 'amount-too-small':
      return amountText(explained, entry, words, text);
    case 'goods-missing':
      return text.goodsMissing(rule, words.quantity(entry.missing, 'piece'), entry.missing === 1000);
    case 'limit-reached':
      return text.limitReached(rule);
    case 'no-serial':
      return text.noSerial(rule);
    case 'nothing-left':
      return text.nothingLeft(rule);
    case 'not-here':
      return text.notHere(rule);
    case 'not-for-you':
      return text.notForYou(rule);
    case 'other-event':
      return text.otherEvent(rule);
    case 'other-time':
      return windowText(rule, offerOf(compiled, entry.by)?.source.window, input.moment, words, text);
    case 'other-store':
      return text.otherStore(rule);
    case 'other-goods':
      return text.otherGoods(rule);
    case 'too-many-pieces':
      return text.tooManyPieces(rule);
    case 'no-goods':
    case null:
      return text.noGoods(rule, goodsOf(compiled, entry.by, words));
  }
}

/** What a reward costs, and how much of it the member lacks. */
export function tooFewText(
  compiled: CompiledProgramme,
  by: Cause,
  missing: number,
  words: Words,
  text: ExplainText,
): string {
  const source = offerOf(compiled, by)?.source;
  const rule = ruleName(compiled, by, words);
  if (!source || !('cost' in source)) return text.notNow(rule);
  const { cost } = source;
  return text.tooFewUnits(
    rule,
    `${missing} ${words.name('unit', cost.unit)}`,
    String('n' in cost ? cost.n : cost.step),
  );
}

/** A condition that stands under a `not` was met, and should not have been. */
function conditionText({ compiled }: Explained, entry: TraceEntry, words: Words, text: ExplainText): string {
  const rule = ruleName(compiled, entry.by, words);
  const clause = conditionClause(compiled, entry, words, text);
  return clause === null ? text.notForYou(rule) : text.missing(rule, clause);
}

/** What a missed condition asks for in every language in which rules explain themselves; null where none was missed. */
export function needsTexts(
  compiled: CompiledProgramme,
  entry: TraceEntry,
): Readonly<Record<WordsLanguage, string>> | null {
  const said = (language: WordsLanguage): string | null =>
    conditionClause(compiled, entry, wordsIn(compiled, language), explainTexts[language]);
  const [en, de] = [said('en'), said('de')];
  return en === null || de === null ? null : { en, de };
}

function conditionClause(
  compiled: CompiledProgramme,
  { by, condition, missing }: TraceEntry,
  words: Words,
  text: ExplainText,
): string | null {
  if (condition === null) return null;
  const { says, gap }: ConditionKind = conditionKinds[condition.kind];
  const said = says[words.language](condition, missing, words);
  if (missing > 0 && gap !== null) return said;
  const tree = offerOf(compiled, by)?.condition ?? condition;
  return isUnderNot(tree, JSON.stringify(condition), false) === true ? text.needsNot(said) : text.needs(said);
}

/** Null: the leaf is not in this branch. */
function isUnderNot(tree: Condition, leaf: string, not: boolean): boolean | null {
  if (tree.kind === 'not') return isUnderNot(tree.of, leaf, !not);
  if (tree.kind !== 'all' && tree.kind !== 'any') return JSON.stringify(tree) === leaf ? not : null;
  for (const each of tree.of) {
    const found = isUnderNot(each, leaf, not);
    if (found !== null) return found;
  }
  return null;
}

function amountText({ compiled }: Explained, entry: TraceEntry, words: Words, text: ExplainText): string {
  const { by, missing } = entry;
  const rule = ruleName(compiled, by, words);
  const earn = offerOf(compiled, by)?.earn.find(({ effect }) => effect.kind === 'earn')?.effect;
  return earn?.kind === 'earn' && missing > 0
    ? text.amountMissing(rule, words.money(missing), words.money(earn.amount), words.goods(earn.selector))
    : text.tooLittle(rule, earn?.kind === 'earn' ? words.name('unit', earn.unit) : '');
}

/** The goods that a rule is for; null where it is for all. */
function goodsOf(compiled: CompiledProgramme, by: Cause, words: Words): string | null {
  const offer = offerOf(compiled, by);
  const all = [...(offer?.price ?? []), ...(offer?.earn ?? []), ...(offer?.gifts ?? [])];
  const [first] = all.map(({ effect, kind }) => kind.goodsOf(effect));
  return first === undefined || first.everything ? null : words.goods(first);
}

/** What its first effect does, in the words of the table. */
export function effectText(offer: Offer | undefined, words: Words): string | null {
  const { language } = words;
  const [price] = offer?.price ?? [];
  if (price) return price.kind.says[language](price.effect, 0, words);
  const [earn] = offer?.earn ?? [];
  if (earn) return earn.kind.says[language](earn.effect, 0, words);
  const [gift] = offer?.gifts ?? [];
  return gift ? gift.kind.says[language](gift.effect, 0, words) : null;
}
