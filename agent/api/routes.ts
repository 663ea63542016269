// The local API at a glance: every call, who may make it, what it does, what it takes and gives. Meaning lives behind
// TillActions; an entry only hands over. No GET changes anything.
import { z } from 'zod';
import { saleIdSchema } from '../../core/base/id.ts';
import { limits } from '../../core/base/limits.ts';
import { problem } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import { lineIdSchema } from '../../core/basket/basket.ts';
import type { Scan } from '../../core/catalogue/classify-scan.ts';
import { receiptDocumentSchema } from '../../core/projection/receipt.ts';
import { renderReceiptText } from '../../core/projection/render-receipt-text.ts';
import * as wire from '../../core/protocol/till.ts';
import type { TillActions } from '../till/till-actions.ts';
import { route, routeOnce } from './api-route.ts';
import type { ApiRoute } from './api-route.ts';

const sale = z.strictObject({ id: saleIdSchema });
const line = z.strictObject({ id: saleIdSchema, line: lineIdSchema });
const saleView = { params: sale, answer: wire.saleViewSchema };
const widths = { '32': 32, '42': 42, '48': 48 } as const;
// Longer than a scan may be, so that what is too long gets its own sentence and not a remark about JSON.
const scanRequest = wire.scanRequestSchema.extend({ text: z.string().min(1).max(limits.httpBodyBytesMax) });

export const routes: readonly ApiRoute[] = [
  route(
    'POST /v1/keys',
    'launcher',
    'A one-time key for a window, for whoever holds the launch token of the port file.',
    { answer: wire.keyAnswerSchema },
    ({ clients, url }) => ok(keyFor(url, clients.mintKey())),
  ),
  route(
    'POST /v1/session',
    'anybody',
    'Exchanges a one-time key for a bearer token.',
    { body: wire.sessionRequestSchema, answer: wire.sessionAnswerSchema },
    ({ clients, body }) => clients.exchange(body.key),
  ),
  route(
    'GET /v1/view',
    'sale',
    'Everything a screen of this till shows; the socket sends the same on each change.',
    { answer: wire.tillViewSchema },
    ({ till }) => ok(till.view()),
  ),
  route(
    'GET /v1/status',
    'client',
    'Link, backlog, programme, devices and their ages: what a POS asks at its start.',
    { answer: wire.statusSchema },
    ({ till }) => ok(till.status()),
  ),
  route(
    'POST /v1/scans',
    'sale',
    'Says what a raw scan is; with "act" also does what it would do from a scanner of the till.',
    { body: scanRequest, answer: wire.scanAnswerSchema },
    ({ till, body }) => scan(till, body),
  ),
  routeOnce(
    'POST /v1/members',
    'member',
    'Enrols a member: first name and phone. Names the member in the sale in hand.',
    { body: wire.enrolMemberRequestSchema, answer: wire.enrolMemberAnswerSchema },
    ({ till, body }, idempotency) => till.enrol(body, idempotency),
  ),
  route(
    'POST /v1/quotes',
    'sale',
    'A basket in, an evaluation out; nothing is kept.',
    { body: wire.quoteRequestSchema, answer: wire.quoteAnswerSchema },
    ({ till, body }) => till.quote(body),
  ),
  route(
    'POST /v1/sales',
    'sale',
    'Opens a sale, or answers the one in hand while it has no lines.',
    { body: wire.openSaleRequestSchema, answer: wire.saleViewSchema },
    ({ till, body }) => till.open(body.saleId),
  ),
  route('GET /v1/sales/:id', 'sale', 'An open sale with its quote.', saleView, ({ till, params }) =>
    till.sale(params.id),
  ),
  route(
    'POST /v1/sales/:id/lines',
    'sale',
    'Adds a keyed line for goods without a known code.',
    { ...saleView, body: wire.keyedLineRequestSchema },
    ({ till, params, body }) => till.addKeyedLine(params.id, body),
  ),
  route(
    'PUT /v1/sales/:id/lines',
    'sale',
    "Replaces all lines, in the POS's words, and answers the quote.",
    { ...saleView, body: wire.linesRequestSchema },
    ({ till, params, body }) => till.setLines(params.id, body),
  ),
  route(
    'PUT /v1/sales/:id/lines/:line',
    'sale',
    'Sets the quantity of a line in thousandths; 0 takes it out.',
    { params: line, body: wire.quantityRequestSchema, answer: wire.saleViewSchema },
    ({ till, params, body }) => till.setQuantity(params.id, params.line, body.quantity),
  ),
  route(
    'PUT /v1/sales/:id/member',
    'sale',
    'Names the member by phone or code; null takes the member out.',
    { ...saleView, body: wire.memberRequestSchema },
    ({ till, params, body }) => till.setMember(params.id, body.by),
  ),
  route(
    'PUT /v1/sales/:id/rewards',
    'sale',
    'Chooses rewards, says yes to proposed campaigns and no to others, and pays with units.',
    { ...saleView, body: wire.rewardsRequestSchema },
    ({ till, params, body }) => till.setRewards(params.id, body),
  ),
  route('POST /v1/sales/:id/hold', 'sale', 'Sets the sale aside.', saleView, ({ till, params }) =>
    till.hold(params.id),
  ),
  route('POST /v1/sales/:id/recall', 'sale', 'Takes a held sale in hand again.', saleView, ({ till, params }) =>
    till.recall(params.id),
  ),
  route('POST /v1/sales/:id/cancel', 'sale', 'Gives the sale up; nothing is journaled.', saleView, ({ till, params }) =>
    till.cancel(params.id),
  ),
  routeOnce(
    'POST /v1/sales/:id/commit',
    'sale',
    'Records the sale, once, after payment; durable when it answers.',
    { params: sale, body: wire.commitRequestSchema, answer: wire.commitAnswerSchema },
    ({ till, params, body }, idempotency) => till.commit(params.id, body, idempotency),
  ),
  routeOnce(
    'POST /v1/sales/:id/void',
    'sale',
    'Undoes a committed sale of today, points and all.',
    { params: sale, body: wire.voidRequestSchema, answer: wire.voidAnswerSchema },
    ({ till, params, body }, idempotency) => till.voidSale(params.id, body, idempotency),
  ),
  route(
    'GET /v1/sales/:id/receipt',
    'sale',
    'The receipt as a document, or as text for a printer of the POS.',
    { params: sale, query: wire.receiptQuerySchema, answer: receiptDocumentSchema, text: true },
    ({ till, params, query }) => {
      const receipt = till.receipt(params.id);
      if (!receipt.ok || query.as !== 'text') return receipt;
      return ok(renderReceiptText(receipt.value, widths[query.width ?? '42']));
    },
  ),
  route(
    'POST /v1/sales/:id/print',
    'print',
    'Queues a slip at the printer of the till; it says COPY.',
    { params: sale, answer: wire.printAnswerSchema },
    ({ till, params }) => {
      const printed = till.printCopy(params.id);
      return printed.ok ? ok({ state: printed.value }) : printed;
    },
  ),
  route(
    'GET /v1/reports/today',
    'report',
    "Today's figures, by hour, from this till's own journal.",
    { answer: wire.todayReportSchema },
    ({ till }) => ok(till.today()),
  ),
];

/** The key stands behind the #, where no request and no log ever carries it. */
export function keyFor(url: string, key: string): { key: string; url: string } {
  return { key, url: `${url}/#k=${key}` };
}

function scan(till: TillActions, body: z.output<typeof scanRequest>): Result<wire.ScanAnswer> {
  if (body.text.length > limits.scanBytesMax) return fail(problem('ScanTooLong', { max: limits.scanBytesMax }));
  const aim = body.aim === undefined ? {} : { aim: body.aim };
  const whole: Scan = { text: body.text, source: body.source ?? 'api', device: 'api', ...aim };
  return ok(body.act === true ? till.scan(whole) : till.explain(whole));
}
