// Hangs the table of routes into Fastify: who may come in, how often, with what; then the action, then its answer or its
// problem. What leaves is checked against its schema too: a field nobody declared never leaves the till.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { limits } from '../../core/base/limits.ts';
import { problem } from '../../core/base/problem.ts';
import type { Problem } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import { problemDocumentSchema, turnHeader } from '../../core/protocol/till.ts';
import type { Idempotency, TillActions } from '../till/till-actions.ts';
import type { ApiRoute, Who } from './api-route.ts';
import { bearerOf } from './clients.ts';
import type { Client, Clients } from './clients.ts';
import type { RateGuard } from './guard-rate.ts';
import { requestHash } from './json-body.ts';
import { sendProblem } from './problem-answer.ts';
import { dataHeaders } from './safe-headers.ts';

export interface Behind {
  readonly till: TillActions;
  readonly clients: Clients;
  readonly rate: RateGuard;
  /** Our own address, once we listen. */
  readonly url: () => string;
}

export function addRoutes(app: FastifyInstance, routes: readonly ApiRoute[], behind: Behind): void {
  for (const route of routes) {
    app.route({
      method: route.method,
      url: route.path,
      schema: schemaOf(route),
      config: { who: route.who, once: route.once },
      onRequest: async (request, reply) => {
        reply.headers(dataHeaders);
        const refused = guardClient(request, route.who, behind, route.path === '/v1/scans');
        return refused ? sendProblem(reply, refused) : undefined;
      },
      handler: (request, reply) => {
        const result = act(route, request, behind);
        if (route.method !== 'GET' && isForClients(route.who)) reply.header(turnHeader, behind.till.turn());
        return answer(reply, result);
      },
    });
  }
}

/** What a call without a body may bring: nothing, or `{}`. */
const nothing = z.strictObject({}).nullish();

/** Null: come in. Counts the call for whoever makes it, strangers together. */
export function guardClient(request: FastifyRequest, who: Who, behind: Behind, isScan: boolean): Problem | null {
  const token = bearerOf(request.headers.authorization);
  const client = behind.clients.byToken(token);
  const tooOften = behind.rate(client, isScan);
  if (tooOften) return tooOften;
  if (who === 'anybody') return null;
  if (who === 'launcher') return behind.clients.isLauncher(token) ? null : problem('Unauthorised');
  if (client === null) return problem('Unauthorised');
  return mayCall(client, who) ? null : problem('Forbidden');
}

/** Strangers and launchers are told nothing of the till. */
function isForClients(who: Who): boolean {
  return who !== 'anybody' && who !== 'launcher';
}

function mayCall(client: Client, who: Who): boolean {
  return who === 'client' || client.scopes.some((scope) => scope === who);
}

function act(route: ApiRoute, request: FastifyRequest, { till, clients, url }: Behind): Result<unknown> {
  if (!route.body && !nothing.safeParse(request.body).success) {
    return fail(problem('BadRequest', { detail: 'this call takes no body' }));
  }
  const idempotency = route.once ? idempotencyOf(request) : ok({ key: '', hash: '' });
  if (!idempotency.ok) return idempotency;
  const { params, query, body } = request;
  return route.act({ till, clients, url: url(), params, query, body }, idempotency.value);
}

function idempotencyOf(request: FastifyRequest): Result<Idempotency> {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key === '') return fail(problem('KeyMissing'));
  // Visible ASCII: a key is compared and printed, and two keys that look the same must be the same.
  if (key.length > limits.idempotencyKeyMax || !/^[\x21-\x7e]+$/.test(key)) {
    const detail = `the Idempotency-Key must be 1 to ${limits.idempotencyKeyMax} visible ASCII characters`;
    return fail(problem('BadRequest', { detail }));
  }
  return ok({ key, hash: requestHash(request) });
}

function answer(reply: FastifyReply, result: Result<unknown>): FastifyReply {
  if (!result.ok) return sendProblem(reply, result.problem);
  if (typeof result.value === 'string') return reply.type('text/plain; charset=utf-8').send(result.value);
  return reply.type('application/json; charset=utf-8').send(result.value);
}

function schemaOf(route: ApiRoute): object {
  const { params, query, body } = route;
  return {
    summary: route.does,
    ...(params && { params }),
    // A question nobody asks is a typing error, as in a body.
    querystring: query ?? z.strictObject({}),
    ...(body && { body }),
    response: {
      200: {
        description: 'Done.',
        content: {
          'application/json': { schema: route.answer },
          ...(route.text && { 'text/plain': { schema: z.string() } }),
        },
      },
      default: {
        description: 'A problem from the closed list.',
        content: { 'application/problem+json': { schema: problemDocumentSchema } },
      },
    },
  };
}
