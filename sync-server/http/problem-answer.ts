// A problem as an answer: application/problem+json (RFC 9457). The sentence is English, for logs and command lines; screens
// translate by code and params. What the framework itself refuses becomes one of our problems too.
import type { FastifyError, FastifyReply } from 'fastify';
import { limits } from '../../core/base/limits.ts';
import type { Log } from '../../core/base/log.ts';
import { problem, problems, sentenceOf } from '../../core/base/problem.ts';
import type { Problem } from '../../core/base/problem.ts';
import type { Result } from '../../core/base/result.ts';
import type { ProblemDocument } from '../../core/protocol/till.ts';

export function sendProblem(reply: FastifyReply, found: Problem): FastifyReply {
  const document: ProblemDocument = {
    type: `urn:regulars:problem:${found.code}`,
    title: found.code.replace(/(?<=[a-z])(?=[A-Z])/g, ' '),
    status: problems[found.code].status,
    detail: sentenceOf(found),
    code: found.code,
    params: found.params,
  };
  if (found.code === 'Unauthorised') reply.header('www-authenticate', 'Bearer');
  if (found.code === 'TooManyAttempts') reply.header('retry-after', String(found.params['seconds'] ?? 1));
  return reply.code(document.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(document));
}

export function sendResult(reply: FastifyReply, result: Result<unknown>): FastifyReply {
  return result.ok ? reply.send(result.value) : sendProblem(reply, result.problem);
}

/** `detail` of a fault stays in the log; who asked hears only that there was one. */
export function problemOfError(error: FastifyError, log: Log): Problem {
  switch (error.code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return problem('UnsupportedContent');
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return problem('TooLarge', { max: limits.serverBodyBytesMax });
    default:
      if (error.statusCode !== undefined && error.statusCode < 500) {
        return problem('BadRequest', { detail: 'it is not a whole JSON request' });
      }
      log.error('a fault while answering a request', { detail: String(error) });
      return problem('Internal');
  }
}
