// A push becomes part of headquarters: the steps T2 to T9 of sync.md 2.5, inside a transaction that the caller commits before
// it answers. Effects of a record exist exactly when its seq is at or below the cursor, so a repeat is harmless, a gap is
// refused and a crash before the commit has never been. Only a gap, a fork and a fence stop a stream; nothing else does.
import type { KeyObject } from 'node:crypto';
import { bytesOfHex, hexOf, sameBytes } from '../../core/base/bytes.ts';
import type { Log } from '../../core/base/log.ts';
import { limits } from '../../core/base/limits.ts';
import { genesisHash } from '../../core/journal/chain.ts';
import { pushProofBytes } from '../../core/protocol/proofs.ts';
import type { Push, PushAnswer } from '../../core/protocol/sync.ts';
import { isSigned } from '../store/curve-keys.ts';
import { nodeSha256 } from '../store/node-sha256.ts';
import type { QuarantineRow, StoredRecordRow, StreamState, TillRow } from '../store/rows.ts';
import type { StoreTransaction } from '../store/server-store.ts';
import { anchorAfter, deriveTime } from './derive-time.ts';
import { foldMembers } from './fold-members.ts';
import { emptyBatch, findSaleToUndo, gather } from './intake-batch.ts';
import type { IntakeBatch } from './intake-batch.ts';
import { readRecord } from './read-record.ts';
import type { SetAside } from './read-record.ts';
import { changesOf } from './record-changes.ts';
import type { PlacedRecord, RecordSources } from './record-changes.ts';
import { unseal } from './unseal.ts';
import { unzipPush } from './unzip-push.ts';
import type { PushedRecord } from './unzip-push.ts';

export interface IntakeNeeds {
  readonly sealKey: KeyObject;
  readonly log: Log;
  readonly nowMs: () => number;
}

type Nack = Extract<PushAnswer, { ok: false }>;

export async function takePush(tx: StoreTransaction, push: Push, needs: IntakeNeeds): Promise<PushAnswer> {
  const till = await tx.till(push.ter);
  if (!till || !isSigned(till.publicKey, pushProofBytes(push.ep, push.headHash), push.sig)) return nack('PROTO', 0);
  const stream = (await tx.stream(push.ter, push.ep)) ?? newStream(till, push);
  const expect = stream.cursor + 1;
  if (stream.state !== 'open') return nack(stream.state === 'fenced' ? 'FENCED' : 'FORK', expect);
  if (push.from > expect) return nack('GAP', expect);
  const records = unzipPush(push);
  if (typeof records === 'string') return nack(records, expect);
  if (!(await followsOurs(tx, stream, push, records))) {
    needs.log.error('a till brought another history than we hold', { till: push.ter, epoch: push.ep, seq: push.from });
    await tx.setStreamState(push.ter, push.ep, 'forked');
    return nack('FORK', expect);
  }
  const fresh = records.filter(({ seq }) => seq > stream.cursor);
  if (fresh.length === 0) return acknowledge(stream, needs, []);
  return apply(tx, till, stream, fresh, needs);
}

export function nack(code: Nack['code'], expect: number, retryMs = 0): Nack {
  return { ok: false, code, expect, retryMs };
}

function newStream(till: TillRow, { ter, ep }: Push): StreamState {
  return { ter, ep, cursor: 0, hash: genesisHash(nodeSha256, till.publicKey, ep), state: 'open', anchor: null };
}

/** What stands before the push is what we hold, and what overlaps is byte for byte the same (the chain says so). */
async function followsOurs(
  tx: StoreTransaction,
  stream: StreamState,
  push: Push,
  records: readonly PushedRecord[],
): Promise<boolean> {
  const before = push.from - 1;
  const ours = await hashOf(tx, stream, before);
  if (!ours || !sameBytes(ours, bytesOfHex(push.prevHash))) return false;
  const overlap = records.findLast(({ seq }) => seq <= stream.cursor);
  if (!overlap) return true;
  const held = await hashOf(tx, stream, overlap.seq);
  return held !== null && sameBytes(held, overlap.hash);
}

async function hashOf(tx: StoreTransaction, stream: StreamState, seq: number): Promise<Uint8Array | null> {
  if (seq === stream.cursor) return stream.hash;
  if (seq > 0) return tx.hashAt(stream.ter, stream.ep, seq);
  const till = await tx.till(stream.ter);
  return till && genesisHash(nodeSha256, till.publicKey, stream.ep);
}

async function apply(
  tx: StoreTransaction,
  till: TillRow,
  stream: StreamState,
  fresh: readonly PushedRecord[],
  needs: IntakeNeeds,
): Promise<PushAnswer> {
  const batch = emptyBatch();
  const quarantine: QuarantineRow[] = [];
  const records: StoredRecordRow[] = [];
  let anchor = stream.anchor;
  const sources: RecordSources = {
    saleToUndo: async (undoing) => findSaleToUndo(batch, undoing, async (id) => tx.original(id)),
    unseal: (text) => unseal(needs.sealKey, text),
  };
  for (const pushed of fresh) {
    const read = readRecord(pushed, stream.ter, stream.ep);
    if (read.record) anchor = anchorAfter(read.record, anchor);
    const effMs = read.envelope && deriveTime(read.envelope, anchor);
    records.push({ ...pushed, effMs });
    const aside =
      read.record && effMs !== null
        ? await addSafely(batch, { record: read.record, priv: pushed.priv, effMs, store: till.store }, sources, needs)
        : read.aside;
    if (aside) quarantine.push({ seq: pushed.seq, ...aside });
  }
  const { members, held } = await foldMembers(tx, batch);
  const last = fresh.at(-1);
  const next: StreamState = { ...stream, anchor, cursor: last?.seq ?? stream.cursor, hash: last?.hash ?? stream.hash };
  await tx.saveIntake({
    stream: next,
    nowMs: needs.nowMs(),
    store: till.store,
    records,
    quarantine,
    postings: batch.postings,
    members,
    people: [...batch.enrolled.values()].map(({ member, person }) => ({ member, ...person })),
    aliases: [...batch.enrolled.values()].flatMap(({ member, identifiers }) =>
      identifiers.map(({ alias }) => ({ alias, member })),
    ),
    undone: batch.undone,
    facts: [...batch.facts.values()],
    held,
    lastSaleMs: batch.lastSaleMs,
  });
  for (const { seq, code, detail } of quarantine) {
    needs.log.warn('a record was set aside', { till: stream.ter, epoch: stream.ep, seq, why: code, detail });
  }
  return acknowledge(next, needs, quarantine);
}

/** A fault of ours in one record sets that record aside; it must not hold up a shop's sales. */
async function addSafely(
  batch: IntakeBatch,
  placed: PlacedRecord,
  sources: RecordSources,
  needs: IntakeNeeds,
): Promise<SetAside | null> {
  try {
    const changes = await changesOf(placed, sources);
    if ('code' in changes) return changes;
    gather(batch, changes);
    return null;
  } catch (error) {
    needs.log.error('a fault in a record', { seq: placed.record.seq, detail: String(error) });
    return { code: 'FAULT', detail: '' };
  }
}

function acknowledge(stream: StreamState, needs: IntakeNeeds, quarantine: readonly QuarantineRow[]): PushAnswer {
  return {
    ok: true,
    upto: stream.cursor,
    hash: hexOf(stream.hash),
    now: needs.nowMs(),
    delayMs: 0,
    quarantined: quarantine.slice(0, limits.pushRecordsMax).map(({ seq, code }) => ({ seq, code })),
  };
}
