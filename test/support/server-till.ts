// A till as the server sees one: a key, a stream of valid records, signed and zipped pushes. It writes what a real till
// writes, by the core's own functions, and can be told to write what a real one never would.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { bytesOfText, concat, hexOf } from '../../core/base/bytes.ts';
import { epochOf, eventId, memberIdOf, saleIdOf } from '../../core/base/id.ts';
import type { Epoch, EventId, MemberId, TillId } from '../../core/base/id.ts';
import { money } from '../../core/base/money.ts';
import { units } from '../../core/base/units.ts';
import { chainHash, genesisHash } from '../../core/journal/chain.ts';
import { privateHash } from '../../core/journal/private-blob.ts';
import { recordSchema } from '../../core/journal/record.ts';
import type { JournalRecord, LedgerEffect } from '../../core/journal/record.ts';
import { bodyOf } from '../../core/journal/body-of.ts';
import type { Identifier } from '../../core/member/member-row.ts';
import { pushProofBytes } from '../../core/protocol/proofs.ts';
import { packFrames } from '../../core/protocol/push-frame.ts';
import type { Push } from '../../core/protocol/sync.ts';
import { sealPerson } from '../../agent/sync/seal-person.ts';
import { privateCurveKey, rawPublicKey, signedWith } from '../../sync-server/store/curve-keys.ts';
import { nodeSha256 } from '../../sync-server/store/node-sha256.ts';

/** Bytes that are the same for the same words. */
export function bytesOf(words: string, count: number): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(count / 32) }, (_, at) =>
    createHash('sha256').update(`${words}/${at}`).digest(),
  );
  return concat(...blocks).subarray(0, count);
}

export const earned = (n: number, bucket = '2027-11', unit = 'points'): LedgerEffect => ({
  kind: 'earn',
  rule: 'base',
  unit,
  n: units(n),
  bucket,
});
export const redeemed = (n: number, unit = 'points'): LedgerEffect => ({
  kind: 'redeem',
  rule: 'coffee',
  unit,
  n: units(n),
  by: { floor: units(n) },
  from: [],
});
export const reversed = (n: number, bucket = '2027-11'): LedgerEffect => ({
  kind: 'reverse',
  rule: 'base',
  unit: 'points',
  n: units(n),
  bucket,
});

export interface SaleWords {
  readonly member?: MemberId | null;
  readonly amount?: number;
  readonly effects?: readonly LedgerEffect[];
  readonly biz?: string;
  readonly minute?: number;
  readonly wall?: number;
  readonly link?: 'online' | 'offline';
  readonly buyer?: 'public' | 'staff' | 'trade';
}

interface Written {
  readonly body: Uint8Array;
  readonly priv: Uint8Array;
  readonly hash: Uint8Array;
}

export type ServerTill = ReturnType<typeof makeServerTill>;

/** 2026-11-22 10:00 UTC. */
export const startMs = Date.UTC(2026, 10, 22, 10);

export function makeServerTill(name: string, epochName = 'first') {
  const key = privateCurveKey('sign', bytesOf(`till ${name}`, 32));
  const publicKey = rawPublicKey(key);
  const ter = hexOf(nodeSha256(publicKey).subarray(0, 16)) as TillId;
  const ep: Epoch = epochOf(bytesOf(`epoch ${name} ${epochName}`, 8));
  const genesis = genesisHash(nodeSha256, publicKey, ep);
  const written: Written[] = [];
  const boot = hexOf(bytesOf(`boot ${name}`, 8));
  const headOf = (seq: number): Uint8Array => (seq === 0 ? genesis : (written[seq - 1]?.hash ?? genesis));

  const append = (body: Uint8Array, priv: Uint8Array = new Uint8Array(0)): number => {
    written.push({ body, priv, hash: chainHash(nodeSha256, headOf(written.length), body) });
    return written.length;
  };
  const envelope = ({ biz = '2026-11-22', wall = startMs + written.length * 1000, link = 'online' }: SaleWords) => ({
    ter,
    ep,
    seq: written.length + 1,
    hlc: [wall, 0] as [number, number],
    wall,
    boot,
    mono: 1000 + written.length * 1000,
    biz,
    tz: 'Europe/Berlin',
    link,
  });
  const decided = { rs: { version: 1, hash: '0'.repeat(16) }, view: { cache: '-:0', member: null, asOf: null } };
  const idem = () => ({
    key: `${name}-${written.length + 1}`,
    hash: hexOf(nodeSha256(bytesOfText(String(written.length)))),
  });
  const appendRecord = (record: JournalRecord, priv?: Uint8Array): number => append(bodyOf(record), priv);

  return {
    name,
    key,
    publicKey,
    ter,
    ep,
    append,
    appendRecord,
    envelope,
    head: () => written.length,
    hashAt: headOf,
    bodyAt: (seq: number): Uint8Array => written[seq - 1]?.body ?? new Uint8Array(0),
    id: (seq: number): EventId => eventId(ter, ep, seq),
    sign: (bytes: Uint8Array): string => signedWith(key, bytes),
    /** Forgets the last records, as an image restored from a backup does. */
    cutTo: (seq: number): void => void written.splice(seq),

    sale(words: SaleWords = {}): number {
      const { member = null, amount = 450, effects = [], biz = '2026-11-22', minute = 660, buyer = 'public' } = words;
      const line = {
        id: 'l1',
        name: 'Coffee',
        categories: ['drinks'],
        tags: [],
        taxCode: 'full',
        kind: 'goods',
      } as const;
      return appendRecord(
        recordSchema.parse({
          v: 1,
          t: 'sale',
          tv: 1,
          ...envelope(words),
          ...decided,
          mem: member,
          idem: idem(),
          pos_ref: null,
          sale: saleIdOf(bytesOf(`sale ${name} ${written.length}`, 16)),
          in: {
            event: 'purchase',
            moment: { instantMs: words.wall ?? startMs, biz, weekday: 7, minute },
            basket: {
              priceBasis: 'tax-included',
              buyer,
              lines: [
                { ...line, quantity: 1000, unit: 'piece', pieces: 1, listAmount: amount, amount, posDiscounts: [] },
              ],
            },
            member: member === null ? null : { right: 'spend', spendable: [] },
            chosen: [],
            declined: [],
            tenders: [{ kind: 'cash', amount }],
          },
          out: {
            lines: [{ id: 'l1', before: amount, discounts: [], after: amount, earned: [], spent: [] }],
            total: { before: amount, discount: 0, after: amount },
            discounts: [],
            earned: [],
            spent: [],
            rewards: [],
            nudges: [],
          },
          charged: money(amount),
          rounding: money(0),
          eff: effects,
          op: 'anna',
        }),
      );
    },

    undo(of: number | EventId, member: MemberId | null = null, effects: readonly LedgerEffect[] = []): number {
      return appendRecord(
        recordSchema.parse({
          v: 1,
          t: 'void',
          tv: 1,
          ...envelope({}),
          mem: member,
          idem: idem(),
          of: typeof of === 'number' ? eventId(ter, ep, of) : of,
          eff: effects,
          op: 'anna',
          why: 'wrong item',
        }),
      );
    },

    anchor(now: number, rttMs = 20): number {
      const record = { v: 1, t: 'anchor', tv: 1, ...envelope({}), srv: 'srv', now, rttMs };
      return appendRecord(recordSchema.parse(record));
    },

    boot(): number {
      return appendRecord(recordSchema.parse({ v: 1, t: 'boot', tv: 1, ...envelope({}), app: 'test/1' }));
    },

    /** `sealKey`: headquarters' raw public key. The alias stands for whatever the phone became. */
    enrol(who: Enrolling): { seq: number; member: MemberId; alias: string } {
      const member = who.member ?? memberIdOf(bytesOf(`member ${name} ${written.length}`, 16));
      const alias = hexOf(bytesOf(`alias ${who.phone}`, 16));
      const identifiers = [{ alias, kind: 'phone', right: 'spend' }] as unknown[] as Identifier[];
      const random = { bytes: (count: number) => bytesOf(`seal ${name} ${written.length}`, count) };
      const sealed = sealPerson(who.sealKey, { firstName: who.firstName, phone: who.phone }, random);
      const nonce = bytesOf(`nonce ${name} ${written.length}`, 16);
      const blob = bytesOfText(JSON.stringify(who.blob ?? { identifiers, sealed }));
      const seq = appendRecord(
        recordSchema.parse({
          v: 1,
          t: 'enrol',
          tv: 1,
          ...envelope({}),
          rs: decided.rs,
          mem: member,
          priv: privateHash(nodeSha256, nonce, blob),
          idem: idem(),
          eff: who.effects ?? [],
          op: 'anna',
        }),
        concat(nonce, blob),
      );
      return { seq, member, alias };
    },

    /** A push of the records from `from` to `to`, as they stand now. */
    push(from = 1, to = written.length): Push {
      const frames = written.slice(from - 1, to).map(({ body, priv }) => ({ body, priv }));
      const headHash = hexOf(headOf(to));
      return {
        ter,
        ep,
        from,
        n: frames.length,
        prevHash: hexOf(headOf(from - 1)),
        headHash,
        sig: signedWith(key, pushProofBytes(ep, headHash)),
        enc: 'gzip',
        bin: gzipSync(packFrames(frames)),
      };
    },
  };
}

export interface Enrolling {
  readonly sealKey: Uint8Array;
  readonly firstName: string;
  readonly phone: string;
  readonly member?: MemberId;
  readonly effects?: readonly LedgerEffect[];
  /** Instead of the right private part. */
  readonly blob?: unknown;
}
