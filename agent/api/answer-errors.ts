// What Fastify throws, told apart: a request that is not as it should be is a problem of the world; anything else is a
// fault of ours. A fault answers without a word about itself, leaves a line without personal data, and is handed on.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { limits } from '../../core/base/limits.ts';
import type { Log } from '../../core/base/log.ts';
import { problem } from '../../core/base/problem.ts';
import type { Problem } from '../../core/base/problem.ts';
import { sendProblem } from './problem-answer.ts';

export type OnFault = (fault: unknown) => void;

/** Sentences go on screens; what a stranger sent must not make them pages long. */
const detailLengthMax = 300;

export function answerErrors(app: FastifyInstance, log: Log, onFault: OnFault): void {
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply, log, onFault));
}

export function answerError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  log: Log,
  onFault: OnFault,
): FastifyReply {
  const known = problemOf(error);
  if (known) return sendProblem(reply, known);
  log.error('fault in the local API', {
    call: `${request.method} ${request.routeOptions.url ?? ''}`,
    ...traceOf(error),
  });
  // The caller hears of it first; then the process may die of it.
  reply.raw.once('close', () => onFault(error));
  return sendProblem(reply, problem('Internal'));
}

function problemOf(error: unknown): Problem | null {
  if (!(error instanceof Error)) return null;
  if (hasZodFastifySchemaValidationErrors(error)) return badRequest(detailOf(error.validation));
  const status = 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status === 413) return problem('TooLarge', { max: limits.httpBodyBytesMax });
  if (status === 415) return problem('UnsupportedContent');
  if (status === 404) return problem('NotFound');
  if (error instanceof SyntaxError && status === 400) return badRequest('the body is not JSON in UTF-8');
  return status >= 400 && status < 500 ? badRequest('its form is not that of HTTP') : null;
}

function detailOf(findings: readonly { instancePath: string; message?: string | undefined }[]): string {
  return findings
    .slice(0, 3)
    .map(
      ({ instancePath, message }) => `${instancePath.slice(1).replaceAll('/', '.') || 'the whole'}: ${message ?? ''}`,
    )
    .join('; ');
}

function badRequest(detail: string): Problem {
  return problem('BadRequest', { detail: detail.slice(0, detailLengthMax) });
}

/** The kind and the place. The message is left out: it may repeat what somebody typed. */
function traceOf(error: unknown): { kind: string; at: string } {
  if (!(error instanceof Error)) return { kind: typeof error, at: '' };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    kind: error.name,
    at: frames
      .slice(0, 4)
      .map((frame) => frame.trim())
      .join(' < '),
  };
}
