// Headquarters as small as the protocol allows, for tests of the till's side: it proves itself, checks what a real one must
// check of hello and push, keeps streams, and feeds rows. Slow, whole in memory, and its faults are made from outside.
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { nodeSha256 } from '../../agent/sync/node-sha256.ts';
import { bytesOfHex, hexOf } from '../../core/base/bytes.ts';
import type { Epoch, TillId } from '../../core/base/id.ts';
import { chainHash, genesisHash } from '../../core/journal/chain.ts';
import { documentProofBytes, helloProofBytes, pushProofBytes, welcomeProofBytes } from '../../core/protocol/proofs.ts';
import { unpackFrames } from '../../core/protocol/push-frame.ts';
import { helloSchema, pushSchema } from '../../core/protocol/sync.ts';
import type {
  Challenge,
  FeedAnswer,
  FeedDocument,
  FeedRequest,
  FeedRow,
  PushAnswer,
  Welcome,
  WelcomeAnswer,
} from '../../core/protocol/sync.ts';

type Stream = Welcome['streams'][number];

interface KeptStream {
  state: Stream['state'];
  readonly tillKey: Uint8Array;
  readonly records: { body: Uint8Array; priv: Uint8Array; hash: Uint8Array }[];
}

export class FakeHq {
  srv = '00000000-0000-4000-8000-000000000001';
  proto: [number, number] = [1, 1];
  now = 1_790_000_000_000;
  startAfterMs = 0;
  limits: Welcome['limits'] = { records: 200, bytes: 65_536, inflight: 2, messageBytes: 1_000_000 };
  /** Rows on one page of the feed. */
  pageRows = 2;
  /** Refuses pushes of more records than this. */
  recordsAtMost = Infinity;
  /** Answers in place of intake, one push each. */
  refusals: Extract<PushAnswer, { ok: false }>[] = [];
  readonly streams = new Map<Epoch, KeptStream>();
  readonly feedLog: FeedRow[] = [];
  readonly tills = new Map<TillId, Uint8Array>();
  pushes = 0;
  /** Zipped bytes. */
  largestPush = 0;
  /** What was wrong with what tills sent: a right till leaves it empty. */
  readonly complaints: string[] = [];
  #key = keyOf(1);
  readonly #programmeKey = keyOf(2);

  get serverKey(): string {
    return rawOf(this.#key);
  }

  get programmeKey(): string {
    return rawOf(this.#programmeKey);
  }

  /** Another server takes the address: its key is not the one that tills have pinned. */
  replaceKey(): void {
    this.#key = keyOf(9);
  }

  challenge(nonce: Uint8Array): Challenge {
    return { nonce: hexOf(nonce), srv: this.srv, proto: this.proto };
  }

  welcome(challenge: Challenge, raw: unknown): WelcomeAnswer {
    const { proof, ...body } = helloSchema.parse(raw);
    const tillKey = this.tills.get(body.ter);
    if (!tillKey || !verify(null, helloProofBytes(nodeSha256, challenge, body), publicOf(tillKey), bytesOfHex(proof))) {
      this.complaints.push('a hello without proof');
      return { ok: false, problem: { code: 'Unauthorised', params: {} } };
    }
    const streams = body.streams.map(({ ep }) => this.#stream(ep, tillKey));
    const welcome = {
      srv: this.srv,
      now: this.now,
      proto: this.proto[1],
      proof: hexOf(sign(null, welcomeProofBytes(this.srv, body.nonce), this.#key)),
      limits: this.limits,
      startAfterMs: this.startAfterMs,
      streams,
    };
    return { ok: true, welcome };
  }

  push(raw: unknown): PushAnswer {
    this.pushes += 1;
    const push = pushSchema.parse(raw);
    this.largestPush = Math.max(this.largestPush, push.bin.length);
    const refusal = this.refusals.shift();
    if (refusal) return refusal;
    const stream = this.streams.get(push.ep);
    if (!stream) return this.#refuse('PROTO', 0);
    const cursor = stream.records.length;
    if (stream.state === 'fenced') return this.#refuse('FENCED', 0);
    if (push.from > cursor + 1) return this.#refuse('GAP', cursor + 1);
    if (push.n > this.recordsAtMost) return this.#refuse('TOO_BIG', cursor + 1);
    const frames = unpackFrames(gunzipSync(push.bin), push.n);
    const signed = verify(null, pushProofBytes(push.ep, push.headHash), publicOf(stream.tillKey), bytesOfHex(push.sig));
    if (!frames || !signed) {
      this.complaints.push('a push without its frames or its signature');
      return this.#refuse('PROTO', 0);
    }
    let hash = this.#hashAt(push.ep, push.from - 1);
    if (hexOf(hash) !== push.prevHash) return this.#refuse('FORK', 0);
    for (const [at, frame] of frames.entries()) {
      hash = chainHash(nodeSha256, hash, frame.body);
      const kept = stream.records[push.from + at - 1];
      if (!kept) stream.records.push({ ...frame, hash });
      else if (hexOf(kept.hash) !== hexOf(hash)) return this.#refuse('FORK', 0);
    }
    if (hexOf(hash) !== push.headHash) this.complaints.push('a push whose head is not its last record');
    const upto = stream.records.length;
    return { ok: true, upto, hash: hexOf(this.#hashAt(push.ep, upto)), now: this.now, delayMs: 0, quarantined: [] };
  }

  feed(request: FeedRequest): FeedAnswer {
    const reset = request.srv !== this.srv;
    const from = reset ? 0 : request.pos;
    const pos = Math.min(this.feedLog.length, from + this.pageRows);
    const covered = this.streams.get(request.ep)?.records.length ?? 0;
    const rows = this.feedLog.slice(from, pos);
    return { srv: this.srv, reset, pos, more: pos < this.feedLog.length, covered, now: this.now, rows };
  }

  /** A document as the till must find it, or with another key's signature. */
  document(version: number, body: string, signedBy: 'us' | 'somebody' = 'us'): FeedDocument {
    const key = signedBy === 'us' ? this.#programmeKey : keyOf(8);
    return { kind: 'programme', version, body, sig: hexOf(sign(null, documentProofBytes(nodeSha256, body), key)) };
  }

  /** A backup is put back: what came after it is gone, and the server says that it is another one. */
  restore(ep: Epoch, cursor: number): void {
    this.srv = this.srv.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
    this.streams.get(ep)?.records.splice(cursor);
  }

  #stream(ep: Epoch, tillKey: Uint8Array): Stream {
    const kept = this.streams.get(ep) ?? { state: 'open', tillKey, records: [] };
    this.streams.set(ep, kept);
    const cursor = kept.records.length;
    return { ep, cursor, hash: hexOf(this.#hashAt(ep, cursor)), state: kept.state };
  }

  #hashAt(ep: Epoch, seq: number): Uint8Array {
    const stream = this.streams.get(ep);
    if (!stream) throw new Error('no such stream');
    return stream.records[seq - 1]?.hash ?? genesisHash(nodeSha256, stream.tillKey, ep);
  }

  #refuse(code: Extract<PushAnswer, { ok: false }>['code'], expect: number): PushAnswer {
    return { ok: false, code, expect, retryMs: 0 };
  }
}

function keyOf(seed: number): KeyObject {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, seed)]);
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
}

function rawOf(key: KeyObject): string {
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
}

function publicOf(raw: Uint8Array): KeyObject {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]);
  return createPublicKey({ key: der, format: 'der', type: 'spki' });
}
