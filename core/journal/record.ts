// The record: what is written once, hashed, sent and kept as bytes (sync.md 2.2). Its body is UTF-8 JSON with the keys in
// the order of these schemas and no white space. What the shape of a record was is never changed, only widened.
import { z } from 'zod';
import { epochSchema, eventIdSchema, memberIdSchema, saleIdSchema, slugSchema, tillIdSchema } from '../base/id.ts';
import { limits } from '../base/limits.ts';
import { moneySchema } from '../base/money.ts';
import { businessDateSchema } from '../base/time.ts';
import { bucketSchema, unitsSchema } from '../base/units.ts';
import { evaluationInputSchema, evaluationSchema } from '../rules/evaluation.ts';

const hashHexSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** Programme version and the first 8 bytes of SHA-256 of its document, hex. */
export const rulesetSchema = z.object({ version: z.int().positive(), hash: z.string().regex(/^[0-9a-f]{16}$/) });
export type Ruleset = z.infer<typeof rulesetSchema>;

/** What a record does to the ledger. `from` is the till's belief of which buckets were consumed, for giving back. */
export const ledgerEffectSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('earn'), rule: slugSchema, unit: slugSchema, n: unitsSchema, bucket: bucketSchema }),
  z.object({
    kind: z.literal('redeem'),
    rule: slugSchema,
    unit: slugSchema,
    n: unitsSchema,
    by: z.object({ floor: unitsSchema }),
    from: z.array(z.object({ bucket: bucketSchema, n: unitsSchema })).max(64),
  }),
  z.object({ kind: z.literal('reverse'), rule: slugSchema, unit: slugSchema, n: unitsSchema, bucket: bucketSchema }),
  z.object({ kind: z.literal('recredit'), rule: slugSchema, unit: slugSchema, n: unitsSchema, bucket: bucketSchema }),
]);
export type LedgerEffect = z.infer<typeof ledgerEffectSchema>;

/** Every record begins so. `wall`, `boot`, `mono` are evidence of time, not an order across tills. */
const envelope = {
  ter: tillIdSchema,
  ep: epochSchema,
  seq: z.int().positive(),
  hlc: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
  wall: z.int().nonnegative(),
  boot: z.string().regex(/^[0-9a-f]{16}$/),
  mono: z.int().nonnegative(),
  biz: businessDateSchema,
  tz: z.string().max(60),
  /** Whether headquarters was in reach when it was written. */
  link: z.enum(['online', 'offline']),
};

const decided = {
  /** Null before the first programme arrived: then `out` is that of no programme at all (programme/no-programme.ts). */
  rs: rulesetSchema.nullable(),
  /** `srv:pos` of the cache the till decided on, when headquarters confirmed it, and the version of the member's row. */
  view: z.object({
    cache: z.string().max(80),
    asOf: z.int().nonnegative().nullable(),
    member: z.int().nonnegative().nullable(),
  }),
};

const private_ = { priv: hashHexSchema.optional() };
const keyed = { idem: z.object({ key: z.string().max(limits.idempotencyKeyMax), hash: hashHexSchema }) };
const operated = { op: slugSchema.nullable() };

export const saleRecordSchema = z.object({
  v: z.literal(1),
  t: z.literal('sale'),
  tv: z.literal(1),
  ...envelope,
  ...decided,
  mem: memberIdSchema.nullable(),
  ...private_,
  ...keyed,
  pos_ref: z.string().max(80).nullable(),
  sale: saleIdSchema,
  in: evaluationInputSchema,
  out: evaluationSchema,
  /** What the POS charged, all told, and how much of it is cash rounding. A mismatch with `out` is evidence, not refused. */
  charged: moneySchema,
  rounding: moneySchema,
  eff: z.array(ledgerEffectSchema).max(500),
  ...operated,
});

export const voidRecordSchema = z.object({
  v: z.literal(1),
  t: z.literal('void'),
  tv: z.literal(1),
  ...envelope,
  mem: memberIdSchema.nullable(),
  ...keyed,
  /** The sale that is undone; its business date and amounts are read from that record. */
  of: eventIdSchema,
  eff: z.array(ledgerEffectSchema).max(500),
  ...operated,
  why: z.string().max(200),
});

export const enrolRecordSchema = z.object({
  v: z.literal(1),
  t: z.literal('enrol'),
  tv: z.literal(1),
  ...envelope,
  rs: rulesetSchema.nullable(),
  mem: memberIdSchema,
  priv: hashHexSchema,
  ...keyed,
  eff: z.array(ledgerEffectSchema).max(500),
  ...operated,
});

export const bootRecordSchema = z.object({
  v: z.literal(1),
  t: z.literal('boot'),
  tv: z.literal(1),
  ...envelope,
  app: z.string().max(40),
});

/** Evidence that ties this boot session to the server's clock: `now` of the server, and the round trip it took. */
export const anchorRecordSchema = z.object({
  v: z.literal(1),
  t: z.literal('anchor'),
  tv: z.literal(1),
  ...envelope,
  srv: z.string().max(40),
  now: z.int().nonnegative(),
  rttMs: z.int().nonnegative(),
});

export const configRecordSchema = z.object({
  v: z.literal(1),
  t: z.literal('config_activated'),
  tv: z.literal(1),
  ...envelope,
  rs: rulesetSchema,
});

export const recordSchema = z.discriminatedUnion('t', [
  saleRecordSchema,
  voidRecordSchema,
  enrolRecordSchema,
  bootRecordSchema,
  anchorRecordSchema,
  configRecordSchema,
]);
export type JournalRecord = z.infer<typeof recordSchema>;
export type SaleRecord = z.infer<typeof saleRecordSchema>;
export type VoidRecord = z.infer<typeof voidRecordSchema>;
export type EnrolRecord = z.infer<typeof enrolRecordSchema>;

/** The part every record has, however new its kind: what a server needs to place one that it does not understand. */
export const envelopeSchema = z.object({
  v: z.int().positive(),
  t: z.string().max(40),
  tv: z.int().positive(),
  ...envelope,
});
export type Envelope = z.infer<typeof envelopeSchema>;
