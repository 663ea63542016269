// One request to whoever served this page, and its answer parsed by the schema that both sides share. Never rejects: no answer,
// or one that nobody can read, is the problem that the caller names for silence.
import type { z } from 'zod';
import { problem, problemSchema } from '../../core/base/problem.ts';
import type { ProblemCode } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';

export interface Question<T> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly token?: string | null;
  /** Idempotency-Key: the same for every repeat of one attempt. */
  readonly key?: string;
  readonly answer: z.ZodType<T>;
  /** Hears the headers of whatever was answered. */
  readonly heard?: (headers: Headers) => void;
}

export const answerMsMax = 5_000;

export async function ask<T>(question: Question<T>, silent: ProblemCode): Promise<Result<T>> {
  try {
    const answer = await fetch(question.path, requestOf(question));
    question.heard?.(answer.headers);
    const isJson = (answer.headers.get('content-type') ?? '').includes('json');
    const body: unknown = isJson ? await answer.json() : await answer.text();
    if (answer.ok) {
      const parsed = question.answer.safeParse(body);
      return parsed.success ? ok(parsed.data) : fail(problem('Internal'));
    }
    const refusal = problemSchema.safeParse(body);
    return fail(refusal.success ? refusal.data : problem(answer.status === 401 ? 'Unauthorised' : 'Internal'));
  } catch {
    return fail(problem(silent));
  }
}

function requestOf({ method, body, token, key }: Question<unknown>): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json, text/plain' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (token) headers['authorization'] = `Bearer ${token}`;
  if (key !== undefined) headers['idempotency-key'] = key;
  return {
    method,
    headers,
    cache: 'no-store',
    signal: AbortSignal.timeout(answerMsMax),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}

/** 128 bits, as an idempotency key. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
