// A problem as an answer: application/problem+json (RFC 9457). The sentence is English, for integrators and logs; screens
// translate by code and params.
import type { FastifyReply } from 'fastify';
import { problems, sentenceOf } from '../../core/base/problem.ts';
import type { Problem } from '../../core/base/problem.ts';
import type { ProblemDocument } from '../../core/protocol/till.ts';
import { dataHeaders } from './safe-headers.ts';

export const problemType = 'application/problem+json; charset=utf-8';

export function problemDocument(found: Problem): ProblemDocument {
  return {
    type: `urn:regulars:problem:${found.code}`,
    title: found.code.replace(/(?<=[a-z])(?=[A-Z])/g, ' '),
    status: problems[found.code].status,
    detail: sentenceOf(found),
    code: found.code,
    params: found.params,
  };
}

export function sendProblem(reply: FastifyReply, found: Problem): FastifyReply {
  const document = problemDocument(found);
  return reply
    .code(document.status)
    .headers({ ...dataHeaders, ...extraHeaders(found) })
    .type(problemType)
    .send(JSON.stringify(document));
}

function extraHeaders(found: Problem): Record<string, string> {
  if (found.code === 'Unauthorised') return { 'www-authenticate': 'Bearer' };
  if (found.code === 'TooManyAttempts') return { 'retry-after': String(found.params['seconds'] ?? 1) };
  return {};
}
