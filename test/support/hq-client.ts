// Headquarters as a person sees it: signs in as people do, and reads figures with the published schemas.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { figuresSchema, loginAnswerSchema, overviewSchema } from '../../core/protocol/hq.ts';
import type { Figures, Overview } from '../../core/protocol/hq.ts';
import { readAnswer } from './till-client.ts';

export interface HqClient {
  overview(): Promise<Overview>;
  figures(from: string, to: string, store?: string): Promise<Figures>;
}

export const hqPerson = { name: 'Helga', password: 'a password for tests only' } as const;

/** By the set-up link that the first start printed, as the first person of headquarters. */
export async function setUpHq(setupLink: string): Promise<void> {
  const { origin, hash } = new URL(setupLink);
  await post(`${origin}/hq/v1/setup`, { token: hash.replace('#setup=', ''), ...hqPerson });
}

export async function logInToHq(url: string): Promise<HqClient> {
  const { token } = await readAnswer(await post(`${url}/hq/v1/session`, hqPerson), loginAnswerSchema);
  const get = async <T>(schema: z.ZodType<T>, path: string): Promise<T> =>
    readAnswer(await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } }), schema);
  return {
    overview: async () => get(overviewSchema, '/hq/v1/overview'),
    figures: async (from, to, store) => {
      const query = new URLSearchParams({ from, to, ...(store === undefined ? {} : { store }) });
      return get(figuresSchema, `/hq/v1/figures?${query.toString()}`);
    },
  };
}

const portFileSchema = z.object({ url: z.string(), setupLink: z.string().nullable() });

/** What a running server wrote into its folder. */
export function readServerFile(folder: string): z.output<typeof portFileSchema> {
  return portFileSchema.parse(JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8')));
}

async function post(url: string, body: object): Promise<Response> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}
