// A return in sentences: what each line gives back, the money, units taken and given back by each rule, and what else followed
// from the sale. The cashier reads them before he confirms; no ids, at most twenty words a sentence.
import { sameCause } from '../programme/cause.ts';
import type { Cause } from '../programme/cause.ts';
import type { CompiledProgramme } from '../programme/compile.ts';
import type { Words, WordsLanguage } from '../programme/words.ts';
import type { RefundInput } from '../rules/refund-input.ts';
import type { MovedUnits, Refund, RefundLine } from '../rules/refund-result.ts';
import { giftText, joined, unitsTexts } from './explain-gave.ts';
import { refundTexts } from './explain-refund-text.ts';
import type { RefundText } from './explain-refund-text.ts';
import { ruleName } from './explain-rule.ts';
import { speakerOf } from './explain-speaker.ts';
import type { Speaker } from './explain-speaker.ts';

interface Returned {
  readonly compiled: CompiledProgramme;
  readonly input: RefundInput;
  readonly refund: Refund;
  readonly speaker: Speaker;
  readonly text: RefundText;
}

export function explainRefund(
  compiled: CompiledProgramme,
  input: RefundInput,
  refund: Refund,
  language: WordsLanguage,
): string[] {
  const text = refundTexts[language];
  const returned: Returned = { compiled, input, refund, speaker: speakerOf(compiled, language), text };
  return [
    ...refund.lines.flatMap((line) => lineTexts(returned, line)),
    moneyText(returned),
    refund.method === 're-evaluate' ? text.again : text.proRata,
    ...unitTexts(returned, refund.takeBack, (rule, units) => text.takenBack(rule, units)),
    ...unitTexts(returned, refund.giveBack, (rule, units) => text.givenBack(rule, units)),
    ...spentTexts(returned),
    ...couponTexts(returned),
    ...giftTexts(returned),
    ...(refund.whole ? [text.whole] : []),
  ];
}

function lineTexts({ input, speaker: { say }, text }: Returned, line: RefundLine): string[] {
  const sold = input.sale.input.basket.lines.find(({ id }) => id === line.id);
  if (!sold) return [];
  const back = line.quantity - line.exchanged;
  const name = (words: Words): string => words.text({ en: sold.name });
  const changed = back === 0 && line.money !== 0;
  return [
    ...(back > 0
      ? [say((words) => text.comesBack(name(words), words.quantity(back, sold.unit), words.money(line.money)))]
      : []),
    ...(line.exchanged > 0
      ? [say((words) => text.exchanged(name(words), words.quantity(line.exchanged, sold.unit)))]
      : []),
    ...(changed ? [say((words) => text.without(name(words), words.money(Math.abs(line.money)), line.money < 0))] : []),
  ];
}

function moneyText({ compiled, refund: { money }, speaker: { say }, text }: Returned): string {
  if (money === 0) return text.noMoney;
  const { code } = compiled.programme.currency;
  return say((words) => (money > 0 ? text.given(words.money(money), code) : text.charged(words.money(-money), code)));
}

function unitTexts(
  { compiled, speaker: { say } }: Returned,
  moved: readonly MovedUnits[],
  sentence: (rule: string, units: string) => string,
): string[] {
  const causes: Cause[] = [];
  for (const { by } of moved) if (!causes.some((each) => sameCause(each, by))) causes.push(by);
  return causes.map((by) => {
    const mine = moved.filter((each) => sameCause(each.by, by));
    return say((words, text) => sentence(ruleName(compiled, by, words), joined(unitsTexts(mine, words), text)));
  });
}

function spentTexts({ refund, speaker: { say }, text }: Returned): string[] {
  return refund.onSpent.map(({ unit, n, how, money }) =>
    say((words) => {
      const units = `${n} ${words.name('unit', unit)}`;
      if (how === 'deduct') return text.deducted(units, words.money(money));
      return how === 'negative' ? text.negative(units) : text.forgiven(units);
    }),
  );
}

function couponTexts({ refund: { coupons }, speaker: { say }, text }: Returned): string[] {
  return [
    ...coupons.void.map(({ id }) => say((words) => text.couponVoid(words.name('coupon', id)))),
    ...coupons.charge.map(({ id, worth }) =>
      say((words) => text.couponUsed(words.name('coupon', id), worth === null ? null : words.money(worth))),
    ),
    ...coupons.restore.map(({ id }) => say((words) => text.couponBack(words.name('coupon', id)))),
  ];
}

function giftTexts({ refund, speaker: { say }, text }: Returned): string[] {
  const gifts = [
    ...refund.shares.map(({ cause, amount }) => ({ kind: 'share', cause, amount }) as const),
    ...refund.badges.map(({ badge }) => ({ kind: 'badge', badge }) as const),
    ...refund.memberships.map(({ membership, months }) => ({ kind: 'membership', membership, months }) as const),
    ...refund.tiers.map(({ tier, days }) => ({ kind: 'tier', tier, days }) as const),
  ];
  return gifts.map((gift) => say((words) => text.gift(giftText(gift, words))));
}
