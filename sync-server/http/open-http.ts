// The server's HTTP: the door of enrolment, the API of headquarters' screens behind a login, the files of the screens, and
// the little door of the command line. JSON only, small bodies, problems in one form; nothing here knows SQL or sockets.
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import Fastify from 'fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { limits } from '../../core/base/limits.ts';
import type { Log } from '../../core/base/log.ts';
import { detailOf, problem } from '../../core/base/problem.ts';
import { figuresRequestSchema } from '../../core/protocol/hq.ts';
import { syncPaths } from '../../core/protocol/sync.ts';
import type { EnrolTills } from './enrol-tills.ts';
import { figuresOf, overviewOf } from './figures.ts';
import type { FiguresNeeds } from './figures.ts';
import { problemOfError, sendProblem, sendResult } from './problem-answer.ts';
import { isOurHost, safeHeaders } from './safe-headers.ts';
import { bearerOf, isSecret } from './secrets.ts';
import { serveScreens } from './serve-screens.ts';
import type { SignIn } from './sign-in.ts';

export interface HttpNeeds extends FiguresNeeds {
  readonly host: string;
  readonly tls: { readonly certificate: string; readonly key: string } | null;
  /** Folder of the built screens, or null. */
  readonly screens: string | null;
  readonly signIn: SignIn;
  readonly enrolTills: EnrolTills;
  /** Hash of the token in the port file: who can read that file is the operator of this machine. */
  readonly adminHash: Uint8Array;
  readonly log: Log;
}

export interface HttpDoor {
  /** What sockets attach to. */
  readonly server: Server;
  listen(where: { readonly host: string; readonly port: number }): Promise<unknown>;
  close(): Promise<void>;
}

/** Not listening yet. */
export async function openHttp(needs: HttpNeeds): Promise<HttpDoor> {
  const options = {
    bodyLimit: limits.serverBodyBytesMax,
    // Slow clients hold no places: a head in ten seconds, a request in thirty.
    connectionTimeout: 30_000,
    requestTimeout: 30_000,
    keepAliveTimeout: 72_000,
    forceCloseConnections: true,
    logger: false,
  };
  const { tls } = needs;
  const app: FastifyInstance = tls
    ? Fastify({ ...options, https: { cert: readFileSync(tls.certificate), key: readFileSync(tls.key) } })
    : Fastify(options);
  acceptJsonOnly(app);
  app.setErrorHandler((error: FastifyError, _, reply) => sendProblem(reply, problemOfError(error, needs.log)));
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(safeHeaders);
    if (!isOurHost(needs.host, request.headers.host)) return sendProblem(reply, problem('HostNotOurs'));
    return undefined;
  });
  await serveScreens(app, needs.screens, needs.log);
  addPublicRoutes(app, needs);
  await addSignedInRoutes(app, needs);
  addAdminRoutes(app, needs);
  return {
    server: app.server,
    listen: async ({ host, port }) => app.listen({ host, port }),
    close: async () => {
      await app.close();
    },
  };
}

function acceptJsonOnly(app: FastifyInstance): void {
  const json = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, json);
}

function addPublicRoutes(app: FastifyInstance, { signIn, enrolTills, reader, chain }: HttpNeeds): void {
  app.get('/healthz', async (_, reply) => {
    await reader.head();
    return noStore(reply).send({ status: 'ok' });
  });
  app.post(syncPaths.enrol, async (request, reply) =>
    sendResult(noStore(reply), await enrolTills.enrol(request.body, request.ip)),
  );
  app.get('/hq/v1/door', async (_, reply) => noStore(reply).send({ chain, setUp: (await reader.people()) === 0 }));
  app.post('/hq/v1/setup', async (request, reply) =>
    sendResult(noStore(reply), await signIn.setUp(request.body, request.ip)),
  );
  app.post('/hq/v1/session', async (request, reply) =>
    sendResult(noStore(reply), await signIn.logIn(request.body, request.ip)),
  );
}

async function addSignedInRoutes(app: FastifyInstance, needs: HttpNeeds): Promise<void> {
  const { signIn, enrolTills } = needs;
  await app.register(async (hq) => {
    hq.addHook('onRequest', async (request, reply) => {
      const token = bearerOf(request.headers.authorization);
      if (token === null || (await signIn.person(token)) === null) {
        return sendProblem(noStore(reply), problem('Unauthorised'));
      }
      return undefined;
    });
    hq.delete('/hq/v1/session', async (request, reply) => {
      await signIn.logOut(bearerOf(request.headers.authorization) ?? '');
      return noStore(reply).code(204).send();
    });
    hq.get('/hq/v1/overview', async (_, reply) => sendResult(noStore(reply), await overviewOf(needs)));
    hq.get('/hq/v1/figures', async (request, reply) => {
      const asked = figuresRequestSchema.safeParse(request.query);
      if (!asked.success) return sendProblem(noStore(reply), problem('BadRequest', detailOf(asked.error)));
      return sendResult(noStore(reply), await figuresOf(asked.data, needs));
    });
    hq.post('/hq/v1/enrol-codes', async (request, reply) =>
      sendResult(noStore(reply), await enrolTills.makeCode(request.body)),
    );
  });
}

function addAdminRoutes(app: FastifyInstance, { enrolTills, adminHash }: HttpNeeds): void {
  app.post('/admin/v1/enrol-codes', async (request: FastifyRequest, reply) => {
    const token = bearerOf(request.headers.authorization);
    if (token === null || !isSecret(token, adminHash)) return sendProblem(noStore(reply), problem('Unauthorised'));
    return sendResult(noStore(reply), await enrolTills.makeCode(request.body));
  });
}

/** Answers of the API hold data: no cache, no disk. */
function noStore(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-store');
}
