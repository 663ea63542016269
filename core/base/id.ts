// The shapes of ids. Core never makes one (that needs dice): it says what an id looks like and how random bytes become one.
import { z } from 'zod';
import { assert } from './assert.ts';
import { hexOf } from './bytes.ts';

const hex = (characters: number) => z.string().regex(new RegExp(`^[0-9a-f]{${characters}}$`));

/** 16 random bytes: a sale from its first line on. */
export const saleIdSchema = hex(32).brand<'SaleId'>();
/** 16 random bytes, minted at enrolment. */
export const memberIdSchema = hex(32).brand<'MemberId'>();
/** `ter`: first 16 bytes of SHA-256 of the till's public key. */
export const tillIdSchema = hex(32).brand<'TillId'>();
/** `ep`: random 63-bit number as 16 lower-case hex characters, a string everywhere. */
export const epochSchema = hex(16).brand<'Epoch'>();
/** 8 random bytes: one answer to "what would this basket cost". */
export const quoteIdSchema = hex(16).brand<'QuoteId'>();
/** A keyed hash of an identifier: what a till's files hold instead of a phone number. */
export const aliasSchema = hex(32).brand<'Alias'>();

export type SaleId = z.infer<typeof saleIdSchema>;
export type MemberId = z.infer<typeof memberIdSchema>;
export type TillId = z.infer<typeof tillIdSchema>;
export type Epoch = z.infer<typeof epochSchema>;
export type QuoteId = z.infer<typeof quoteIdSchema>;
export type Alias = z.infer<typeof aliasSchema>;

/** Short names that people write in programmes and configurations: campaign, unit, store, category. */
export const slugSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

/** What identifies a record for ever: till, epoch, seq. Printed as `ter.ep.seq`. */
export const eventIdSchema = z
  .string()
  .regex(/^[0-9a-f]{32}\.[0-9a-f]{16}\.[1-9]\d{0,15}$/)
  .brand<'EventId'>();
export type EventId = z.infer<typeof eventIdSchema>;

export function eventId(till: TillId, epoch: Epoch, seq: number): EventId {
  return `${till}.${epoch}.${seq}` as EventId;
}

export function saleIdOf(random: Uint8Array): SaleId {
  assert(random.length === 16, 'a sale id is 16 bytes');
  return hexOf(random) as SaleId;
}

export function memberIdOf(random: Uint8Array): MemberId {
  assert(random.length === 16, 'a member id is 16 bytes');
  return hexOf(random) as MemberId;
}

export function quoteIdOf(random: Uint8Array): QuoteId {
  assert(random.length === 8, 'a quote id is 8 bytes');
  return hexOf(random) as QuoteId;
}

/** 63 bits: the top bit is cleared so that the number also fits a signed 64-bit column. */
export function epochOf(random: Uint8Array): Epoch {
  assert(random.length === 8, 'an epoch is 8 bytes');
  const bytes = Uint8Array.from(random);
  bytes[0] = (bytes[0] ?? 0) & 0x7f;
  return hexOf(bytes) as Epoch;
}
