// The facts of a sale for conditions. `before` asks the basket as the POS charges it; `after` asks what our discounts left
// of it. Only lines that count to thresholds count.
import type { Selector } from '../programme/selector.ts';
import type { Facts, Measure } from '../programme/facts.ts';
import { missOf } from './miss-of.ts';
import type { SaleLine } from './sale-lines.ts';
import type { Sale, Work } from './work.ts';

type Asked = Pick<Sale, 'compiled' | 'input'> & { readonly lines: readonly SaleLine[] };

/** `work` is null before any effect has run: then both measures are the same. */
export function factsOf(sale: Asked, work: Pick<Work, 'lines'> | null, measure: Measure): Facts {
  const { compiled, input } = sale;
  const facts: Facts = {
    member: input.member,
    moment: input.moment,
    tenders: tendersOf(input, measure),
    amountOf: (selector, asked = measure) => amountOf(sale, asked === 'after' ? work : null, selector),
    quantityOf: (selector, of) => {
      const test = compiled.testOf(selector);
      let sum = 0;
      for (const { line, flags } of sale.lines) {
        if (!flags.countsToThresholds || !test(line)) continue;
        if (of === 'piece') sum += line.pieces * 1000;
        else if (line.unit === of) sum += line.quantity;
      }
      return sum;
    },
    hasCoupon: (id) => input.coupons.some((each) => each.id === id),
    inSegment: (id) => {
      if (input.member === null) return false;
      if (input.member.segments.includes(id)) return true;
      const when = compiled.segments.get(id)?.when;
      return when !== undefined && missOf(when, facts) === null;
    },
  };
  return facts;
}

function amountOf({ compiled, lines }: Asked, work: Pick<Work, 'lines'> | null, selector: Selector): number {
  const test = compiled.testOf(selector);
  let sum = 0;
  for (let at = 0; at < lines.length; at += 1) {
    const each = lines[at];
    if (each?.flags.countsToThresholds && test(each.line)) sum += work?.lines[at]?.after ?? each.line.amount;
  }
  return sum;
}

/** A price may only follow a payment that was announced; earning follows the real one, and the announced one until then. */
function tendersOf({ tenders, plannedTender }: Sale['input'], measure: Measure): Facts['tenders'] {
  const planned = plannedTender === null ? null : [plannedTender];
  if (measure === 'before') return planned;
  return tenders === null ? planned : tenders.map(({ kind }) => kind);
}
