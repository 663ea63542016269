// Till ↔ its clients: our own screens and any POS speak this, over HTTP and one socket on loopback. Requests refuse keys
// they do not know, so that an integrator's typing error is found at once; answers may grow.
import { z } from 'zod';
import { eventIdSchema, memberIdSchema, quoteIdSchema, saleIdSchema, slugSchema } from '../base/id.ts';
import { limits } from '../base/limits.ts';
import { moneySchema } from '../base/money.ts';
import { problemSchema } from '../base/problem.ts';
import { businessDateSchema } from '../base/time.ts';
import { unitsSchema } from '../base/units.ts';
import { basketSchema, lineIdSchema, lineSchema, tenderSchema } from '../basket/basket.ts';
import { scanSourceSchema } from '../catalogue/classify-scan.ts';
import { identifierKindSchema, rightSchema } from '../member/member-row.ts';
import { currencySchema } from '../programme/programme.ts';
import { fixedCostSchema, variableCostSchema } from '../programme/offers.ts';
import { languageSchema, localTextSchema } from '../programme/text.ts';
import { factsSchema } from '../projection/statistics.ts';
import { causeSchema } from '../programme/cause.ts';
import { evaluationInputSchema, evaluationSchema, nudgeSchema, rewardStateSchema } from '../rules/evaluation.ts';
import { traceOutcomes, traceReasons } from '../rules/trace.ts';
import { saleStates } from '../sale/sale-state.ts';

const namedUnitsSchema = z.object({ unit: slugSchema, name: localTextSchema, n: unitsSchema });

export const memberViewSchema = z.object({
  memberId: memberIdSchema,
  firstName: z.string(),
  last2: z.string(),
  by: identifierKindSchema,
  right: rightSchema,
  /** `n` all that is held, `usable` what this till may let go now (offline: within the floor). */
  balances: z.array(namedUnitsSchema.extend({ usable: unitsSchema })),
  /** When headquarters last spoke of this till's members; the till's own sales since then are counted in. */
  asOfMs: z.int().nullable(),
  visits: z.int(),
});
export type MemberView = z.infer<typeof memberViewSchema>;

export const lineViewSchema = z.object({
  id: lineIdSchema,
  name: z.string(),
  gtin: z.string().optional(),
  quantity: z.int(),
  unit: z.string(),
  amount: moneySchema,
  after: moneySchema,
  discounts: z.array(z.object({ by: causeSchema, name: localTextSchema, given: moneySchema })),
});

export const rewardViewSchema = rewardStateSchema.extend({
  name: localTextSchema,
  cost: z.union([fixedCostSchema, variableCostSchema]),
});

/** Why a campaign or reward did or did not, in facts; screens make the sentence. */
export const traceViewSchema = z.object({
  by: causeSchema,
  name: localTextSchema,
  outcome: z.enum(traceOutcomes),
  reason: z.enum(traceReasons).nullable(),
  missing: z.int(),
  given: z.int(),
  /** Of a missed condition: what it asks for and how far it is, as a sentence. */
  needs: z.object({ en: z.string(), de: z.string() }).nullable(),
  /** By which rule it was outweighed; `missing` says by how many minor units. */
  outweighedBy: causeSchema.extend({ name: localTextSchema }).nullable(),
});

/** Rewards the customer chose (`n` units where the cost is variable) and campaigns he said yes to, by their ids. */
const chosenSchema = z
  .array(z.strictObject(evaluationInputSchema.shape.chosen.element.shape))
  .max(limits.rewardsChosenMax);
export type Chosen = z.infer<typeof chosenSchema>;

/** Units as payment, up to `n` of them; null takes it back. */
const paySchema = z.strictObject(evaluationInputSchema.shape.payWithUnits.unwrap().shape).nullable();

export const saleViewSchema = z.object({
  saleId: saleIdSchema,
  state: z.enum(saleStates),
  openedAtMs: z.int(),
  /** The quote that a commit names; null while the sale has no lines. */
  quoteId: quoteIdSchema.nullable(),
  lines: z.array(lineViewSchema),
  total: z.object({ before: moneySchema, discount: moneySchema, after: moneySchema }),
  /** Units that pay a part of it; as a discount it stands at the lines too. */
  payment: evaluationSchema.shape.payment.unwrap().extend({ name: localTextSchema }).nullable(),
  /** What is left to be paid in money. */
  due: moneySchema,
  member: memberViewSchema.nullable(),
  earned: z.array(namedUnitsSchema),
  spent: z.array(namedUnitsSchema),
  rewards: z.array(rewardViewSchema),
  /** Campaigns that wait for the customer's yes, or have it. */
  proposals: z.array(z.object({ id: slugSchema, name: localTextSchema, chosen: z.boolean() })),
  chosen: chosenSchema,
  declined: z.array(slugSchema),
  /** What campaigns say to the cashier. */
  messages: z.array(localTextSchema),
  nudges: z.array(nudgeSchema.extend({ name: localTextSchema })),
  trace: z.array(traceViewSchema),
});
export type SaleView = z.infer<typeof saleViewSchema>;

export const linkViewSchema = z.object({
  state: z.enum(['online', 'offline']),
  /** Since when it is in this state; null right after the start. */
  sinceMs: z.int().nullable(),
  problem: problemSchema.nullable(),
});
export type LinkView = z.infer<typeof linkViewSchema>;

export const deviceViewSchema = z.object({
  id: slugSchema,
  kind: z.enum(['scanner', 'printer']),
  label: z.string(),
  simulated: z.boolean(),
  state: z.enum(['ready', 'waiting', 'failed']),
  problem: problemSchema.nullable(),
});
export type DeviceView = z.infer<typeof deviceViewSchema>;

export const printStateSchema = z.enum(['none', 'queued', 'sent', 'printed', 'unknown', 'failed']);
export type PrintState = z.infer<typeof printStateSchema>;

/** The sale just committed, for the screen that says so, and for its copy or its undoing. */
export const committedViewSchema = z.object({
  eventId: eventIdSchema,
  saleId: saleIdSchema,
  biz: businessDateSchema,
  atMs: z.int(),
  charged: moneySchema,
  discount: moneySchema,
  earned: z.array(namedUnitsSchema),
  spent: z.array(namedUnitsSchema),
  mark: z.string(),
  voided: z.boolean(),
  print: printStateSchema,
});
export type CommittedView = z.infer<typeof committedViewSchema>;

/** Everything a screen of this till shows, sent whole on each change: nothing to merge, nothing to miss. */
export const tillViewSchema = z.object({
  /** Grows with each change; a screen ignores an older view. */
  turn: z.int(),
  nowMs: z.int(),
  biz: businessDateSchema,
  store: z.object({ id: slugSchema, name: z.string(), zone: z.string(), language: languageSchema }),
  lane: z.string(),
  chain: z.string(),
  currency: currencySchema,
  /** What the programme counts, by name. */
  units: z.array(z.object({ id: slugSchema, name: localTextSchema })),
  programme: z.object({ version: z.int(), name: localTextSchema, quarantined: z.int() }).nullable(),
  link: linkViewSchema,
  backlog: z.object({ records: z.int(), sales: z.int(), oldestMs: z.int().nullable() }),
  devices: z.array(deviceViewSchema),
  sale: saleViewSchema.nullable(),
  held: z.array(z.object({ saleId: saleIdSchema, lines: z.int(), total: moneySchema, sinceMs: z.int() })),
  last: committedViewSchema.nullable(),
  scan: z.object({ atMs: z.int(), ok: z.boolean(), what: z.string(), problem: problemSchema.nullable() }).nullable(),
  /** The disk, the journal: what concerns the till as a whole. */
  warnings: z.array(problemSchema),
});
export type TillView = z.infer<typeof tillViewSchema>;

// ---- requests and answers of HTTP, in the order of till.md ----

export const scopeSchema = z.enum(['sale', 'member', 'print', 'report', 'admin']);
export type Scope = z.infer<typeof scopeSchema>;

/** Every refusal, as application/problem+json (RFC 9457): `detail` is the English sentence, screens translate `code`. */
export const problemDocumentSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  ...problemSchema.shape,
});
export type ProblemDocument = z.infer<typeof problemDocumentSchema>;

/** POST /v1/keys, with the launch token of the port file: a one-time key for a window, `url` with the key behind its #. */
export const keyAnswerSchema = z.object({ key: z.string(), url: z.string() });
/** POST /v1/session: a one-time key becomes a bearer token. */
export const sessionRequestSchema = z.strictObject({ key: z.string().min(16).max(100) });
export const sessionAnswerSchema = z.object({ token: z.string(), scopes: z.array(scopeSchema) });

/** POST /v1/scans. With `act`, the scan does what it would from the till's own scanner; else it is only explained. */
export const scanRequestSchema = z.strictObject({
  text: z.string().min(1).max(limits.scanBytesMax),
  source: scanSourceSchema.optional(),
  aim: z
    .string()
    .regex(/^\][A-Za-z]\d$/)
    .optional(),
  act: z.boolean().optional(),
});
export const scanAnswerSchema = z.object({
  what: z.enum(['product', 'member', 'problem']),
  gtin: z.string().nullable(),
  member: memberViewSchema.nullable(),
  problem: problemSchema.nullable(),
});
export type ScanAnswer = z.infer<typeof scanAnswerSchema>;

/** POST /v1/sales: answers the open sale in hand if there is one without lines. */
export const openSaleRequestSchema = z.strictObject({ saleId: saleIdSchema.optional() });
/** PUT /v1/sales/{id}/lines replaces all lines, in the POS's words. */
export const linesRequestSchema = z.strictObject({
  priceBasis: basketSchema.shape.priceBasis,
  buyer: basketSchema.shape.buyer,
  lines: z.array(lineSchema).max(limits.linesPerBasketMax),
});
/** PUT /v1/sales/{id}/lines/{line}: quantity in thousandths, 0 takes the line out. */
export const quantityRequestSchema = z.strictObject({ quantity: z.int().min(0).max(limits.quantityMax) });
/** POST /v1/sales/{id}/lines: a keyed line for goods without a known code. */
export const keyedLineRequestSchema = z.strictObject({
  name: z.string().min(1).max(limits.nameLengthMax),
  amount: moneySchema,
  category: slugSchema.optional(),
});
/** PUT /v1/sales/{id}/member: by phone or code as typed, by id where the choice was offered; null takes the member out. */
export const memberRequestSchema = z.strictObject({
  by: z.union([z.strictObject({ phone: z.string().max(40) }), z.strictObject({ code: z.string().max(40) }), z.null()]),
});
/** PUT /v1/sales/{id}/rewards: `chosen` and `declined` replace what was; the other two stay as they were when absent. */
export const rewardsRequestSchema = z.strictObject({
  chosen: chosenSchema,
  declined: evaluationInputSchema.shape.declined,
  payWithUnits: paySchema.optional(),
  plannedTender: evaluationInputSchema.shape.plannedTender.optional(),
});
export type RewardsRequest = z.infer<typeof rewardsRequestSchema>;
/** POST /v1/members. Needs an Idempotency-Key. Names the new member in the open sale, if there is one. */
export const enrolMemberRequestSchema = z.strictObject({
  firstName: z.string().max(200),
  phone: z.string().max(40),
});
export const enrolMemberAnswerSchema = z.object({ eventId: eventIdSchema, memberId: memberIdSchema, code: z.string() });
/** POST /v1/quotes: a basket in, an evaluation out; nothing is kept. */
export const quoteRequestSchema = z.strictObject({
  basket: basketSchema,
  by: memberRequestSchema.shape.by,
  chosen: chosenSchema,
  payWithUnits: paySchema.optional(),
  plannedTender: evaluationInputSchema.shape.plannedTender.optional(),
});
export const quoteAnswerSchema = z.object({ evaluation: evaluationSchema, trace: z.array(traceViewSchema) });
/** POST /v1/sales/{id}/commit, once, after payment. Needs an Idempotency-Key. */
export const commitRequestSchema = z.strictObject({
  quoteId: quoteIdSchema,
  tenders: z.array(tenderSchema).min(1).max(limits.tendersPerSaleMax),
  /** All told, what the POS charged in money (units that paid are not in it); the truth also where our own total differs. */
  charged: moneySchema,
  rounding: moneySchema.optional(),
  posRef: z.string().max(80).optional(),
  operator: slugSchema.optional(),
  print: z.boolean().optional(),
});
export type CommitRequest = z.infer<typeof commitRequestSchema>;
export const commitAnswerSchema = z.object({ committed: committedViewSchema, repeated: z.boolean() });
/** POST /v1/sales/{id}/void. Needs an Idempotency-Key. */
export const voidRequestSchema = z.strictObject({ why: z.string().min(1).max(200), operator: slugSchema.optional() });
export const voidAnswerSchema = z.object({ eventId: eventIdSchema, repeated: z.boolean() });

/** GET /v1/sales/{id}/receipt: `as` text for a screen or a POS's own printer, `width` in characters of its paper. */
export const receiptQuerySchema = z.strictObject({
  as: z.enum(['text', 'json']).optional(),
  width: z.enum(['32', '42', '48']).optional(),
});
export const printAnswerSchema = z.object({ state: printStateSchema });

/** GET /v1/status: what a POS asks at its start; all of it also stands in the view. */
export const statusSchema = tillViewSchema
  .pick({
    nowMs: true,
    store: true,
    lane: true,
    programme: true,
    link: true,
    backlog: true,
    devices: true,
    warnings: true,
  })
  .extend({ journal: z.object({ epoch: z.string(), head: z.int(), acked: z.int() }) });

/** GET /v1/reports/today: this till's own journal; `coversStore` says whether other tills of the store are in it. */
export const todayReportSchema = z.object({
  biz: businessDateSchema,
  asOfMs: z.int(),
  total: factsSchema,
  hours: z.array(z.object({ hour: z.int().min(0).max(23), facts: factsSchema })),
  days: z.array(z.object({ biz: businessDateSchema, facts: factsSchema })).max(limits.journalDays),
  coversStore: z.boolean(),
});
export type TodayReport = z.infer<typeof todayReportSchema>;

/**
 * Header of every answer to a call that may change something: a view with this `turn` or a later one shows what the call did.
 * Until it has come, a screen shows the sale as it was before.
 */
export const turnHeader = 'regulars-turn';

/** Events of the socket: `view` carries a TillView. The client sends its token in the handshake's `auth`. */
export const tillSocket = { path: '/v1/events', view: 'view' } as const;
