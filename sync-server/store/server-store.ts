// The port behind which headquarters' database stands: embedded SQLite now, PostgreSQL later, the same methods in the same
// order. It is asynchronous for the sake of the second. Reading and writing are different types: whoever holds a
// reader can change nothing; whoever writes does it in a transaction that is whole or has not been.
import type { Epoch, EventId, MemberId, TillId } from '../../core/base/id.ts';
import type { BusinessDate } from '../../core/base/time.ts';
import type { LedgerEvent } from '../../core/ledger/fold.ts';
import type { FeedDocument, Store } from '../../core/protocol/sync.ts';
import type {
  EnrolCode,
  FeedSlice,
  HeldUnits,
  IntakeChanges,
  MemberState,
  OriginalRecord,
  Person,
  PersonData,
  QuarantineRow,
  Session,
  StoredFacts,
  StoredRecordRow,
  StreamCondition,
  StreamState,
  TillHealth,
  TillNote,
  TillRow,
  VisitDelta,
  VisitSum,
} from './rows.ts';

export interface ServerReader {
  /** The incarnation: a UUID made with the database, a new one after any restore. */
  srv(): Promise<string>;
  /** Shops in the order of the configuration. */
  shops(): Promise<Store[]>;
  till(ter: TillId): Promise<TillRow | null>;
  tills(): Promise<TillHealth[]>;
  streams(ter: TillId): Promise<StreamState[]>;
  /** Records of a stream with seq > `after`, in order: what a till sent, byte for byte. */
  records(ter: TillId, ep: Epoch, after: number, limit: number): Promise<StoredRecordRow[]>;
  quarantined(limit: number): Promise<(QuarantineRow & { readonly ter: TillId; readonly ep: Epoch })[]>;
  /** Position of the newest change. */
  head(): Promise<number>;
  /** Changes after `since`, newest state a key, oldest first; at least one row if there is any, then up to the bounds. */
  feed(since: number, rowsMax: number, bytesMax: number, asking: { ter: TillId; ep: Epoch }): Promise<FeedSlice>;
  document(kind: FeedDocument['kind']): Promise<FeedDocument | null>;
  member(id: MemberId): Promise<MemberState | null>;
  personData(member: MemberId): Promise<PersonData | null>;
  /** Facts by store, business date and hour; both dates are included. */
  facts(from: BusinessDate, to: BusinessDate, store: string | null): Promise<StoredFacts[]>;
  lastSales(): Promise<ReadonlyMap<string, number>>;
  sums(): Promise<{ readonly members: number; readonly quarantined: number; readonly held: readonly HeldUnits[] }>;
  people(): Promise<number>;
  person(name: string): Promise<Person | null>;
  /** Null when unknown or expired. */
  session(hash: Uint8Array, nowMs: number): Promise<Session | null>;
}

/** What a transaction sees and does. Its reads see its own writes. */
export interface StoreTransaction {
  /** A savepoint: when `work` throws, what it wrote is taken back and the transaction goes on. */
  attempt<T>(work: () => Promise<T>): Promise<T>;
  till(ter: TillId): Promise<TillRow | null>;
  stream(ter: TillId, ep: Epoch): Promise<StreamState | null>;
  hashAt(ter: TillId, ep: Epoch, seq: number): Promise<Uint8Array | null>;
  original(id: EventId): Promise<OriginalRecord | null>;
  members(ids: readonly MemberId[]): Promise<MemberState[]>;
  /** All ledger events of a member, in the fold's order. */
  history(member: MemberId): Promise<LedgerEvent[]>;
  /** Counts sales into visits and says what the members' visits now are. */
  addVisits(deltas: readonly VisitDelta[]): Promise<VisitSum[]>;
  saveIntake(changes: IntakeChanges): Promise<void>;
  setStreamState(ter: TillId, ep: Epoch, state: StreamCondition): Promise<void>;
  /** Shops of the configuration, in its order; one that is gone from it stays for its history. */
  putShops(shops: readonly Store[]): Promise<void>;
  addTill(till: TillRow, nowMs: number, app: string): Promise<void>;
  noteTill(note: TillNote): Promise<void>;
  addEnrolCode(code: EnrolCode): Promise<void>;
  enrolCode(hash: Uint8Array): Promise<(EnrolCode & { readonly usedBy: TillId | null }) | null>;
  markEnrolCode(hash: Uint8Array, usedBy: TillId): Promise<void>;
  putDocument(document: FeedDocument): Promise<void>;
  people(): Promise<number>;
  addPerson(person: Person, nowMs: number): Promise<void>;
  addSession(session: Session, nowMs: number): Promise<void>;
  dropSession(hash: Uint8Array): Promise<void>;
}

export interface ServerWriter {
  /** One at a time, in the order of the calls; durable when it resolves, undone when `work` throws. */
  transaction<T>(work: (transaction: StoreTransaction) => Promise<T>): Promise<T>;
}
