// HQ screen ↔ server, over HTTP behind a login. Bearer token in sessionStorage, no cookies.
import { z } from 'zod';
import { slugSchema, tillIdSchema } from '../base/id.ts';
import { businessDateSchema } from '../base/time.ts';
import { currencySchema } from '../programme/programme.ts';
import { localTextSchema } from '../programme/text.ts';
import { factsOfDaySchema, factsSchema } from '../projection/statistics.ts';
import { limits } from '../base/limits.ts';

export const passwordLengthMin = 10;

/** POST /hq/v1/setup with the one-time token of the set-up link: the first person of headquarters. */
export const setupRequestSchema = z.strictObject({
  token: z.string().min(16).max(100),
  name: z.string().min(1).max(limits.nameLengthMax),
  password: z.string().max(200),
});
/** POST /hq/v1/session */
export const loginRequestSchema = z.strictObject({
  name: z.string().max(limits.nameLengthMax),
  password: z.string().max(200),
});
export const loginAnswerSchema = z.object({ token: z.string(), name: z.string() });
/** GET /hq/v1/door, before the login: whether set-up is still due, and the chain's name. */
export const doorSchema = z.object({ chain: z.string(), setUp: z.boolean() });

export const tillHealthSchema = z.object({
  till: tillIdSchema,
  lane: z.string(),
  online: z.boolean(),
  lastSeenMs: z.int().nullable(),
  /** Records received, over all streams of the till. */
  records: z.int(),
  /** What the till said it had not sent yet, when it last spoke. */
  waiting: z.int(),
  programme: z.int(),
  state: z.enum(['open', 'fenced', 'forked']),
});

export const storeFiguresSchema = z.object({
  id: slugSchema,
  name: z.string(),
  biz: businessDateSchema,
  today: factsSchema,
  lastSaleMs: z.int().nullable(),
  tills: z.array(tillHealthSchema),
});

/** GET /hq/v1/overview. Figures are as of `asOfMs`; a store behind shows by its tills. */
export const overviewSchema = z.object({
  asOfMs: z.int(),
  chain: z.string(),
  currency: currencySchema,
  units: z.array(z.object({ id: slugSchema, name: localTextSchema })),
  programme: z.object({ version: z.int(), name: localTextSchema }).nullable(),
  today: factsSchema,
  stores: z.array(storeFiguresSchema),
  members: z.int(),
  /** Units held by all members now and what they are worth at the programme's ratio (face liability). */
  liability: z.array(z.object({ unit: slugSchema, n: z.int(), minor: z.int() })),
  /** Spent beyond what was there, chain-wide: visible, never silently mended. */
  short: z.array(z.object({ unit: slugSchema, n: z.int() })),
  quarantined: z.int(),
});
export type Overview = z.infer<typeof overviewSchema>;

/** GET /hq/v1/figures?from=&to=&store= (both dates included; at most 400 days). */
export const figuresRequestSchema = z.strictObject({
  from: businessDateSchema,
  to: businessDateSchema,
  store: slugSchema.optional(),
});
export const figuresSchema = z.object({ asOfMs: z.int(), days: z.array(factsOfDaySchema).max(400) });
export type Figures = z.infer<typeof figuresSchema>;

/** POST /hq/v1/enrol-codes: a one-time code by which a new till joins a store. */
export const enrolCodeRequestSchema = z.strictObject({ store: slugSchema, lane: z.string().min(1).max(40) });
export const enrolCodeAnswerSchema = z.object({ code: z.string(), minutes: z.int() });
