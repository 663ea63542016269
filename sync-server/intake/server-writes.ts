// Everything that changes headquarters' database, as calls. Pushes of many tills share a commit, capped so that the last
// of them does not wait (sync.md 2.5); a push that fails is taken back alone. The worker thread and its inline twin both
// run this very code.
import type { Epoch, TillId } from '../../core/base/id.ts';
import { limits } from '../../core/base/limits.ts';
import type { FeedDocument, Push, PushAnswer, Store } from '../../core/protocol/sync.ts';
import type { EnrolCode, Person, Session, StreamCondition, TillNote, TillRow } from '../store/rows.ts';
import type { ServerWriter, StoreTransaction } from '../store/server-store.ts';
import { nack, takePush } from './take-push.ts';
import type { IntakeNeeds } from './take-push.ts';

export interface ServerWrites {
  /** Resolves after the commit, or with a refusal. */
  push(push: Push): Promise<PushAnswer>;
  noteTill(note: TillNote): Promise<void>;
  setStreamState(ter: TillId, ep: Epoch, state: StreamCondition): Promise<void>;
  putShops(shops: readonly Store[]): Promise<void>;
  addEnrolCode(code: EnrolCode): Promise<void>;
  /** The shop and lane of a code that is good for this till, which then is enrolled; null for any other code. */
  enrolTill(join: JoiningTill): Promise<TillRow | null>;
  putDocument(document: FeedDocument): Promise<void>;
  /** False when there is a person already. */
  addFirstPerson(person: Person): Promise<boolean>;
  addSession(session: Session): Promise<void>;
  dropSession(hash: Uint8Array): Promise<void>;
}

export interface JoiningTill {
  readonly codeHash: Uint8Array;
  readonly ter: TillId;
  readonly publicKey: Uint8Array;
  readonly app: string;
}

export interface WriteNeeds extends IntakeNeeds {
  readonly monoMs: () => number;
}

export function serverWrites(writer: ServerWriter, needs: WriteNeeds): ServerWrites {
  return {
    push: groupedPushes(writer, needs),
    noteTill: async (note) => writer.transaction(async (tx) => tx.noteTill(note)),
    setStreamState: async (ter, ep, state) => writer.transaction(async (tx) => tx.setStreamState(ter, ep, state)),
    putShops: async (shops) => writer.transaction(async (tx) => tx.putShops(shops)),
    addEnrolCode: async (code) => writer.transaction(async (tx) => tx.addEnrolCode(code)),
    enrolTill: async (join) => writer.transaction(async (tx) => enrolTill(tx, join, needs.nowMs())),
    putDocument: async (document) => writer.transaction(async (tx) => tx.putDocument(document)),
    addFirstPerson: async (person) =>
      writer.transaction(async (tx) => {
        if ((await tx.people()) > 0) return false;
        await tx.addPerson(person, needs.nowMs());
        return true;
      }),
    addSession: async (session) => writer.transaction(async (tx) => tx.addSession(session, needs.nowMs())),
    dropSession: async (hash) => writer.transaction(async (tx) => tx.dropSession(hash)),
  };
}

/** A code works once; the same till may ask again with it, for the answer that was lost on the way. */
async function enrolTill(tx: StoreTransaction, join: JoiningTill, nowMs: number): Promise<TillRow | null> {
  const code = await tx.enrolCode(join.codeHash);
  if (!code || code.expiresMs <= nowMs) return null;
  if (code.usedBy !== null && code.usedBy !== join.ter) return null;
  const till: TillRow = { ter: join.ter, publicKey: join.publicKey, store: code.store, lane: code.lane };
  await tx.addTill(till, nowMs, join.app);
  await tx.markEnrolCode(join.codeHash, join.ter);
  return till;
}

interface Waiting {
  readonly push: Push;
  readonly answer: (answer: PushAnswer) => void;
}

function groupedPushes(writer: ServerWriter, needs: WriteNeeds): ServerWrites['push'] {
  const queue: Waiting[] = [];
  let running = false;
  const drain = async (): Promise<void> => {
    if (running) return;
    running = true;
    // Whoever asked in the same turn is of the same group.
    await Promise.resolve();
    while (queue.length > 0) await commitGroup(writer, queue, needs);
    running = false;
  };
  return async (push) =>
    new Promise((resolve) => {
      queue.push({ push, answer: resolve });
      void drain();
    });
}

async function commitGroup(writer: ServerWriter, queue: Waiting[], needs: WriteNeeds): Promise<void> {
  const taken: { readonly waiting: Waiting; readonly answer: PushAnswer }[] = [];
  const startMs = needs.monoMs();
  let records = 0;
  try {
    await writer.transaction(async (tx) => {
      while (records < limits.groupRecordsMax && needs.monoMs() - startMs < limits.groupMsMax) {
        const waiting = queue.shift();
        if (!waiting) break;
        records += waiting.push.n;
        taken.push({ waiting, answer: await attemptPush(tx, waiting.push, needs) });
      }
    });
    for (const { waiting, answer } of taken) waiting.answer(answer);
  } catch (error) {
    // The commit itself failed: nothing of the group has been, and each till sends its own again.
    needs.log.error('a commit failed', { pushes: taken.length, detail: String(error) });
    const busy = taken.length > 0 ? taken.map(({ waiting }) => waiting) : queue.splice(0, 1);
    for (const { answer } of busy) answer(nack('BUSY', 0, limits.ingestRetryMs));
  }
}

async function attemptPush(tx: StoreTransaction, push: Push, needs: WriteNeeds): Promise<PushAnswer> {
  try {
    return await tx.attempt(async () => takePush(tx, push, needs));
  } catch (error) {
    needs.log.error('a push could not be taken', { till: push.ter, seq: push.from, detail: String(error) });
    return nack('BUSY', 0, limits.ingestRetryMs);
  }
}
