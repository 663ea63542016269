// Till ↔ server. Our own cursor and acknowledgement over socket.io's plain events; nothing of socket.io's buffering,
// retries or recovery is relied on (sync.md 1.1). Every message is parsed at the door of the side that receives it.
import { z } from 'zod';
import { epochSchema, slugSchema, tillIdSchema } from '../base/id.ts';
import { limits } from '../base/limits.ts';
import { wireProblemSchema } from '../base/problem.ts';
import { memberRowSchema } from '../member/member-row.ts';

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));
export const publicKeySchema = hex(32);
export const signatureSchema = hex(64);
export const hashSchema = hex(32);
/** Incarnation of the server: a new one after any restore. */
export const srvSchema = z.uuid();
const versionRangeSchema = z.tuple([z.int().positive(), z.int().positive()]);

/**
 * Names of the events on the socket. `poke` is volatile; the others the till sends carry an acknowledgement callback.
 * `problem` carries what is wrong with a message before the server hangs up over it.
 */
export const syncEvents = {
  challenge: 'challenge',
  hello: 'hello',
  push: 'push',
  feed: 'feed',
  poke: 'poke',
  problem: 'problem',
} as const;

/** Where the server listens: the socket's path (websocket only, root namespace) and the door of enrolment. */
export const syncPaths = { socket: '/sync/v1/socket', enrol: '/sync/v1/enrol' } as const;

/** server → till, at once after the connection. */
export const challengeSchema = z.object({ nonce: hex(32), srv: srvSchema, proto: versionRangeSchema });
export type Challenge = z.infer<typeof challengeSchema>;

/** till → server; `proof` signs "regulars/1/hello" ‖ srv ‖ challenge nonce ‖ SHA-256(JSON of the hello without proof). */
export const helloBodySchema = z.object({
  proto: versionRangeSchema,
  app: z.string().max(40),
  ter: tillIdSchema,
  /** The server signs it in its welcome: the till checks that it talks to the server it was enrolled with. */
  nonce: hex(32),
  streams: z
    .array(z.object({ ep: epochSchema, head: z.int().nonnegative(), hash: hashSchema, acked: z.int().nonnegative() }))
    .max(16),
  cache: z.object({ srv: srvSchema.nullable(), pos: z.int().nonnegative(), schema: z.int().nonnegative() }),
  clock: z.object({ wall: z.int().nonnegative(), mono: z.int().nonnegative(), boot: hex(8) }),
  diskFreeMb: z.int().nonnegative(),
  programme: z.int().nonnegative(),
});
export const helloSchema = helloBodySchema.extend({ proof: signatureSchema });
export type Hello = z.infer<typeof helloSchema>;

/** server → till. `proof` signs "regulars/1/welcome" ‖ srv ‖ the hello's nonce under the pinned server key. */
export const welcomeSchema = z.object({
  srv: srvSchema,
  now: z.int().nonnegative(),
  proto: z.int().positive(),
  proof: signatureSchema,
  limits: z.object({
    records: z.int().positive(),
    bytes: z.int().positive(),
    inflight: z.int().positive(),
    messageBytes: z.int().positive(),
  }),
  startAfterMs: z.int().nonnegative(),
  streams: z.array(
    z.object({
      ep: epochSchema,
      cursor: z.int().nonnegative(),
      hash: hashSchema.nullable(),
      state: z.enum(['open', 'fenced', 'forked']),
    }),
  ),
});
export type Welcome = z.infer<typeof welcomeSchema>;

export const welcomeAnswerSchema = z.union([
  z.object({ ok: z.literal(true), welcome: welcomeSchema }),
  z.object({ ok: z.literal(false), problem: wireProblemSchema }),
]);
export type WelcomeAnswer = z.infer<typeof welcomeAnswerSchema>;

/** till → server. `bin` is gzip of the frames of push-frame.ts; `sig` signs "regulars/1/push" ‖ epoch ‖ headHash. */
export const pushSchema = z.object({
  ter: tillIdSchema,
  ep: epochSchema,
  from: z.int().positive(),
  n: z.int().min(1).max(limits.pushRecordsMax),
  prevHash: hashSchema,
  headHash: hashSchema,
  sig: signatureSchema,
  enc: z.literal('gzip'),
  bin: z.instanceof(Uint8Array).refine((bin) => bin.length <= limits.syncMessageBytesMax),
});
export type Push = z.infer<typeof pushSchema>;

export const nackCodeSchema = z.enum(['GAP', 'FORK', 'FENCED', 'BUSY', 'TOO_BIG', 'PROTO']);

/** server → till, only after its commit. */
export const pushAnswerSchema = z.union([
  z.object({
    ok: z.literal(true),
    upto: z.int().nonnegative(),
    hash: hashSchema,
    now: z.int().nonnegative(),
    delayMs: z.int().nonnegative(),
    quarantined: z.array(z.object({ seq: z.int().positive(), code: z.string().max(40) })).max(limits.pushRecordsMax),
  }),
  z.object({
    ok: z.literal(false),
    code: nackCodeSchema,
    expect: z.int().nonnegative(),
    retryMs: z.int().nonnegative(),
  }),
]);
export type PushAnswer = z.infer<typeof pushAnswerSchema>;

/** till → server: what is new since `pos` of this `srv`. */
export const feedRequestSchema = z.object({
  srv: srvSchema.nullable(),
  pos: z.int().nonnegative(),
  ep: epochSchema,
});
export type FeedRequest = z.infer<typeof feedRequestSchema>;

/** A signed document of headquarters: `sig` is Ed25519 over "regulars/1/document" ‖ SHA-256(body). */
export const documentSchema = z.object({
  kind: z.enum(['programme', 'assortment']),
  version: z.int().positive(),
  body: z.string().max(20_000_000),
  sig: signatureSchema,
});
export type FeedDocument = z.infer<typeof documentSchema>;

export const feedRowSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('member'), row: memberRowSchema }),
  z.object({ kind: z.literal('document'), document: documentSchema }),
]);
export type FeedRow = z.infer<typeof feedRowSchema>;

/** Rows are absolute and compacted by key. `reset`: another incarnation, drop the cache first. */
export const feedAnswerSchema = z.object({
  srv: srvSchema,
  reset: z.boolean(),
  pos: z.int().nonnegative(),
  more: z.boolean(),
  /** The server's cursor of the asking stream, read in the same transaction as the rows. */
  covered: z.int().nonnegative(),
  now: z.int().nonnegative(),
  rows: z.array(feedRowSchema).max(limits.feedRowsMax),
});
export type FeedAnswer = z.infer<typeof feedAnswerSchema>;

export const pokeSchema = z.object({ to: z.int().nonnegative() });

/** POST /sync/v1/enrol, till → server. `proof` signs "regulars/1/enrol" ‖ SHA-256(code) under the new till key. */
export const enrolRequestSchema = z.strictObject({
  code: z.string().min(4).max(40),
  publicKey: publicKeySchema,
  app: z.string().max(40),
  proof: signatureSchema,
});

export const storeSchema = z.object({
  id: slugSchema,
  name: z.string().min(1).max(limits.nameLengthMax),
  zone: z.string().max(60),
  cutoverHour: z.int().min(0).max(12),
  language: z.enum(['en', 'de', 'hu', 'ru', 'ar']),
  address: z.array(z.string().max(limits.nameLengthMax)).max(4),
});
export type Store = z.infer<typeof storeSchema>;

/** What a till knows after enrolment, for good. Keys are public except `aliasKey`, which is kept 0600. */
export const enrolmentSchema = z.object({
  till: tillIdSchema,
  lane: z.string().max(40),
  chain: z.object({
    id: slugSchema,
    name: z.string().max(limits.nameLengthMax),
    callingCode: z.string().regex(/^[A-Z]{2}$/),
  }),
  store: storeSchema,
  srv: srvSchema,
  serverKey: publicKeySchema,
  programmeKey: publicKeySchema,
  aliasKey: hex(32),
  /** X25519 public key of headquarters: names and phones are sealed to it. */
  sealKey: publicKeySchema,
});
export type Enrolment = z.infer<typeof enrolmentSchema>;
