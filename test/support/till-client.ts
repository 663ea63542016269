// A client of the local API as a screen or a POS would be one: parses every answer with the published schemas, refuses what
// they do not know. For tests, stories and end-to-end runs; whatever it cannot do, an integrator cannot do either.
import { randomUUID } from 'node:crypto';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { z } from 'zod';
import { receiptDocumentSchema } from '../../core/projection/receipt.ts';
import * as wire from '../../core/protocol/till.ts';

/** A problem where an answer was expected. */
export class ApiProblem extends Error {
  override name = 'ApiProblem';
  readonly problem: wire.ProblemDocument;
  constructor(problem: wire.ProblemDocument) {
    super(`${problem.code}: ${problem.detail}`);
    this.problem = problem;
  }
}

export type LinesRequest = z.input<typeof wire.linesRequestSchema>;
export type CommitBody = z.input<typeof wire.commitRequestSchema>;

export interface TillClient {
  readonly url: string;
  readonly token: string;
  view(): Promise<wire.TillView>;
  status(): Promise<z.output<typeof wire.statusSchema>>;
  scan(text: string, options?: { act?: boolean; aim?: string; source?: 'serial' | 'typed' }): Promise<wire.ScanAnswer>;
  openSale(saleId?: string): Promise<wire.SaleView>;
  sale(saleId: string): Promise<wire.SaleView>;
  setLines(saleId: string, lines: LinesRequest): Promise<wire.SaleView>;
  addKeyedLine(saleId: string, line: { name: string; amount: number; category?: string }): Promise<wire.SaleView>;
  setQuantity(saleId: string, line: string, quantity: number): Promise<wire.SaleView>;
  setMember(saleId: string, by: { phone: string } | { code: string } | null): Promise<wire.SaleView>;
  setRewards(saleId: string, chosen: readonly string[], declined?: readonly string[]): Promise<wire.SaleView>;
  move(saleId: string, how: 'hold' | 'recall' | 'cancel'): Promise<wire.SaleView>;
  quote(request: z.input<typeof wire.quoteRequestSchema>): Promise<z.output<typeof wire.quoteAnswerSchema>>;
  commit(saleId: string, body: CommitBody, key?: string): Promise<z.output<typeof wire.commitAnswerSchema>>;
  voidSale(saleId: string, why: string, key?: string): Promise<z.output<typeof wire.voidAnswerSchema>>;
  enrol(firstName: string, phone: string, key?: string): Promise<z.output<typeof wire.enrolMemberAnswerSchema>>;
  receipt(saleId: string): Promise<z.output<typeof receiptDocumentSchema>>;
  receiptText(saleId: string, width?: 32 | 42 | 48): Promise<string>;
  printCopy(saleId: string): Promise<wire.PrintState>;
  today(): Promise<wire.TodayReport>;
  /** Any call, with the token: for what has no method here. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  listen(): TillListener;
}

/** What the socket sends. `until` answers with the first view, already here or still to come, of which this is true. */
export interface TillListener {
  readonly socket: Socket;
  latest(): wire.TillView | null;
  until(isIt: (view: wire.TillView) => boolean, timeoutMs?: number): Promise<wire.TillView>;
  close(): void;
}

/** `key`: a one-time key, or the whole address with `#k=KEY` that the agent opens its screens at. */
export async function openTillClient(url: string, key: string): Promise<TillClient> {
  const answer = await fetch(`${url}/v1/session`, post({ key: key.split('#k=').at(-1) }));
  const { token } = await readAnswer(answer, wire.sessionAnswerSchema);
  return tillClient(url, token);
}

export function tillClient(url: string, token: string): TillClient {
  const authorization = `Bearer ${token}`;
  const call = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${url}${path}`, { ...init, headers: { ...Object.fromEntries(new Headers(init.headers)), authorization } });
  const get = async <T>(schema: z.ZodType<T>, path: string): Promise<T> => readAnswer(await call(path), schema);
  const send = async <T>(schema: z.ZodType<T>, path: string, init: RequestInit): Promise<T> =>
    readAnswer(await call(path, init), schema);
  const sale = (id: string, rest = ''): string => `/v1/sales/${id}${rest}`;
  const view = wire.saleViewSchema;
  return {
    url,
    token,
    view: () => get(wire.tillViewSchema, '/v1/view'),
    status: () => get(wire.statusSchema, '/v1/status'),
    scan: (text, options = {}) => send(wire.scanAnswerSchema, '/v1/scans', post({ text, ...options })),
    openSale: (saleId) => send(view, '/v1/sales', post(saleId === undefined ? {} : { saleId })),
    sale: (id) => get(view, sale(id)),
    setLines: (id, lines) => send(view, sale(id, '/lines'), put(lines)),
    addKeyedLine: (id, line) => send(view, sale(id, '/lines'), post(line)),
    setQuantity: (id, line, quantity) => send(view, sale(id, `/lines/${line}`), put({ quantity })),
    setMember: (id, by) => send(view, sale(id, '/member'), put({ by })),
    setRewards: (id, chosen, declined = []) =>
      send(view, sale(id, '/rewards'), put({ chosen: chosen.map((each) => ({ id: each })), declined })),
    move: (id, how) => send(view, sale(id, `/${how}`), { method: 'POST' }),
    quote: (request) => send(wire.quoteAnswerSchema, '/v1/quotes', post(request)),
    commit: (id, body, key) => send(wire.commitAnswerSchema, sale(id, '/commit'), once(body, key)),
    voidSale: (id, why, key) => send(wire.voidAnswerSchema, sale(id, '/void'), once({ why }, key)),
    enrol: (firstName, phone, key) =>
      send(wire.enrolMemberAnswerSchema, '/v1/members', once({ firstName, phone }, key)),
    receipt: (id) => get(receiptDocumentSchema, sale(id, '/receipt')),
    receiptText: async (id, width = 42) => readText(await call(sale(id, `/receipt?as=text&width=${width}`))),
    printCopy: async (id) => (await send(wire.printAnswerSchema, sale(id, '/print'), { method: 'POST' })).state,
    today: () => get(wire.todayReportSchema, '/v1/reports/today'),
    fetch: call,
    listen: () => listenToTill(url, token),
  };
}

/** Opens the socket as a screen does. `extraHeaders`: to try what a stranger's page would send. */
export function listenToTill(url: string, token: string, extraHeaders: Record<string, string> = {}): TillListener {
  const socket = io(url, {
    path: wire.tillSocket.path,
    transports: ['websocket'],
    auth: { token },
    extraHeaders,
    forceNew: true,
  });
  let latest: wire.TillView | null = null;
  const waiting = new Set<(view: wire.TillView) => void>();
  socket.on(wire.tillSocket.view, (message: unknown) => {
    const view = wire.tillViewSchema.parse(message);
    latest = view;
    for (const each of waiting) each(view);
  });
  return {
    socket,
    latest: () => latest,
    until: (isIt, timeoutMs = 5_000) =>
      new Promise((resolve, reject) => {
        if (latest && isIt(latest)) return resolve(latest);
        const timer = setTimeout(() => reject(new Error(`no such view came within ${timeoutMs} ms`)), timeoutMs);
        const each = (view: wire.TillView): void => {
          if (!isIt(view)) return;
          clearTimeout(timer);
          waiting.delete(each);
          resolve(view);
        };
        waiting.add(each);
      }),
    close: () => socket.close(),
  };
}

export async function readAnswer<T>(answer: Response, schema: z.ZodType<T>): Promise<T> {
  const body: unknown = await answer.json();
  if (!answer.ok) throw new ApiProblem(wire.problemDocumentSchema.parse(body));
  return schema.parse(body);
}

async function readText(answer: Response): Promise<string> {
  return answer.ok ? answer.text() : readAnswer(answer, z.string());
}

function withBody(
  method: 'POST' | 'PUT',
  body: unknown,
): { method: string; headers: Record<string, string>; body: string } {
  return { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function post(body: unknown): ReturnType<typeof withBody> {
  return withBody('POST', body);
}

function put(body: unknown): ReturnType<typeof withBody> {
  return withBody('PUT', body);
}

function once(body: unknown, key: string = randomUUID()): RequestInit {
  const request = post(body);
  return { ...request, headers: { ...request.headers, 'idempotency-key': key } };
}
