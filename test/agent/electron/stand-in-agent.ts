// An agent as the shell sees it: port.json, a key for its launch token, one page. For what can be tried without a till.
import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

export interface StandInAgent {
  readonly url: string;
  /** Addresses that were asked for, keys left out. */
  readonly asked: readonly string[];
  /** As a service that was stopped: the address goes with it. */
  close(): Promise<void>;
}

export const standInTitle = 'A till';

/** `policy`: the page's own content security policy; null for a page that came without. */
export async function startStandInAgent(folder: string, policy: string | null): Promise<StandInAgent> {
  const launchToken = 'stand-in-launch-token';
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (request.url === '/v1/keys') {
      const known = request.headers.authorization === `Bearer ${launchToken}`;
      response.writeHead(known ? 200 : 401, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ key: 'one-time-key-of-the-window' }));
    } else if (request.url === '/leave') {
      response.writeHead(302, { location: 'https://example.org/' }).end();
    } else {
      response.writeHead(200, {
        'content-type': 'text/html',
        ...(policy ? { 'content-security-policy': policy } : {}),
      });
      response.end(`<!doctype html><title>${standInTitle}</title><h1 id="till">${standInTitle}</h1>`);
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  writeFileSync(join(folder, 'port.json'), JSON.stringify({ url, launchToken, pid: process.pid }));
  return {
    url,
    asked,
    async close() {
      rmSync(join(folder, 'port.json'), { force: true });
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
