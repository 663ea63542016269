// What a push changes, gathered over its records before anything is written. Members are folded once at the end, however
// many records touch them; figures of the same hour are merged.
import type { EventId, MemberId } from '../../core/base/id.ts';
import { recordSchema } from '../../core/journal/record.ts';
import type { SaleRecord, VoidRecord } from '../../core/journal/record.ts';
import type { LedgerEvent } from '../../core/ledger/fold.ts';
import { mergeFacts } from '../../core/projection/statistics.ts';
import type { OriginalRecord, PostingRow, StoredFacts, VisitDelta } from '../store/rows.ts';
import type { SetAside } from './read-record.ts';
import type { Enrolled, RecordChanges } from './record-changes.ts';

export interface IntakeBatch {
  readonly postings: PostingRow[];
  readonly events: Map<MemberId, LedgerEvent[]>;
  readonly enrolled: Map<MemberId, Enrolled>;
  readonly visits: VisitDelta[];
  readonly facts: Map<string, StoredFacts>;
  readonly undone: { readonly of: EventId; readonly by: EventId }[];
  /** Sales of this very batch, for the voids behind them. */
  readonly sales: Map<EventId, SaleRecord>;
  lastSaleMs: number | null;
}

export function emptyBatch(): IntakeBatch {
  return {
    postings: [],
    events: new Map(),
    enrolled: new Map(),
    visits: [],
    facts: new Map(),
    undone: [],
    sales: new Map(),
    lastSaleMs: null,
  };
}

export function gather(batch: IntakeBatch, changes: RecordChanges): void {
  batch.postings.push(...(changes.postings ?? []));
  if (changes.event) {
    const { member, ledger } = changes.event;
    batch.events.set(member, [...(batch.events.get(member) ?? []), ledger]);
  }
  if (changes.enrolled) batch.enrolled.set(changes.enrolled.member, changes.enrolled);
  if (changes.visit) batch.visits.push(changes.visit);
  if (changes.facts) gatherFacts(batch, changes.facts);
  if (changes.undone) batch.undone.push(changes.undone);
  if (changes.sale) batch.sales.set(changes.sale.id, changes.sale.record);
  if (changes.lastSaleMs !== undefined) batch.lastSaleMs = Math.max(batch.lastSaleMs ?? 0, changes.lastSaleMs);
}

/** The sale that a void speaks of: of the same till, held, not set aside, not undone before. */
export async function findSaleToUndo(
  batch: IntakeBatch,
  { of, ter }: VoidRecord,
  original: (id: EventId) => Promise<OriginalRecord | null>,
): Promise<SaleRecord | SetAside> {
  if (!of.startsWith(`${ter}.`)) return { code: 'VOID_OF_NOTHING', detail: 'of another till' };
  if (batch.undone.some((each) => each.of === of)) return { code: 'VOID_TWICE', detail: '' };
  const near = batch.sales.get(of);
  if (near) return near;
  const found = await original(of);
  if (!found || found.quarantined) return { code: 'VOID_OF_NOTHING', detail: found ? 'set aside' : 'not held' };
  if (found.undoneBy !== null) return { code: 'VOID_TWICE', detail: '' };
  const record = recordSchema.parse(JSON.parse(new TextDecoder().decode(found.body)));
  return record.t === 'sale' ? record : { code: 'VOID_OF_NOTHING', detail: `a ${record.t}` };
}

function gatherFacts(batch: IntakeBatch, facts: StoredFacts): void {
  const key = `${facts.store} ${facts.biz} ${facts.hour}`;
  const before = batch.facts.get(key);
  batch.facts.set(key, before ? { ...facts, facts: mergeFacts(before.facts, facts.facts) } : facts);
}
