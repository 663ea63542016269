// The simulated cashier: speaks the till's local API as any screen does. A refusal is thrown as the till's own sentence.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { problemSchema, sentenceOf } from '../../core/base/problem.ts';
import {
  commitAnswerSchema,
  enrolMemberAnswerSchema,
  saleViewSchema,
  sessionAnswerSchema,
  tillViewSchema,
} from '../../core/protocol/till.ts';
import type { CommittedView, SaleView, TillView } from '../../core/protocol/till.ts';

export interface Cashier {
  view(): Promise<TillView>;
  /** Looks again and again until it is so; throws `what` as a sentence when it does not become so. */
  waitFor(what: string, reached: (view: TillView) => boolean): Promise<TillView>;
  enrol(firstName: string, phone: string): Promise<string>;
  open(): Promise<SaleView>;
  setQuantity(sale: SaleView, line: string, pieces: number): Promise<SaleView>;
  chooseRewards(sale: SaleView, rewards: readonly string[]): Promise<SaleView>;
  /** Paid in cash, exactly; printed. */
  pay(sale: SaleView): Promise<CommittedView>;
}

const patienceMs = 20_000;

/** `screen`: an address with a one-time key behind its #. */
export async function cashierAt(screen: string): Promise<Cashier> {
  const { origin, hash } = new URL(screen);
  const key = /k=([^&]+)/.exec(hash)?.[1] ?? '';
  const { token } = await call(origin, 'POST', '/v1/session', null, { key }, sessionAnswerSchema);
  const ask = <T>(method: string, path: string, body: object | null, schema: z.ZodType<T>): Promise<T> =>
    call(origin, method, path, token, body, schema);
  const view = (): Promise<TillView> => ask('GET', '/v1/view', null, tillViewSchema);
  return {
    view,
    async waitFor(what, reached) {
      const givenUp = performance.now() + patienceMs;
      for (;;) {
        const seen = await view();
        if (reached(seen)) return seen;
        if (performance.now() > givenUp) throw new Error(what);
        await sleep(20);
      }
    },
    async enrol(firstName, phone) {
      return (await ask('POST', '/v1/members', { firstName, phone }, enrolMemberAnswerSchema)).code;
    },
    open: () => ask('POST', '/v1/sales', {}, saleViewSchema),
    setQuantity: ({ saleId }, line, pieces) =>
      ask('PUT', `/v1/sales/${saleId}/lines/${line}`, { quantity: pieces * 1000 }, saleViewSchema),
    chooseRewards: ({ saleId }, rewards) =>
      ask(
        'PUT',
        `/v1/sales/${saleId}/rewards`,
        { chosen: rewards.map((id) => ({ id })), declined: [] },
        saleViewSchema,
      ),
    async pay({ saleId, quoteId, due }) {
      const body = { quoteId, tenders: [{ kind: 'cash', amount: due }], charged: due, print: true };
      return (await ask('POST', `/v1/sales/${saleId}/commit`, body, commitAnswerSchema)).committed;
    },
  };
}

async function call<T>(
  origin: string,
  method: string,
  path: string,
  token: string | null,
  body: object | null,
  schema: z.ZodType<T>,
): Promise<T> {
  const answer = await fetch(`${origin}${path}`, {
    method,
    headers: {
      'idempotency-key': randomUUID(),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === null ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === null ? {} : { body: JSON.stringify(body) }),
  });
  const said: unknown = await answer.json();
  if (answer.ok) return schema.parse(said);
  const problem = problemSchema.safeParse(said);
  throw new Error(`${method} ${path}: ${problem.success ? sentenceOf(problem.data) : `answered ${answer.status}`}`);
}
