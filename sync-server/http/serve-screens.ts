// The built screens: public files that hold no data. A path without an extension is a screen of the one application, so
// that reloading a page works. Refused: whatever lies outside the folder, and names that begin with a dot.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Log } from '../../core/base/log.ts';
import { problem } from '../../core/base/problem.ts';
import { sendProblem } from './problem-answer.ts';

export async function serveScreens(app: FastifyInstance, folder: string | null, log: Log): Promise<void> {
  const built = folder !== null && existsSync(join(folder, 'index.html'));
  if (!built) log.warn('the screens are not built; run npm run build');
  app.setNotFoundHandler((request, reply) => {
    if (built && isScreen(request)) return reply.header('cache-control', 'no-cache').sendFile('index.html');
    return sendProblem(reply, problem('NotFound'));
  });
  if (!built) return;
  await app.register(fastifyStatic, {
    root: resolve(folder),
    dotfiles: 'ignore',
    cacheControl: false,
    setHeaders: (reply, path) => {
      // Names of bundled parts carry their hash and never change; the page that names them is asked for each time.
      const hashed = /[\\/]assets[\\/]/.test(path);
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}

function isScreen(request: FastifyRequest): boolean {
  const path = request.url.split(/[?#]/)[0] ?? '';
  const reads = request.method === 'GET' || request.method === 'HEAD';
  return reads && /^\/[a-z0-9/-]*$/.test(path) && !/^\/(hq|sync|admin)\/v1(\/|$)/.test(path);
}
