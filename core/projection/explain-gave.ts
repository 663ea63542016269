// What a rule gave in this sale, as people say it: "2.50 off", "3 points", "the coupon Ten for you", and what it cost.
import { sameCause } from '../programme/cause.ts';
import type { Cause } from '../programme/cause.ts';
import { giftEffects } from '../programme/effects/effect.ts';
import type { Words } from '../programme/words.ts';
import type { Evaluation, UnitsBy } from '../rules/evaluation.ts';
import type { ExplainText } from './explain-text.ts';

/** Empty where it gave nothing. */
export function gaveText(evaluation: Evaluation, by: Cause, words: Words, text: ExplainText): string {
  const mine = <T extends { readonly by: Cause }>(all: readonly T[]): T[] =>
    all.filter((each) => sameCause(each.by, by));
  const off = mine(evaluation.discounts).reduce((sum, { given }) => sum + given, 0);
  const gave = [
    ...(off === 0 ? [] : [text.off(words.money(off))]),
    ...unitsTexts(mine(evaluation.earned), words),
    ...new Set(mine(evaluation.gifts).map(({ gift }) => giftText(gift, words))),
  ];
  return withCost(joined(gave, text), evaluation, by, words, text);
}

/** "2.50 off for 100 points". */
export function withCost(said: string, { spent }: Evaluation, by: Cause, words: Words, text: ExplainText): string {
  const cost = unitsTexts(
    spent.filter((each) => sameCause(each.by, by)),
    words,
  );
  return cost.length === 0 || said === '' ? said : `${said} ${text.forUnits(joined(cost, text))}`;
}

/** "3 points", one text a unit, in the order in which they came. */
export function unitsTexts(all: readonly Pick<UnitsBy, 'unit' | 'n'>[], words: Words): string[] {
  const sums = new Map<string, number>();
  for (const { unit, n } of all) sums.set(unit, (sums.get(unit) ?? 0) + n);
  return [...sums].map(([unit, n]) => `${n} ${words.name('unit', unit)}`);
}

export function joined(all: readonly string[], { and }: ExplainText): string {
  const last = all.at(-1) ?? '';
  return all.length < 2 ? last : `${all.slice(0, -1).join(', ')}${and}${last}`;
}

/** In the words of the effect that gives such gifts. */
export function giftText(gift: Evaluation['gifts'][number]['gift'], words: Words): string {
  const { language } = words;
  switch (gift.kind) {
    case 'coupon':
      return giftEffects.giveCoupon.says[language]({ ...gift, kind: 'giveCoupon' }, 0, words);
    case 'badge':
      return giftEffects.giveBadge.says[language]({ ...gift, kind: 'giveBadge' }, 0, words);
    case 'share':
      return giftEffects.shareToCause.says[language]({ ...gift, kind: 'shareToCause', selector: {} }, 0, words);
    case 'membership':
      return giftEffects.extendMembership.says[language]({ ...gift, kind: 'extendMembership' }, 0, words);
    case 'tier':
      return giftEffects.grantTier.says[language]({ ...gift, kind: 'grantTier' }, 0, words);
    case 'message':
      return giftEffects.message.says[language]({ ...gift, kind: 'message' }, 0, words);
  }
}
