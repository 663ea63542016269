// A till as the server sees one: a key, a stream of valid records, signed and zipped pushes. It writes what a real till
// writes, by the core's own functions, and can be told to write what a real one never would.
import { createHash } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { bytesOfText, concat, hexOf } from '../../core/base/bytes.ts';
import { epochOf, eventId, memberIdOf, saleIdOf } from '../../core/base/id.ts';
import type { Epoch, EventId, MemberId, TillId } from '../../core/base/id.ts';
import { units } from '../../core/base/units.ts';
import { chainHash, genesisHash } from '../../core/journal/chain.ts';
import { privateHash } from '../../core/journal/private-blob.ts';
import { memberFactsSchema } from '../../core/programme/member-facts.ts';
import { recordSchema } from '../../core/journal/record.ts';
import type { JournalRecord, LedgerEffect } from '../../core/journal/record.ts';
import { bodyOf } from '../../core/journal/body-of.ts';
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

/** 2026-11-22 10:00 UTC. */
export const startMs = Date.UTC(2026, 10, 22, 10);

const decided = { rs: { version: 1, hash: '0'.repeat(16) }, view: { cache: '-:0', member: null, asOf: null } };

export class ServerTill {
  readonly name: string;
  readonly key: KeyObject;
  readonly publicKey: Uint8Array;
  readonly ter: TillId;
  readonly ep: Epoch;
  readonly #genesis: Uint8Array;
  readonly #written: Written[] = [];

  constructor(name: string, epochName = 'first') {
    this.name = name;
    this.key = privateCurveKey('sign', bytesOf(`till ${name}`, 32));
    this.publicKey = rawPublicKey(this.key);
    this.ter = hexOf(nodeSha256(this.publicKey).subarray(0, 16)) as TillId;
    this.ep = epochOf(bytesOf(`epoch ${name} ${epochName}`, 8));
    this.#genesis = genesisHash(nodeSha256, this.publicKey, this.ep);
  }

  get head(): number {
    return this.#written.length;
  }

  hashAt(seq: number): Uint8Array {
    return this.#written[seq - 1]?.hash ?? this.#genesis;
  }

  bodyAt(seq: number): Uint8Array {
    return this.#written[seq - 1]?.body ?? new Uint8Array(0);
  }

  id(seq: number): EventId {
    return eventId(this.ter, this.ep, seq);
  }

  sign(bytes: Uint8Array): string {
    return signedWith(this.key, bytes);
  }

  /** Forgets the last records, as an image restored from a backup does. */
  cutTo(seq: number): void {
    this.#written.splice(seq);
  }

  /** Bytes as they are, whatever they say. */
  append(body: Uint8Array, priv: Uint8Array = new Uint8Array(0)): number {
    this.#written.push({ body, priv, hash: chainHash(nodeSha256, this.hashAt(this.head), body) });
    return this.head;
  }

  envelope({ biz = '2026-11-22', wall = startMs + this.head * 1000, link = 'online' }: SaleWords = {}) {
    return {
      ter: this.ter,
      ep: this.ep,
      seq: this.head + 1,
      hlc: [wall, 0] as [number, number],
      wall,
      boot: hexOf(bytesOf(`boot ${this.name}`, 8)),
      mono: 1000 + this.head * 1000,
      biz,
      tz: 'Europe/Berlin',
      link,
    };
  }

  sale(words: SaleWords = {}): number {
    const { member = null, amount = 450, effects = [], biz = '2026-11-22', minute = 660, buyer = 'public' } = words;
    const moment = { instantMs: words.wall ?? startMs, biz, weekday: 7, minute };
    return this.#record('sale', words, {
      ...decided,
      mem: member,
      idem: this.#idem(),
      pos_ref: null,
      sale: saleIdOf(bytesOf(`sale ${this.name} ${this.head}`, 16)),
      in: {
        event: 'purchase',
        store: 'berlin',
        moment,
        basket: { priceBasis: 'tax-included', buyer, lines: [coffee(amount)] },
        member: member === null ? null : memberFactsSchema.parse({ right: 'spend', spendable: [] }),
        usage: [],
        coupons: [],
        chosen: [],
        declined: [],
        payWithUnits: null,
        tenders: [{ kind: 'cash', amount }],
        plannedTender: null,
      },
      out: {
        lines: [{ id: 'l1', before: amount, discounts: [], after: amount, refund: amount, earned: [], spent: [] }],
        total: { before: amount, discount: 0, after: amount },
        payment: null,
        due: amount,
        discounts: [],
        earned: [],
        spent: [],
        gifts: [],
        coupons: [],
        costs: [],
        rewards: [],
        proposals: [],
        nudges: [],
        proven: true,
      },
      charged: amount,
      rounding: 0,
      eff: effects,
      op: 'anna',
    });
  }

  undo(of: number | EventId, member: MemberId | null = null, effects: readonly LedgerEffect[] = []): number {
    const id = typeof of === 'number' ? this.id(of) : of;
    return this.#record(
      'void',
      {},
      { mem: member, idem: this.#idem(), of: id, eff: effects, op: 'anna', why: 'wrong' },
    );
  }

  anchor(now: number, rttMs = 20): number {
    return this.#record('anchor', {}, { srv: 'srv', now, rttMs });
  }

  boot(): number {
    return this.#record('boot', {}, { app: 'test/1' });
  }

  /** The alias stands for whatever the phone became at the till. */
  enrol(who: Enrolling): { seq: number; member: MemberId; alias: string } {
    const at = `${this.name} ${this.head}`;
    const member = who.member ?? memberIdOf(bytesOf(`member ${at}`, 16));
    const alias = hexOf(bytesOf(`alias ${who.phone}`, 16));
    const random = { bytes: (count: number) => bytesOf(`seal ${at}`, count) };
    const sealed = sealPerson(who.sealKey, { firstName: who.firstName, phone: who.phone }, random);
    const nonce = bytesOf(`nonce ${at}`, 16);
    const told = who.blob ?? { identifiers: [{ alias, kind: 'phone', right: 'spend' }], sealed };
    const blob = bytesOfText(JSON.stringify(told));
    const priv = privateHash(nodeSha256, nonce, blob);
    const rest = { rs: decided.rs, mem: member, priv, idem: this.#idem(), eff: who.effects ?? [], op: 'anna' };
    return { seq: this.#record('enrol', {}, rest, concat(nonce, blob)), member, alias };
  }

  /** A push of the records from `from` to `to`, as they stand now. */
  push(from = 1, to = this.head): Push {
    const frames = this.#written.slice(from - 1, to).map(({ body, priv }) => ({ body, priv }));
    const headHash = hexOf(this.hashAt(to));
    return {
      ter: this.ter,
      ep: this.ep,
      from,
      n: frames.length,
      prevHash: hexOf(this.hashAt(from - 1)),
      headHash,
      sig: this.sign(pushProofBytes(this.ep, headHash)),
      enc: 'gzip',
      bin: gzipSync(packFrames(frames)),
    };
  }

  #record(t: JournalRecord['t'], words: SaleWords, rest: object, priv?: Uint8Array): number {
    return this.append(bodyOf(recordSchema.parse({ v: 1, t, tv: 1, ...this.envelope(words), ...rest })), priv);
  }

  #idem() {
    const key = `${this.name}-${this.head + 1}`;
    return { key, hash: hexOf(nodeSha256(bytesOfText(key))) };
  }
}

function coffee(amount: number) {
  return {
    id: 'l1',
    name: 'Coffee',
    categories: ['drinks'],
    tags: [],
    taxCode: 'full',
    kind: 'goods',
    quantity: 1000,
    unit: 'piece',
    pieces: 1,
    listAmount: amount,
    amount,
    posDiscounts: [],
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
