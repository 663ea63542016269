// What a scan does at a till: a line for a product, a name for a member, a sentence for anything else. A bad scan never
// changes the sale.
import { problem } from '../../core/base/problem.ts';
import type { Problem } from '../../core/base/problem.ts';
import { classifyScan } from '../../core/catalogue/classify-scan.ts';
import type { Scan } from '../../core/catalogue/classify-scan.ts';
import type { NamedMember } from '../../core/member/identify.ts';
import type { ScanAnswer } from '../../core/protocol/till.ts';
import { addProduct } from './set-basket.ts';
import type { Desk } from './desk.ts';
import { memberByCode } from './member-desk.ts';
import { compiledOf } from './quote-sale.ts';
import type { TillNeeds } from './till-needs.ts';
import { memberView } from './view-of-sale.ts';

export function scanAtTill(needs: TillNeeds, desk: Desk, scan: Scan): ScanAnswer {
  return readScan(needs, scan, {
    product: (gtin) => {
      const product = needs.directory.product(gtin);
      if (!product) return problem('ProductUnknown', { code: shownGtin(gtin) });
      const sale = desk.open();
      const added = sale.ok ? desk.change(sale.value.id, (each) => addProduct(each, product)) : sale;
      return added.ok ? null : added.problem;
    },
    member: (member) => {
      const sale = desk.open();
      const named = sale.ok ? desk.setMember(sale.value.id, member) : sale;
      return named.ok ? null : named.problem;
    },
  });
}

export function explainScan(needs: TillNeeds, scan: Scan): ScanAnswer {
  return readScan(needs, scan, {
    product: (gtin) => (needs.directory.product(gtin) ? null : problem('ProductUnknown', { code: shownGtin(gtin) })),
    member: () => null,
  });
}

interface Acts {
  readonly product: (gtin: string) => Problem | null;
  readonly member: (member: NamedMember) => Problem | null;
}

function readScan(needs: TillNeeds, scan: Scan, acts: Acts): ScanAnswer {
  const read = classifyScan(scan);
  if (read.kind === 'problem') return refused(read.problem);
  if (read.kind === 'product') {
    const refusal = acts.product(read.gtin);
    return refusal
      ? { ...refused(refusal), gtin: read.gtin }
      : { what: 'product', gtin: read.gtin, member: null, problem: null };
  }
  const member = memberByCode(needs, read.code);
  if (!member.ok) return refused(member.problem);
  const refusal = acts.member(member.value);
  if (refusal) return refused(refusal);
  const compiled = compiledOf(needs.directory.programme());
  return { what: 'member', gtin: null, member: memberView(needs, compiled, null, member.value), problem: null };
}

function refused(refusal: Problem): ScanAnswer {
  return { what: 'problem', gtin: null, member: null, problem: refusal };
}

// A GTIN as it stands on the pack, without the zeros that fill it up to 14.
function shownGtin(gtin: string): string {
  return gtin.replace(/^0{1,6}/, '');
}
