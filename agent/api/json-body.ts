// Bodies are JSON in UTF-8 and nothing else: no form and no text/plain, which a stranger's page could send without asking.
// The raw bytes are kept beside the request, because the hash of a request is over what was sent, not what we read.
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const rawBody = 'rawBody';

export function acceptJsonOnly(app: FastifyInstance): void {
  app.decorateRequest(rawBody, null);
  app.removeAllContentTypeParsers();
  // `__proto__` and `constructor.prototype` as keys are refused, not stripped: nobody sends them by accident.
  const parse = app.getDefaultJsonParser('error', 'error');
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  app.addContentTypeParser<Buffer>(
    /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i,
    { parseAs: 'buffer' },
    (request, raw, done) => {
      request.setDecorator(rawBody, raw);
      if (raw.length === 0) return done(null, undefined);
      try {
        return parse(request, utf8.decode(raw), done);
      } catch {
        return done(Object.assign(new SyntaxError('the body is not UTF-8'), { statusCode: 400 }), undefined);
      }
    },
  );
}

/** SHA-256 over method, path and the body's bytes, hex: what makes two requests with one key the same request. */
export function requestHash(request: FastifyRequest): string {
  const path = request.url.split('?')[0] ?? '';
  const hash = createHash('sha256').update(`${request.method} ${path}\n`);
  const raw = request.getDecorator<Buffer | null>(rawBody);
  return (raw === null ? hash : hash.update(raw)).digest('hex');
}
