// A sale in hand as a screen shows it: the evaluation with the programme's names beside its ids.
import { sumMoney } from '../../core/base/money.ts';
import { units } from '../../core/base/units.ts';
import type { NamedMember } from '../../core/member/identify.ts';
import type { CompiledProgramme } from '../../core/programme/compile.ts';
import type { LocalText } from '../../core/programme/text.ts';
import type { MemberView, SaleView } from '../../core/protocol/till.ts';
import type { Cause, MemberFacts } from '../../core/rules/evaluation.ts';
import { factsOfMember } from './member-desk.ts';
import type { OpenSale } from './open-sale.ts';
import { compiledOf } from './quote-sale.ts';
import type { TillNeeds } from './till-needs.ts';

export function viewOfSale(needs: TillNeeds, sale: OpenSale): SaleView {
  const compiled = compiledOf(sale.active);
  const total = sumMoney(sale.basket.lines.map(({ amount }) => amount));
  const evaluation = sale.quote?.evaluated.evaluation;
  return {
    saleId: sale.id,
    state: sale.state,
    openedAtMs: sale.openedAtMs,
    quoteId: sale.quote?.id ?? null,
    lines: sale.basket.lines.map((line, at) => ({
      id: line.id,
      name: line.name,
      ...(line.gtin === undefined ? {} : { gtin: line.gtin }),
      quantity: line.quantity,
      unit: line.unit,
      amount: line.amount,
      after: evaluation?.lines[at]?.after ?? line.amount,
      discounts: (evaluation?.lines[at]?.discounts ?? []).map(({ by, given }) => ({
        by,
        name: causeName(compiled, by),
        given,
      })),
    })),
    total: evaluation?.total ?? { before: total, discount: sumMoney([]), after: total },
    member: sale.member && memberView(needs, compiled, sale, sale.member),
    earned: namedUnits(compiled, evaluation?.earned ?? []),
    spent: namedUnits(compiled, evaluation?.spent ?? []),
    rewards: rewardViews(compiled, evaluation?.rewards ?? []),
    chosen: [...sale.chosen],
    declined: [...sale.declined],
    nudges: (evaluation?.nudges ?? []).map(({ reward, unit, missing }) => ({
      reward,
      name: causeName(compiled, { kind: 'reward', id: reward }),
      unit,
      missing,
    })),
    trace: traceViews(compiled, sale.quote?.evaluated.trace ?? []),
  };
}

export function memberView(
  needs: TillNeeds,
  compiled: CompiledProgramme,
  sale: OpenSale | null,
  member: NamedMember,
): MemberView {
  const facts = sale?.quote?.input.member ?? factsNow(needs, compiled, sale, member);
  return {
    memberId: member.row.id,
    firstName: member.row.firstName,
    last2: member.row.last2,
    by: member.by,
    right: member.right,
    balances: facts.spendable.map(({ unit, n, held }) => ({
      unit,
      name: unitName(compiled, unit),
      n: held,
      usable: n,
    })),
    asOfMs: needs.directory.asOfMs(),
    visits: member.row.visits,
  };
}

function factsNow(
  needs: TillNeeds,
  compiled: CompiledProgramme,
  sale: OpenSale | null,
  member: NamedMember,
): MemberFacts {
  const moment = sale?.moment ?? needs.stamper.moment();
  return factsOfMember(needs, compiled, member, moment.biz, []);
}

export function traceViews(
  compiled: CompiledProgramme,
  trace: NonNullable<OpenSale['quote']>['evaluated']['trace'],
): SaleView['trace'] {
  return trace.map((entry) => ({ ...entry, name: causeName(compiled, entry.by) }));
}

/** Sums by unit, with the unit's name. */
export function namedUnits(
  compiled: CompiledProgramme,
  list: readonly { unit: string; n: number }[],
): SaleView['earned'] {
  const sums = new Map<string, number>();
  for (const { unit, n } of list) sums.set(unit, (sums.get(unit) ?? 0) + n);
  return [...sums].map(([unit, n]) => ({ unit, name: unitName(compiled, unit), n: units(n) }));
}

function rewardViews(
  compiled: CompiledProgramme,
  states: NonNullable<OpenSale['quote']>['evaluated']['evaluation']['rewards'],
): SaleView['rewards'] {
  return states.flatMap((state) => {
    const reward = compiled.rewards.find(({ id }) => id === state.id);
    return reward ? [{ ...state, name: reward.name, cost: reward.cost }] : [];
  });
}

function causeName(compiled: CompiledProgramme, by: Cause): LocalText {
  const list = by.kind === 'campaign' ? compiled.campaigns : compiled.rewards;
  return list.find(({ id }) => id === by.id)?.name ?? { en: by.id };
}

function unitName(compiled: CompiledProgramme, unit: string): LocalText {
  return compiled.units.get(unit)?.name ?? { en: unit };
}
