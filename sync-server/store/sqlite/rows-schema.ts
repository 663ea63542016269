// The shapes of SQLite's rows and how they become the port's. A row read back is a door like any other: it is parsed, so a
// damaged or foreign file is found here and not three rooms further.
import { z } from 'zod';
import { epochSchema, eventIdSchema, memberIdSchema, slugSchema, tillIdSchema } from '../../../core/base/id.ts';
import type { Epoch } from '../../../core/base/id.ts';
import { businessDateSchema } from '../../../core/base/time.ts';
import { bucketSchema, unitsSchema } from '../../../core/base/units.ts';
import type { LedgerEffect } from '../../../core/journal/record.ts';
import type { LedgerEvent } from '../../../core/ledger/fold.ts';
import { memberRowSchema } from '../../../core/member/member-row.ts';
import { factsSchema } from '../../../core/projection/statistics.ts';
import { documentSchema, storeSchema } from '../../../core/protocol/sync.ts';
import type { MemberState, StreamState } from '../rows.ts';

const bytes = z.instanceof(Uint8Array);
/** Text of a column that holds JSON. */
function json<T>(schema: z.ZodType<T>) {
  return z.string().transform((text): T => schema.parse(JSON.parse(text)));
}

export const countSchema = z.object({ n: z.int() }).transform(({ n }) => n);
export const valueSchema = z.object({ value: z.string() }).transform(({ value }) => value);
export const shopRowSchema = z.object({ body: json(storeSchema) }).transform(({ body }) => body);

export const tillRowSchema = z
  .object({ ter: tillIdSchema, key: bytes, store: slugSchema, lane: z.string() })
  .transform(({ key, ...till }) => ({ ...till, publicKey: Uint8Array.from(key) }));

const stateSchema = z.enum(['open', 'fenced', 'forked']);

export const tillHealthRowSchema = z
  .object({
    ter: tillIdSchema,
    key: bytes,
    store: slugSchema,
    lane: z.string(),
    records: z.int(),
    waiting: z.int(),
    programme: z.int(),
    seen_ms: z.int().nullable(),
    state: stateSchema,
  })
  .transform(({ key, seen_ms, ...till }) => ({ ...till, publicKey: Uint8Array.from(key), seenMs: seen_ms }));

const anchorSchema = z.object({ boot: z.string(), now: z.int(), mono: z.int() });
const orderKeySchema = z.object({ effMs: z.int(), till: tillIdSchema, epoch: epochSchema, seq: z.int() });

export const streamRowSchema = z
  .object({
    ter: tillIdSchema,
    ep: epochSchema,
    cursor: z.int(),
    hash: bytes,
    state: stateSchema,
    anchor: json(anchorSchema).nullable(),
  })
  .transform((row): StreamState => ({ ...row, hash: Uint8Array.from(row.hash) }));

export const recordRowSchema = z
  .object({ seq: z.int(), body: bytes, hash: bytes, priv: bytes.nullable(), eff_ms: z.int().nullable() })
  .transform(({ seq, body, hash, priv, eff_ms }) => ({ seq, body, hash, priv, effMs: eff_ms }));

export const hashRowSchema = z.object({ hash: bytes }).transform(({ hash }) => Uint8Array.from(hash));

export const originalRowSchema = z
  .object({ body: bytes, quarantined: z.int(), by: eventIdSchema.nullable() })
  .transform(({ body, quarantined, by }) => ({ body, quarantined: quarantined !== 0, undoneBy: by }));

export const quarantineRowSchema = z.object({
  ter: tillIdSchema,
  ep: epochSchema,
  seq: z.int(),
  code: z.string(),
  detail: z.string(),
});

export const memberStateSchema = z
  .object({ ver: z.int(), known: z.int(), last: json(orderKeySchema).nullable(), body: json(memberRowSchema) })
  .transform(({ known, last, body }): MemberState => ({ row: body, known: known !== 0, last }));

export const personDataSchema = z
  .object({ member: memberIdSchema, first_name: z.string(), phone: z.string() })
  .transform(({ member, first_name, phone }) => ({ member, firstName: first_name, phone }));

export const visitSumSchema = z.object({ visits: z.int(), last: businessDateSchema.nullable() });

export const heldRowSchema = z.object({ unit: slugSchema, bucket: z.string(), n: z.int() });

export const factsRowSchema = z.object({
  store: slugSchema,
  biz: businessDateSchema,
  hour: z.int(),
  facts: json(factsSchema),
});

export const lastSaleRowSchema = z.object({ id: slugSchema, last_sale_ms: z.int() });

export const changeRowSchema = z.object({ pos: z.int(), key: z.string() });

export const documentRowSchema = documentSchema;

export const enrolCodeRowSchema = z
  .object({ hash: bytes, store: slugSchema, lane: z.string(), expires_ms: z.int(), used_by: tillIdSchema.nullable() })
  .transform(({ hash, store, lane, expires_ms, used_by }) => ({
    hash: Uint8Array.from(hash),
    store,
    lane,
    expiresMs: expires_ms,
    usedBy: used_by,
  }));

export const personRowSchema = z
  .object({ name: z.string(), salt: bytes, hash: bytes })
  .transform(({ name, salt, hash }) => ({ name, salt: Uint8Array.from(salt), hash: Uint8Array.from(hash) }));

export const sessionRowSchema = z
  .object({ hash: bytes, person: z.string(), expires_ms: z.int() })
  .transform(({ hash, person, expires_ms }) => ({ hash: Uint8Array.from(hash), person, expiresMs: expires_ms }));

export const memberLegSchema = z.object({
  ter: tillIdSchema,
  ep: epochSchema,
  seq: z.int(),
  eff_ms: z.int(),
  biz: businessDateSchema,
  kind: z.enum(['earn', 'redeem', 'reverse', 'recredit']),
  rule: slugSchema,
  unit: slugSchema,
  bucket: bucketSchema.nullable(),
  n: unitsSchema,
  floor: unitsSchema.nullable(),
});
type MemberLeg = z.infer<typeof memberLegSchema>;

/** The member's legs, sorted by event and leg → the events they were posted from. */
export function eventsOfLegs(legs: readonly MemberLeg[]): LedgerEvent[] {
  const events: { key: LedgerEvent['key']; biz: string; effects: LedgerEffect[] }[] = [];
  for (const leg of legs) {
    const last = events.at(-1);
    const same = last && isOf(last.key, leg);
    if (same) last.effects.push(effectOf(leg));
    else {
      const key = { effMs: leg.eff_ms, till: leg.ter, epoch: leg.ep, seq: leg.seq };
      events.push({ key, biz: leg.biz, effects: [effectOf(leg)] });
    }
  }
  return events;
}

function isOf(key: { till: string; epoch: Epoch; seq: number }, leg: MemberLeg): boolean {
  return key.seq === leg.seq && key.epoch === leg.ep && key.till === leg.ter;
}

function effectOf({ kind, rule, unit, bucket, n, floor }: MemberLeg): LedgerEffect {
  const size = unitsSchema.parse(Math.abs(n));
  if (kind === 'redeem') {
    return { kind, rule, unit, n: size, by: { floor: unitsSchema.parse(floor) }, from: [] };
  }
  return { kind, rule, unit, n: size, bucket: bucketSchema.parse(bucket) };
}
