// The actions that write a record. Each carries the client's key: asked again, the first answer is given again, from the
// record, and nothing happens twice.
import { eventId } from '../../core/base/id.ts';
import { problem } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import { checkout } from './checkout.ts';
import { enrolMember } from './enrol-member.ts';
import { repeatedAnswer } from './repeated-answer.ts';
import type { TillActions } from './till-actions.ts';
import type { TillCore } from './till-core.ts';
import type { TillNeeds } from './till-needs.ts';
import { committedView } from './view-of-till.ts';
import { voidSale } from './void-sale.ts';

export function journalActions(core: TillCore): Pick<TillActions, 'commit' | 'voidSale' | 'enrol' | 'printCopy'> {
  const { needs, desk } = core;
  return {
    commit: (id, request, idempotency) => {
      const before = repeatedAnswer(needs.journal, idempotency, (seq) => committedAt(needs, seq, true));
      if (before) return before;
      const sale = desk.sales.find(id);
      const done = sale.ok ? checkout(needs, sale.value, request, idempotency) : sale;
      if (!done.ok) return done;
      desk.sales.remove(id);
      core.noteSale(done.value.appended.seq);
      core.follow();
      return orInternal(committedAt(needs, done.value.appended.seq, false));
    },
    voidSale: (id, request, idempotency) => {
      const before = repeatedAnswer(needs.journal, idempotency, (seq) => voidedAt(needs, seq));
      if (before) return before;
      const done = voidSale(needs, id, request, idempotency);
      if (!done.ok) return done;
      core.follow();
      return ok({ eventId: done.value.eventId, repeated: false });
    },
    enrol: (request, idempotency) => {
      const before = repeatedAnswer(needs.journal, idempotency, (seq) => enrolledAt(needs, seq));
      if (before) return before;
      const done = enrolMember(needs, request, idempotency);
      if (!done.ok) return done;
      const { appended, member, code } = done.value;
      const sale = desk.open();
      if (sale.ok) desk.setMember(sale.value.id, member);
      core.follow();
      return ok({ eventId: appended.eventId, memberId: member.row.id, code });
    },
    printCopy: (id) => {
      const sale = needs.journal.sale(id);
      if (!sale) return fail(problem('SaleNotFound'));
      if (!core.prints) return ok('none');
      needs.journal.addPrintCopy(sale.seq);
      core.prints.wake();
      core.changed();
      return ok('queued');
    },
  };
}

function committedAt(needs: TillNeeds, seq: number, repeated: boolean) {
  const committed = committedView(needs, seq);
  return committed === null ? null : { committed, repeated };
}

function voidedAt({ journal }: TillNeeds, seq: number) {
  const record = journal.record(seq)?.record;
  return record?.t === 'void' ? { eventId: eventId(record.ter, record.ep, seq), repeated: true } : null;
}

// The code itself was told once and is kept nowhere: a repeated request learns that the member is there.
function enrolledAt({ journal }: TillNeeds, seq: number) {
  const record = journal.record(seq)?.record;
  if (record?.t !== 'enrol') return null;
  return { eventId: eventId(record.ter, record.ep, seq), memberId: record.mem, code: '' };
}

function orInternal<T>(value: T | null): Result<T> {
  return value === null ? fail(problem('Internal')) : ok(value);
}
