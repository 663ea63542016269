// The screens of headquarters' only way to the server: HTTP behind a bearer token that lives as long as the window. A token
// that is not accepted any more is forgotten, and the screen asks to sign in.
import { z } from 'zod';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import { problem } from '../../core/base/problem.ts';
import * as wire from '../../core/protocol/hq.ts';
import type { HqClient, HqSnapshot } from '../hq/hq-client.ts';
import { ask } from './ask.ts';
import type { Question } from './ask.ts';
import { takeFromAddress } from './take-from-address.ts';

const tokenName = 'regulars.hq.token';
const personName = 'regulars.hq.name';

export function openHqLink(): HqClient {
  const listeners = new Set<() => void>();
  let snapshot: HqSnapshot = { person: sessionStorage.getItem(personName), setupToken: takeFromAddress('setup') };
  const set = (change: Partial<HqSnapshot>): void => {
    snapshot = { ...snapshot, ...change };
    for (const changed of listeners) changed();
  };
  const leave = (): void => {
    sessionStorage.removeItem(tokenName);
    sessionStorage.removeItem(personName);
    set({ person: null });
  };
  const enter = (answer: Result<{ token: string; name: string }>): Result<null> => {
    if (!answer.ok) return answer;
    sessionStorage.setItem(tokenName, answer.value.token);
    sessionStorage.setItem(personName, answer.value.name);
    set({ person: answer.value.name, setupToken: null });
    return ok(null);
  };
  const call = async <T>(question: Question<T>): Promise<Result<T>> => {
    const answer = await ask({ ...question, token: sessionStorage.getItem(tokenName) }, 'ServerSilent');
    if (!answer.ok && answer.problem.code === 'Unauthorised') leave();
    return answer;
  };
  const post = <T>(path: string, body: unknown, answer: Question<T>['answer']): Promise<Result<T>> =>
    call({ method: 'POST', path, body, answer });
  return {
    snapshot: () => snapshot,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    leave: () => {
      // Forgotten here at once; the server is told, and forgets by itself what it does not hear.
      void call({ method: 'DELETE', path: '/hq/v1/session', answer: z.unknown() });
      leave();
    },
    door: () => call({ method: 'GET', path: '/hq/v1/door', answer: wire.doorSchema }),
    setUp: async (person) => {
      const { setupToken } = snapshot;
      if (setupToken === null) return fail(problem('SetupDone'));
      return enter(await post('/hq/v1/setup', { token: setupToken, ...person }, wire.loginAnswerSchema));
    },
    logIn: async (person) => enter(await post('/hq/v1/session', person, wire.loginAnswerSchema)),
    overview: () => call({ method: 'GET', path: '/hq/v1/overview', answer: wire.overviewSchema }),
    figures: ({ from, to, store }) => {
      const asked = new URLSearchParams({ from, to, ...(store === null ? {} : { store }) });
      return call({ method: 'GET', path: `/hq/v1/figures?${asked.toString()}`, answer: wire.figuresSchema });
    },
    enrolCode: (till) => post('/hq/v1/enrol-codes', till, wire.enrolCodeAnswerSchema),
  };
}
