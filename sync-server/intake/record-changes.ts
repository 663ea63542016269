// What one record changes at headquarters, as data: computed whole before any of it is gathered, so that a record that is
// set aside has done nothing. Pure but for the look-up of the sale that a void undoes.
import { eventId } from '../../core/base/id.ts';
import type { EventId, MemberId } from '../../core/base/id.ts';
import type { BusinessDate } from '../../core/base/time.ts';
import { isZone, momentAt } from '../../core/base/zone.ts';
import { privateBlobSchema, privateNonceBytes } from '../../core/journal/private-blob.ts';
import type { SealedPerson } from '../../core/journal/private-blob.ts';
import type { EnrolRecord, JournalRecord, LedgerEffect, SaleRecord, VoidRecord } from '../../core/journal/record.ts';
import type { LedgerEvent } from '../../core/ledger/fold.ts';
import { postingsOf } from '../../core/ledger/posting.ts';
import type { Identifier } from '../../core/member/member-row.ts';
import { factsOf } from '../../core/projection/statistics.ts';
import type { PostingRow, StoredFacts, VisitDelta } from '../store/rows.ts';
import type { SetAside } from './read-record.ts';

/** A record that was read, where and when it happened. */
export interface PlacedRecord {
  readonly record: JournalRecord;
  readonly priv: Uint8Array | null;
  readonly effMs: number;
  readonly store: string;
}

export interface Enrolled {
  readonly member: MemberId;
  readonly identifiers: readonly Identifier[];
  readonly person: SealedPerson;
}

export interface RecordChanges {
  readonly event?: { readonly member: MemberId; readonly ledger: LedgerEvent };
  readonly postings?: readonly PostingRow[];
  readonly enrolled?: Enrolled;
  readonly visit?: VisitDelta;
  readonly facts?: StoredFacts;
  readonly undone?: { readonly of: EventId; readonly by: EventId };
  readonly sale?: { readonly id: EventId; readonly record: SaleRecord };
  readonly lastSaleMs?: number;
}

export interface RecordSources {
  /** The sale that a void of this till may undo, or why it may not. */
  saleToUndo(undoing: VoidRecord): Promise<SaleRecord | SetAside>;
  unseal(text: string): SealedPerson | null;
}

export async function changesOf(placed: PlacedRecord, sources: RecordSources): Promise<RecordChanges | SetAside> {
  const { record } = placed;
  switch (record.t) {
    case 'sale':
      return changesOfSale(placed, record);
    case 'void':
      return changesOfVoid(placed, record, sources);
    case 'enrol':
      return changesOfEnrolment(placed, record, sources);
    case 'boot':
    case 'anchor':
    case 'config_activated':
      return {};
  }
}

function changesOfSale(placed: PlacedRecord, sale: SaleRecord): RecordChanges {
  const isPublic = sale.in.basket.buyer === 'public';
  return {
    ...effectsOn(placed, sale.mem, sale.eff),
    ...factsWith(placed, null),
    ...(isPublic ? { ...visitOf(placed, sale, 1), lastSaleMs: placed.effMs } : {}),
    sale: { id: idOf(sale), record: sale },
  };
}

async function changesOfVoid(
  placed: PlacedRecord,
  undoing: VoidRecord,
  sources: RecordSources,
): Promise<RecordChanges | SetAside> {
  const original = await sources.saleToUndo(undoing);
  if ('code' in original) return original;
  if (original.mem !== undoing.mem) return { code: 'VOID_OF_OTHER', detail: '' };
  return {
    ...effectsOn(placed, undoing.mem, undoing.eff),
    ...factsWith(placed, original),
    ...(original.in.basket.buyer === 'public' ? visitOf(placed, original, -1) : {}),
    undone: { of: undoing.of, by: idOf(undoing) },
  };
}

function changesOfEnrolment(
  placed: PlacedRecord,
  enrol: EnrolRecord,
  sources: RecordSources,
): RecordChanges | SetAside {
  if (!placed.priv) return { code: 'PRIVATE_MISSING', detail: '' };
  const blob = privateBlobSchema.safeParse(jsonOf(placed.priv.subarray(privateNonceBytes)));
  if (!blob.success) return { code: 'PRIVATE_INVALID', detail: '' };
  const person = sources.unseal(blob.data.sealed);
  if (!person) return { code: 'SEALED_UNREADABLE', detail: '' };
  return {
    ...effectsOn(placed, enrol.mem, enrol.eff),
    ...factsWith(placed, null),
    enrolled: { member: enrol.mem, identifiers: blob.data.identifiers, person },
  };
}

function effectsOn(
  { record, effMs, store }: PlacedRecord,
  member: MemberId | null,
  effects: readonly LedgerEffect[],
): RecordChanges {
  if (member === null || effects.length === 0) return {};
  const { seq, biz, ter, ep } = record;
  const postings = postingsOf(idOf(record), member, store, effects).flatMap(({ leg, account, n }): PostingRow[] => {
    const effect = effects[Math.floor(leg / 2)];
    if (!effect) return [];
    const floor = effect.kind === 'redeem' ? effect.by.floor : null;
    return [{ seq, leg, account, n, kind: effect.kind, rule: effect.rule, floor, biz, effMs }];
  });
  return { postings, event: { member, ledger: { key: { effMs, till: ter, epoch: ep, seq }, biz, effects } } };
}

function visitOf(
  { store }: PlacedRecord,
  { mem, in: input }: { mem: MemberId | null; in: { moment: { biz: BusinessDate } } },
  sales: 1 | -1,
): RecordChanges {
  return mem === null ? {} : { visit: { member: mem, biz: input.moment.biz, store, sales } };
}

function factsWith({ record, effMs, store }: PlacedRecord, original: SaleRecord | null): RecordChanges {
  const dated = factsOf(record, record.t === 'enrol' ? hourAt(effMs, record.tz) : 0, original);
  return dated ? { facts: { store, ...dated } } : {};
}

function hourAt(effMs: number, zone: string): number {
  const { minute } = momentAt(effMs, isZone(zone) ? zone : 'UTC', 0);
  return Math.floor(minute / 60);
}

function idOf({ ter, ep, seq }: JournalRecord): EventId {
  return eventId(ter, ep, seq);
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
