// A sale in hand as a screen shows it: the evaluation with the programme's names beside its ids.
import { sumMoney } from '../../core/base/money.ts';
import { units } from '../../core/base/units.ts';
import type { NamedMember } from '../../core/member/identify.ts';
import type { CompiledProgramme } from '../../core/programme/compile.ts';
import type { LocalText } from '../../core/programme/text.ts';
import type { MemberView, SaleView } from '../../core/protocol/till.ts';
import { needsTexts } from '../../core/projection/explain-trace.ts';
import { nameOf } from '../../core/programme/name-of.ts';
import type { MemberFacts } from '../../core/programme/member-facts.ts';
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
        name: nameOf(compiled, by),
        given,
      })),
    })),
    total: evaluation?.total ?? { before: total, discount: sumMoney([]), after: total },
    payment: evaluation?.payment ? { ...evaluation.payment, name: unitName(compiled, evaluation.payment.unit) } : null,
    due: evaluation?.due ?? total,
    member: sale.member && memberView(needs, compiled, sale, sale.member),
    earned: namedUnits(compiled, evaluation?.earned ?? []),
    spent: namedUnits(compiled, evaluation?.spent ?? []),
    rewards: rewardViews(compiled, evaluation?.rewards ?? []),
    proposals: proposalViews(compiled, sale, evaluation?.proposals ?? []),
    chosen: [...sale.chosen],
    declined: [...sale.declined],
    messages: (evaluation?.gifts ?? []).flatMap(({ gift }) =>
      gift.kind === 'message' && gift.to === 'cashier' ? [gift.text] : [],
    ),
    nudges: (evaluation?.nudges ?? []).map((nudge) => ({ ...nudge, name: nameOf(compiled, nudge.by) })),
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
  return trace.map((entry) => ({
    by: entry.by,
    name: nameOf(compiled, entry.by),
    outcome: entry.outcome,
    reason: entry.reason,
    missing: entry.missing,
    given: entry.given,
    needs: needsTexts(compiled, entry),
    outweighedBy: entry.outweighedBy && { ...entry.outweighedBy, name: nameOf(compiled, entry.outweighedBy) },
  }));
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

/** Those that got their yes stay among them, so that it can be taken back; the customer's yes comes first. */
function proposalViews(
  compiled: CompiledProgramme,
  { chosen }: OpenSale,
  waiting: readonly string[],
): SaleView['proposals'] {
  const agreed = compiled.campaigns.filter((campaign) => chosen.some(({ id }) => id === campaign.id));
  const view = (id: string, yes: boolean) => ({ id, name: nameOf(compiled, { kind: 'campaign', id }), chosen: yes });
  return [...agreed.map(({ id }) => view(id, true)), ...waiting.map((id) => view(id, false))];
}

function unitName(compiled: CompiledProgramme, unit: string): LocalText {
  return compiled.units.get(unit)?.name ?? { en: unit };
}
