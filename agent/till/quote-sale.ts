// What the sale costs this customer now. A quote pins programme, moment and member facts; the commit that names it gets
// exactly this, whatever has arrived since (rules.md, "What a basket is").
import { quoteIdOf } from '../../core/base/id.ts';
import { limits } from '../../core/base/limits.ts';
import { problem } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import type { CompiledProgramme } from '../../core/programme/compile.ts';
import type { MemberFacts } from '../../core/programme/member-facts.ts';
import { noProgramme } from '../../core/programme/no-programme.ts';
import { evaluate } from '../../core/rules/evaluate.ts';
import type { EvaluationInput } from '../../core/rules/evaluation.ts';
import { factsOfMember } from './member-desk.ts';
import { moved } from './open-sale.ts';
import type { OpenSale, Quote } from './open-sale.ts';
import type { ActiveProgramme } from './ports.ts';
import type { TillNeeds } from './till-needs.ts';

export function compiledOf(active: ActiveProgramme | null): CompiledProgramme {
  return active?.compiled ?? noProgramme;
}

/** The sale with a fresh quote; a held sale and an empty one have none. */
export function quoteSale(needs: TillNeeds, sale: OpenSale, others: readonly OpenSale[]): OpenSale {
  if (sale.basket.lines.length === 0 || sale.state === 'held') return { ...sale, quote: null };
  const quoted = moved(sale, 'quote');
  if (!quoted.ok) return sale;
  const compiled = compiledOf(sale.active);
  const input = inputOf(
    needs,
    sale,
    sale.member && factsOfMember(needs, compiled, sale.member, sale.moment.biz, others),
  );
  const quote: Quote = {
    id: quoteIdOf(needs.system.random.bytes(8)),
    input,
    evaluated: evaluate(compiled, input),
    monoMs: needs.system.clock.monoMs(),
  };
  return { ...quoted.value, quote };
}

/** In the order of its schema, which is the order of its bytes in the record. */
export function inputOf(
  { enrolment }: Pick<TillNeeds, 'enrolment'>,
  asked: Pick<OpenSale, 'moment' | 'basket' | 'chosen' | 'declined' | 'payWithUnits' | 'plannedTender'>,
  member: MemberFacts | null,
  event: EvaluationInput['event'] = 'purchase',
): EvaluationInput {
  return {
    event,
    store: enrolment.store.id,
    moment: asked.moment,
    basket: asked.basket,
    member,
    // What a rule gave before, and coupons on the counter, are not known at a till yet.
    usage: [],
    coupons: [],
    chosen: [...asked.chosen],
    declined: [...asked.declined],
    payWithUnits: asked.payWithUnits,
    tenders: null,
    plannedTender: asked.plannedTender,
  };
}

/** The quote a commit names: it must be the sale's last, and not older than its time. */
export function liveQuote(needs: TillNeeds, sale: OpenSale, id: string): Result<Quote> {
  if (!sale.quote || sale.state !== 'quoted')
    return fail(problem(sale.basket.lines.length === 0 ? 'SaleEmpty' : 'QuoteNotFound'));
  const named = [sale.quote, ...sale.earlier].find((quote) => quote.id === id);
  if (!named) return fail(problem('QuoteStale'));
  const age = needs.system.clock.monoMs() - named.monoMs;
  return age > limits.quoteMinutes * 60_000 ? fail(problem('QuoteStale')) : ok(named);
}
