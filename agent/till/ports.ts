// What a till needs from the world, in its own words. Devices, storage and sync implement these and do not know one
// another; entry joins them. Every port has a simulated twin, and one contract suite runs on both.
import type { Alias, Epoch, EventId, MemberId, SaleId, TillId } from '../../core/base/id.ts';
import type { Problem } from '../../core/base/problem.ts';
import type { Result } from '../../core/base/result.ts';
import type { BusinessDate } from '../../core/base/time.ts';
import type { Product } from '../../core/catalogue/product.ts';
import type { JournalRecord, LedgerEffect, Ruleset } from '../../core/journal/record.ts';
import type { MemberRow } from '../../core/member/member-row.ts';
import type { CompiledProgramme } from '../../core/programme/compile.ts';
import type { ReceiptDocument } from '../../core/projection/receipt.ts';
import type { FeedAnswer } from '../../core/protocol/sync.ts';
import type { DeviceView, LinkView, PrintState } from '../../core/protocol/till.ts';

export interface Clock {
  /** Milliseconds since 1970 by the machine's clock, right or wrong. */
  wallMs(): number;
  /** Milliseconds since the machine or process started; never goes back. */
  monoMs(): number;
}

export interface Timer {
  /** Acts once after that many milliseconds; the answer calls it off. */
  after(ms: number, act: () => void): () => void;
}

export interface Random {
  bytes(count: number): Uint8Array;
}

export interface System {
  readonly clock: Clock;
  readonly timer: Timer;
  readonly random: Random;
}

// ---- the journal ----

export interface StoredRecord {
  readonly seq: number;
  readonly body: Uint8Array;
  readonly hash: Uint8Array;
  /** `nonce ‖ blob`, or null where there is none or it was erased. */
  readonly priv: Uint8Array | null;
}

export interface StreamHead {
  readonly epoch: Epoch;
  /** 0 before the first record. */
  readonly seq: number;
  /** The genesis hash before the first record. */
  readonly hash: Uint8Array;
  /** Up to here headquarters has it, durably. */
  readonly acked: number;
}

/** One leg of a record's effect on a member, kept beside the journal so that balances need no replay. */
export interface OwnEffect {
  readonly seq: number;
  readonly wallMs: number;
  readonly biz: BusinessDate;
  readonly effect: LedgerEffect;
}

export interface IdempotentAnswer {
  readonly seq: number;
  readonly requestHash: string;
}

export interface PrintJob {
  readonly id: number;
  readonly seq: number;
  readonly copy: boolean;
  readonly state: PrintState;
}

export interface JournalReader {
  head(): StreamHead;
  /** At most `limit` records with seq > `after`, in order. */
  after(after: number, limit: number): StoredRecord[];
  record(seq: number): { readonly record: JournalRecord; readonly hash: Uint8Array } | null;
  /** The committed sale with this id, and the seq of the record that voided it. */
  sale(id: SaleId): { readonly seq: number; readonly voidedBy: number | null } | null;
  byKey(key: string): IdempotentAnswer | null;
  /** Effects of this till on a member, of records after `after` (all streams the till still holds). */
  effectsOn(member: MemberId, after: number): OwnEffect[];
  /** Units this till let go unsecured on a business day: for one member, or for all with null. */
  redeemedByFloor(biz: BusinessDate, unit: string, member: MemberId | null): number;
  /** Records of sales, voids and enrolments whose own `biz` is from `from` to `to`, in order. */
  between(from: BusinessDate, to: BusinessDate): Iterable<JournalRecord>;
  /** Records not acknowledged: how many, how many of them sales, and the wall clock of the oldest. */
  backlog(): { readonly records: number; readonly sales: number; readonly oldestMs: number | null };
  printJobs(state: PrintState): PrintJob[];
  lastPrintJob(seq: number): PrintJob | null;
  /** Members enrolled at this till that carry the alias: known in the same second, before headquarters has answered. */
  enrolledBy(alias: Alias): MemberRow[];
  enrolled(member: MemberId): MemberRow | null;
}

/** What is written beside the record in the same transaction. */
export interface Append {
  readonly record: JournalRecord;
  readonly priv?: Uint8Array;
  /** An enrolment's row as the till knows it until the feed brings it. */
  readonly enrolled?: MemberRow;
  /** A slip to print once this is durable. */
  readonly print?: boolean;
}

export interface Appended {
  readonly seq: number;
  readonly hash: Uint8Array;
  readonly eventId: EventId;
  readonly printJob: number | null;
}

export interface JournalWriter {
  /**
   * Makes one record durable: `build` gets the next seq and epoch; record, chain head, key, effects and print job are one
   * transaction, synced before this returns. A full disk frees the ballast and tries once more; then `NotRecorded`.
   */
  append(build: (next: { readonly seq: number; readonly epoch: Epoch }) => Append): Result<Appended>;
  /** Headquarters has everything up to here. Never goes back. */
  acknowledge(upto: number): void;
  setPrintState(job: number, state: PrintState): void;
  /** A copy of a slip, as a job of its own. */
  addPrintCopy(seq: number): number;
}

export interface Journal extends JournalReader, JournalWriter {}

// ---- what headquarters told us ----

export interface ActiveProgramme {
  readonly compiled: CompiledProgramme;
  readonly ruleset: Ruleset;
}

export interface Directory {
  membersByAlias(alias: Alias): MemberRow[];
  member(id: MemberId): MemberRow | null;
  product(gtin: string): Product | null;
  /** The newest programme that this till understands; null before the first arrived. */
  programme(): ActiveProgramme | null;
  /** The programme a record names, while the cache still holds that version; for a copy of a receipt. */
  programmeOf(ruleset: Ruleset): CompiledProgramme | null;
  /** The last seq of this till's stream (in that epoch) that the rows include. */
  covered(epoch: Epoch): number;
  /** `srv:pos`, for the record; `-:0` before the first answer. */
  view(): string;
  /** When headquarters last confirmed these rows, by this till's wall clock; null before. */
  asOfMs(): number | null;
}

/** Writes what headquarters said into the cache; its twin in storage is a worker. */
export interface CacheApplier {
  /**
   * One page of the feed, rows and position and `covered` together; settled when the Directory shows it. Applying a page
   * twice, or an older one late, changes nothing. `ep`: the stream that `covered` speaks of.
   */
  apply(page: FeedAnswer, receivedWallMs: number, ep: Epoch): Promise<void>;
}

// ---- devices ----

export interface ScannerListener {
  /** latin1 of the raw bytes, terminator cut; the AIM id, if sent, is still in front. */
  scan(text: string): void;
  /** Something came that cannot be a scan (too long, cut off by an unplug). */
  garbled(problem: Problem): void;
  state(device: DeviceView): void;
}

export interface Scanner {
  start(listener: ScannerListener): void;
  stop(): Promise<void>;
}

export type PrintOutcome =
  | { readonly state: 'printed' }
  | { readonly state: 'unknown'; readonly problem: Problem }
  | { readonly state: 'failed'; readonly problem: Problem };

export interface Printer {
  /** Never rejects. `unknown`: bytes went out and no answer came; do not print again unasked. */
  print(document: ReceiptDocument): Promise<PrintOutcome>;
  start(state: (device: DeviceView) => void): void;
  stop(): Promise<void>;
}

// ---- the way to headquarters ----

export interface Link {
  view(): LinkView;
  /** Something new lies in the journal: worth waking up for. Losing this call delays, never loses. */
  wake(): void;
  onChange(changed: () => void): void;
}

/** The till's own Ed25519 key: it signs, and never leaves its file. */
export interface KeyStore {
  readonly till: TillId;
  /** Raw, 32 bytes. */
  readonly publicKey: Uint8Array;
  /** 64 bytes. */
  sign(bytes: Uint8Array): Uint8Array;
}

/** Identifiers as typed → alias. Needs the chain's key, so it stands behind a port. */
export interface Identifiers {
  /** Null when it is not a whole phone number. */
  ofPhone(typed: string): { readonly alias: Alias; readonly last2: string; readonly e164: string } | null;
  ofCode(code: string): Alias;
  /** What decides hold-outs for this member, alike at every till (core/member/lot-of.ts). */
  lotOf(member: MemberId): string;
  /** Name and phone sealed to headquarters (protocol/sealed.ts), base64. */
  seal(person: { readonly firstName: string; readonly phone: string }): string;
}
