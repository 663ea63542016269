// The local API of a till: HTTP and one socket on loopback, the same for our own screens and for any POS. This file joins
// the parts in the order in which a request meets them; what each refuses is said in its own file.
import type { IncomingMessage, ServerResponse } from 'node:http';
import Fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { limits } from '../../core/base/limits.ts';
import type { Log } from '../../core/base/log.ts';
import type { Problem } from '../../core/base/problem.ts';
import { ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import type { System } from '../till/ports.ts';
import type { TillActions } from '../till/till-actions.ts';
import { addRoutes } from './add-routes.ts';
import type { Behind } from './add-routes.ts';
import { answerError, answerErrors } from './answer-errors.ts';
import type { OnFault } from './answer-errors.ts';
import type { ApiRoute } from './api-route.ts';
import { openClientsFile } from './clients-file.ts';
import { makeClients } from './clients.ts';
import { addDescription, describeApi } from './describe-api.ts';
import { guardHost } from './guard-host.ts';
import { guardOrigin } from './guard-origin.ts';
import { makeRateGuard } from './guard-rate.ts';
import { acceptJsonOnly } from './json-body.ts';
import { listenOnLoopback, refuseSocket } from './listen-on-loopback.ts';
import { openEvents } from './open-events.ts';
import { sendProblem } from './problem-answer.ts';
import { routes } from './routes.ts';
import { safeHeaders } from './safe-headers.ts';
import { serveScreens } from './serve-screens.ts';

export interface ApiOptions {
  readonly till: TillActions;
  /** 0: any free one; the answer's `url` says which. */
  readonly port: number;
  /** The built screens; null serves none. */
  readonly staticFolder: string | null;
  /** Whoever knows it may mint keys for windows: it stands in the port file. */
  readonly launchToken: string;
  readonly system: System;
  readonly log: Log;
  /** Where the hashes of tokens outlive the process; absent: they do not. */
  readonly clientsFile?: string;
  /** Calls of this agent alone, in the same form as the table's. */
  readonly extra?: readonly ApiRoute[];
  /** A fault of ours, after its caller has been answered. The process should end and start anew. */
  readonly onFault?: OnFault;
}

export interface Api {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** A one-time key for a window: `url/#k=KEY`. */
  mintKey(): string;
  close(): Promise<void>;
}

export async function startApi(options: ApiOptions): Promise<Result<Api>> {
  const { till, system, log } = options;
  const onFault = options.onFault ?? (() => undefined);
  let port = 0;
  const url = (): string => `http://127.0.0.1:${port}`;
  const clients = makeClients(system, options.launchToken, openClientsFile(options.clientsFile, log));
  const behind: Behind = { till, clients, rate: makeRateGuard(system.clock), url };
  const stranger: Stranger = ({ host, origin }) => guardHost(host, port) ?? guardOrigin(origin, port);

  const app = makeApp(log, onFault, stranger);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(safeHeaders);
    const refused = stranger(request.headers);
    return refused ? sendProblem(reply, refused) : undefined;
  });
  await describeApi(app);
  addRoutes(app, [...routes, ...(options.extra ?? [])], behind);
  addDescription(app);
  await serveScreens(app, options.staticFolder, behind, log);
  await app.ready();

  const events = openEvents(till, clients, log, onFault);
  const visitors = {
    request: (request: IncomingMessage, answer: ServerResponse) => app.routing(request, answer),
    upgrade: (...[request, socket, head]: Parameters<typeof events.upgrade>) => {
      const refused = stranger(request.headers) ?? events.refusal(request);
      if (refused) refuseSocket(socket, refused);
      else events.upgrade(request, socket, head);
    },
  };
  const close = async (): Promise<void> => {
    await events.close();
    await app.close();
  };
  const listening = await listenOnLoopback(options.port, visitors, system.timer);
  if (!listening.ok) {
    await close();
    return listening;
  }
  port = listening.value.port;
  log.info('the local API listens', { port });
  return ok({
    url: url(),
    mintKey: () => clients.mintKey(),
    close: async () => {
      await Promise.all([close(), listening.value.close()]);
    },
  });
}

type Stranger = (headers: { host?: string | undefined; origin?: string | undefined }) => Problem | null;

function makeApp(log: Log, onFault: OnFault, stranger: Stranger): FastifyInstance {
  const app = Fastify({
    bodyLimit: limits.httpBodyBytesMax,
    // An address that cannot be read meets no hook of ours, so the guards stand here as well.
    frameworkErrors: (error, request: FastifyRequest, reply: FastifyReply) => {
      const refused = stranger(request.headers);
      if (refused) sendProblem(reply, refused);
      else answerError(error, request, reply, log, onFault);
    },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  acceptJsonOnly(app);
  answerErrors(app, log, onFault);
  return app;
}
