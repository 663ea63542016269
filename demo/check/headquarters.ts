// The simulated first person of headquarters: sets it up by the one-time link and reads the figures, as a screen does.
import { setTimeout as sleep } from 'node:timers/promises';
import { loginAnswerSchema, overviewSchema } from '../../core/protocol/hq.ts';
import type { Overview } from '../../core/protocol/hq.ts';

export interface Headquarters {
  overview(): Promise<Overview>;
  /** The first overview that is so; the last one seen, if none becomes so within a while. */
  overviewWhen(reached: (overview: Overview) => boolean): Promise<Overview>;
}

const patienceMs = 10_000;

export async function setUpHeadquarters(setupLink: string): Promise<Headquarters> {
  const { origin, hash } = new URL(setupLink);
  const token = hash.replace('#setup=', '');
  const answer = await fetch(`${origin}/hq/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, name: 'Check', password: 'only for this check' }),
  });
  if (!answer.ok) throw new Error(`Headquarters could not be set up by its link: it answered ${answer.status}.`);
  const session = loginAnswerSchema.parse(await answer.json());
  const overview = async (): Promise<Overview> => {
    const seen = await fetch(`${origin}/hq/v1/overview`, { headers: { authorization: `Bearer ${session.token}` } });
    return overviewSchema.parse(await seen.json());
  };
  return {
    overview,
    async overviewWhen(reached) {
      const givenUp = performance.now() + patienceMs;
      for (;;) {
        const seen = await overview();
        if (reached(seen) || performance.now() > givenUp) return seen;
        await sleep(50);
      }
    },
  };
}
