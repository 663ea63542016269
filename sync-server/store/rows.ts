// What headquarters keeps, in the words of the store's port: no SQL types, no driver types. Bytes are bytes, times are
// milliseconds since 1970, ids are the strings of core.
import type { Alias, Epoch, EventId, MemberId, TillId } from '../../core/base/id.ts';
import type { BusinessDate } from '../../core/base/time.ts';
import type { LedgerEffect } from '../../core/journal/record.ts';
import type { OrderKey } from '../../core/ledger/fold.ts';
import type { Account } from '../../core/ledger/posting.ts';
import type { MemberRow } from '../../core/member/member-row.ts';
import type { FeedRow } from '../../core/protocol/sync.ts';
import type { Facts } from '../../core/projection/statistics.ts';

export type StreamCondition = 'open' | 'fenced' | 'forked';

/** What ties a boot session of a till to our clock: `now` of ours was `mono` of its. */
export interface Anchor {
  readonly boot: string;
  readonly now: number;
  readonly mono: number;
}

export interface StreamState {
  readonly ter: TillId;
  readonly ep: Epoch;
  /** The last seq that is durable here; 0 before the first. */
  readonly cursor: number;
  /** Chain hash at the cursor; the genesis hash at 0. */
  readonly hash: Uint8Array;
  readonly state: StreamCondition;
  /** The last anchor of the stream: what times are derived from. */
  readonly anchor: Anchor | null;
}

export interface TillRow {
  readonly ter: TillId;
  readonly publicKey: Uint8Array;
  readonly store: string;
  readonly lane: string;
}

/** A till as its health is told: beside the row, what it said last and what its streams hold. */
export interface TillHealth extends TillRow {
  readonly records: number;
  readonly waiting: number;
  readonly programme: number;
  readonly seenMs: number | null;
  readonly state: StreamCondition;
}

export interface TillNote {
  readonly ter: TillId;
  readonly seenMs: number;
  readonly waiting: number;
  readonly programme: number;
  readonly app: string;
}

export interface StoredRecordRow {
  readonly seq: number;
  readonly body: Uint8Array;
  readonly hash: Uint8Array;
  /** `nonce ‖ blob`, or null where there is none or it was erased. */
  readonly priv: Uint8Array | null;
  /** When it happened by the evidence of its stream; null when the record could not be read. */
  readonly effMs: number | null;
}

/** One leg, with what a fold needs to be made again from the ledger alone. */
export interface PostingRow {
  readonly seq: number;
  readonly leg: number;
  readonly account: Account;
  readonly n: number;
  readonly kind: LedgerEffect['kind'];
  readonly rule: string;
  /** How much of a redemption was let go unsecured; null for other kinds. */
  readonly floor: number | null;
  readonly biz: BusinessDate;
  readonly effMs: number;
}

export interface QuarantineRow {
  readonly seq: number;
  readonly code: string;
  readonly detail: string;
}

export interface MemberState {
  readonly row: MemberRow;
  /** Whether the enrolment has arrived; before, only the ledger knows the member and no till is told. */
  readonly known: boolean;
  /** The last event in the fold's order; a later one is applied on top, an earlier one folds all again. */
  readonly last: OrderKey | null;
}

/** Personal data at headquarters, in a table of its own: what is erased when a member asks. */
export interface PersonData {
  readonly member: MemberId;
  readonly firstName: string;
  readonly phone: string;
}

export interface VisitDelta {
  readonly member: MemberId;
  readonly biz: BusinessDate;
  readonly store: string;
  /** +1 a sale, −1 its void. */
  readonly sales: number;
}

export interface VisitSum {
  readonly member: MemberId;
  readonly visits: number;
  readonly lastVisit: BusinessDate | null;
}

export interface StoredFacts {
  readonly store: string;
  readonly biz: BusinessDate;
  readonly hour: number;
  readonly facts: Facts;
}

/** Units that all members hold together, by bucket; the bucket `short` holds what was spent beyond. */
export interface HeldUnits {
  readonly unit: string;
  readonly bucket: string;
  readonly n: number;
}

/** What one push changes, beside the visits that are counted first. Saved whole or not at all. */
export interface IntakeChanges {
  readonly stream: StreamState;
  readonly nowMs: number;
  readonly store: string;
  readonly records: readonly StoredRecordRow[];
  readonly quarantine: readonly QuarantineRow[];
  readonly postings: readonly PostingRow[];
  readonly members: readonly MemberState[];
  readonly people: readonly PersonData[];
  readonly aliases: readonly { readonly alias: Alias; readonly member: MemberId }[];
  readonly undone: readonly { readonly of: EventId; readonly by: EventId }[];
  readonly facts: readonly StoredFacts[];
  readonly held: readonly HeldUnits[];
  readonly lastSaleMs: number | null;
}

/** A record that another one speaks of. */
export interface OriginalRecord {
  readonly body: Uint8Array;
  readonly quarantined: boolean;
  readonly undoneBy: EventId | null;
}

export interface EnrolCode {
  readonly hash: Uint8Array;
  readonly store: string;
  readonly lane: string;
  readonly expiresMs: number;
}

export interface Person {
  readonly name: string;
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

export interface Session {
  readonly hash: Uint8Array;
  readonly person: string;
  readonly expiresMs: number;
}

export interface FeedSlice {
  /** Position up to which `rows` are whole. */
  readonly pos: number;
  readonly more: boolean;
  /** The cursor of the asking stream, of the same snapshot as the rows. */
  readonly covered: number;
  readonly rows: readonly FeedRow[];
}
