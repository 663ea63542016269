// The shape of one call of the local API: an entry of the table in routes.ts. What a call takes and gives is a schema, so
// `act` is handed only what has been parsed, and the same schemas become the OpenAPI document.
import type { z } from 'zod';
import type { Result } from '../../core/base/result.ts';
import type { Scope } from '../../core/protocol/till.ts';
import type { Idempotency, TillActions } from '../till/till-actions.ts';
import type { Clients } from './clients.ts';

/** Who may call: one who was given this scope, any client of ours, the holder of the launch token, or anybody at all. */
export type Who = Scope | 'client' | 'launcher' | 'anybody';

/** What a call is answered from, and what came with it. */
export interface Call<P = unknown, Q = unknown, B = unknown> {
  readonly till: TillActions;
  readonly clients: Clients;
  readonly url: string;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
}

interface Shape<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType> {
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly answer: A;
  /** True where the action may answer a plain string, which is then sent as text. */
  readonly text?: true;
}

export interface ApiRoute extends Shape<z.ZodType, z.ZodType, z.ZodType, z.ZodType> {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: `/v1/${string}`;
  readonly who: Who;
  /** One sentence for the integrator. */
  readonly does: string;
  /** It writes to the journal: an Idempotency-Key is required and handed to `act`. */
  readonly once: boolean;
  act(call: Call, idempotency: Idempotency): Result<unknown>;
}

type Address = `${'GET' | 'POST' | 'PUT'} /v1/${string}`;

/** An entry that journals nothing: asking it twice does no harm. */
export function route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  address: Address,
  who: Who,
  does: string,
  shape: Shape<P, Q, B, A>,
  act: (call: Call<z.output<P>, z.output<Q>, z.output<B>>) => Result<z.output<A> | string>,
): ApiRoute {
  return { ...addressOf(address), who, does, once: false, ...shape, act };
}

/** An entry that journals: done once for each Idempotency-Key, however often it is asked. */
export function routeOnce<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  address: Address,
  who: Who,
  does: string,
  shape: Shape<P, Q, B, A>,
  act: (call: Call<z.output<P>, z.output<Q>, z.output<B>>, idempotency: Idempotency) => Result<z.output<A>>,
): ApiRoute {
  return { ...addressOf(address), who, does, once: true, ...shape, act };
}

function addressOf(address: Address): Pick<ApiRoute, 'method' | 'path'> {
  const [method, path] = address.split(' ');
  return { method: method as ApiRoute['method'], path: path as ApiRoute['path'] };
}
