// The shell that starts an agent itself, in a real Electron: it waits for it, shows it, starts it again when it died, and ends
// it with the window. The agent is a small stand-in: what is tried is the shell's hand on a process of its own.
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAlive } from '../../agent/electron/agent-address.ts';
import { bundleShell, startShell, whyNoElectron } from '../agent/electron/start-shell.ts';
import type { Shell } from '../agent/electron/start-shell.ts';

// JavaScript, because the oldest Electron strips no types; it dies of itself while the folder holds a file "broken".
const standIn = `
const { createServer } = require('node:http');
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const config = process.argv[process.argv.indexOf('--config') + 1];
const folder = join(dirname(config), JSON.parse(readFileSync(config, 'utf8')).folder);
if (existsSync(join(folder, 'broken'))) {
  console.error('Port 4711 is in use by another program.');
  process.exit(2);
}
const server = createServer((request, response) => {
  const isKey = request.url === '/v1/keys';
  response.writeHead(200, { 'content-type': isKey ? 'application/json' : 'text/html' });
  response.end(isKey ? JSON.stringify({ key: 'one-time-key-of-the-window' }) : '<h1 id="till">' + process.pid + '</h1>');
});
server.listen(0, '127.0.0.1', () => {
  const url = 'http://127.0.0.1:' + server.address().port;
  writeFileSync(join(folder, 'port.json'), JSON.stringify({ url, launchToken: 'stand-in-launch-token', pid: process.pid }));
});
`;

describe.each(whyNoElectron === null ? [] : [whyNoElectron])('no window could be tried (%s); the bundle', () => {
  it('is there, and starts the agent that the application brings', () => {
    bundleShell();
    const bundle = readFileSync(join(import.meta.dirname, '..', '..', 'out', 'electron', 'main.cjs'), 'utf8');
    expect(bundle).toMatch(/utilityProcess\.fork/);
  });
});

describe.each(whyNoElectron === null ? ['the shell with an agent of its own'] : [])('%s', () => {
  const application = mkdtempSync(join(tmpdir(), 'regulars-shell-'));
  const folder = join(application, 'till');
  let shell: Shell;

  beforeAll(async () => {
    mkdirSync(join(application, 'agent'));
    mkdirSync(folder);
    bundleShell();
    copyFileSync(join(import.meta.dirname, '..', '..', 'out', 'electron', 'main.cjs'), join(application, 'main.cjs'));
    writeFileSync(
      join(application, 'package.json'),
      JSON.stringify({ name: 'regulars', version: '0.0.0', main: 'main.cjs' }),
    );
    writeFileSync(join(application, 'agent', 'entry.js'), standIn);
    writeFileSync(join(application, 'till.json'), JSON.stringify({ folder: 'till' }));
    writeFileSync(join(folder, 'broken'), '');
    shell = await startShell(['--config', join(application, 'till.json')], application);
  });
  afterAll(async () => {
    await shell?.close();
  });

  const agentPid = async (): Promise<number> => {
    const page = shell.app.windows().at(-1) ?? (await shell.app.firstWindow());
    return Number(await page.locator('#till').textContent({ timeout: 20_000 }));
  };

  it('says in the window why the agent does not start', async () => {
    const page = await shell.app.firstWindow();
    await page.getByText('Port 4711 is in use by another program.').waitFor({ timeout: 20_000 });
    expect(page.url()).toMatch(/^data:text\/html/);
  });

  it('starts it as soon as it can, and shows it', async () => {
    rmSync(join(folder, 'broken'));
    expect(isAlive(await agentPid())).toBe(true);
  });

  it('starts another when it was killed', async () => {
    const first = await agentPid();
    process.kill(first, 'SIGKILL');
    const page = shell.app.windows().at(-1);
    await page?.locator('#till', { hasNotText: String(first) }).waitFor({ timeout: 20_000 });
    const second = await agentPid();
    expect([second === first, isAlive(second)]).toEqual([false, true]);
  });

  it('ends it with the window', async () => {
    const pid = await agentPid();
    await shell.close();
    for (let tries = 0; tries < 100 && isAlive(pid); tries += 1) await sleep(50);
    expect(isAlive(pid)).toBe(false);
  });
});
