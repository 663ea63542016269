// Addresses of a till's screens, each with a one-time key of its own: the launcher may mint them, because it may read the
// port file of a folder that belongs to it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const portFileSchema = z.object({ url: z.url(), launchToken: z.string() });
const keySchema = z.object({ key: z.string() });

/** `route`: '/' for the cashier, '/manager' for the manager. Throws when the till does not run. */
export async function screenLink(tillFolder: string, route: string): Promise<string> {
  const { url, launchToken } = portFileSchema.parse(JSON.parse(await readFile(join(tillFolder, 'port.json'), 'utf8')));
  const answer = await fetch(`${url}/v1/keys`, {
    method: 'POST',
    headers: { authorization: `Bearer ${launchToken}`, 'content-type': 'application/json' },
    body: '{}',
  });
  const { key } = keySchema.parse(await answer.json());
  return `${url}/#${route === '/' ? '' : `${route}&`}k=${key}`;
}
