// The real shell in a real Electron, and a page that tries to get out of it. Each forbidden thing is tried from inside.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runOnFakeElectron } from '../agent/electron/run-on-fake-electron.ts';
import { startStandInAgent, standInTitle } from '../agent/electron/stand-in-agent.ts';
import type { StandInAgent } from '../agent/electron/stand-in-agent.ts';
import { startShell, whyNoElectron } from '../agent/electron/start-shell.ts';
import type { Shell } from '../agent/electron/start-shell.ts';

// A page as open as a page can be, so that what stops it is the shell and not the page's own policy.
const OPEN_POLICY = "default-src * data: blob: 'unsafe-inline' 'unsafe-eval'";

const folder = mkdtempSync(join(tmpdir(), 'regulars-shell-'));

describe.each(whyNoElectron === null ? [] : [whyNoElectron])(
  'no window could be tried (%s); on a fake Electron the shell',
  () => {
    it('opens one hardened window, and holds every page, the session and the application', () => {
      const seen = runOnFakeElectron(folder);
      expect(seen.windows).toHaveLength(1);
      expect(seen.windows[0]).toMatchObject({
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webviewTag: false,
      });
      expect(seen.partition).toEqual({ name: 'till', cache: false });
      expect(seen.calls).toEqual(
        expect.arrayContaining([
          'enableSandbox',
          'requestSingleInstanceLock',
          'contents.will-navigate',
          'contents.setWindowOpenHandler',
          'session.setPermissionRequestHandler',
          'session.setPermissionCheckHandler',
          'session.onBeforeRequest',
        ]),
      );
      expect(seen.loaded.at(-1)).toMatch(/^data:text\/html/);
    });
  },
);

describe.each(whyNoElectron === null ? ['a page in the shell'] : [])('%s', () => {
  let agent: StandInAgent;
  // Another server on this machine, which must never hear from the page.
  let stranger: StandInAgent;
  let shell: Shell;
  let page: Page;

  beforeAll(async () => {
    agent = await startStandInAgent(folder, OPEN_POLICY);
    stranger = await startStandInAgent(mkdtempSync(join(tmpdir(), 'regulars-stranger-')), OPEN_POLICY);
    shell = await startShell(['--use-fake-device-for-media-stream', '--folder', folder]);
    page = await shell.app.firstWindow();
    await page.waitForSelector('#till');
    await shell.app.evaluate(({ shell: outside }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { opened });
      outside.openExternal = async (url) => {
        opened.push(url);
        await Promise.resolve();
      };
    });
  });
  afterAll(async () => {
    await shell?.close();
    await agent?.close();
    await stranger?.close();
  });

  const whereIs = async (): Promise<string> => {
    const { origin } = new URL(page.url());
    return `${origin === agent.url} ${await page.locator('#till').textContent()} ${shell.app.windows().length}`;
  };
  const stillThere = `true ${standInTitle} 1`;

  it('finds no node and no Electron', async () => {
    const found = await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', 'electron', '__dirname'].filter(
        (name) => name in globalThis,
      ),
    );
    expect(found).toEqual([]);
  });

  it.each([
    ['another site', 'https://example.org/'],
    ['another port of this machine', 'http://127.0.0.1:9/'],
    ['a file of this machine', 'file:///etc/passwd'],
    ['a document of its own making', 'data:text/html,<h1>mine</h1>'],
    ['a program of this machine', 'mailto:someone@example.org'],
    ['a redirect of the agent to elsewhere', '/leave'],
  ])('cannot navigate to %s', async (_what, target) => {
    await page.evaluate((url) => {
      location.href = url;
    }, target);
    await page.waitForTimeout(300);
    expect(await whereIs()).toBe(stillThere);
  });

  it('may move within the agent', async () => {
    await page.goto(`${agent.url}/#manager`);
    expect(await whereIs()).toBe(stillThere);
  });

  it('cannot open a window', async () => {
    const opened = await page.evaluate(
      (own) => [
        window.open('https://example.org/') === null,
        window.open(`${own}/`) === null,
        window.open('about:blank') === null,
        window.open('file:///etc/passwd') === null,
      ],
      agent.url,
    );
    expect(opened).toEqual([true, true, true, true]);
    await page.evaluate(() => {
      const link = document.createElement('a');
      Object.assign(link, { href: 'https://example.org/', target: '_blank' });
      document.body.append(link);
      link.click();
    });
    await page.waitForTimeout(300);
    expect(await whereIs()).toBe(stillThere);
  });

  it('cannot have an address opened by another program', async () => {
    const opened = await shell.app.evaluate(() => Reflect.get(globalThis, 'opened') as string[]);
    expect(opened).toEqual([]);
  });

  it('gets no permission but the camera', async () => {
    const answers = await page.evaluate(async () => {
      const states = await Promise.all(
        ['geolocation', 'notifications', 'microphone', 'clipboard-read', 'midi'].map(async (name) => {
          const status = await navigator.permissions.query({ name: name as PermissionName });
          return `${name} ${status.state}`;
        }),
      );
      const located = await new Promise<string>((done) => {
        navigator.geolocation.getCurrentPosition(
          () => done('located'),
          (error) => done(`refused ${error.code}`),
        );
      });
      const heard = await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'heard',
        (error: unknown) => (error instanceof Error ? error.name : ''),
      );
      const filmed = await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'filmed',
        (error: unknown) => (error instanceof Error ? error.name : ''),
      );
      const looked = await navigator.mediaDevices.getDisplayMedia({ video: true }).then(
        () => 'looked',
        () => 'refused',
      );
      return [...states, await Notification.requestPermission(), located, heard, filmed, looked];
    });
    expect(answers).toEqual([
      'geolocation denied',
      'notifications denied',
      'microphone denied',
      'clipboard-read denied',
      'midi denied',
      'denied',
      'refused 1',
      'NotAllowedError',
      'filmed',
      'refused',
    ]);
  });

  it('gets no device by itself', async () => {
    const answers = await page.evaluate(async () => {
      const known = async (api: string, list: string): Promise<number> => {
        const source: unknown = Reflect.get(navigator, api);
        if (typeof source !== 'object' || source === null) return 0;
        const listed: unknown = await (Reflect.get(source, list) as () => Promise<unknown>).call(source);
        return Array.isArray(listed) ? listed.length : -1;
      };
      return [await known('serial', 'getPorts'), await known('hid', 'getDevices'), await known('usb', 'getDevices')];
    });
    expect(answers).toEqual([0, 0, 0]);
  });

  it('cannot hold a webview', async () => {
    await page.evaluate(() => {
      const view = document.createElement('webview');
      view.setAttribute('src', 'https://example.org/');
      document.body.append(view);
    });
    await page.waitForTimeout(300);
    const kinds = await shell.app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((each) => each.getType()),
    );
    expect(kinds).toEqual(['window']);
  });

  it('cannot load anything that is not the agent, not by picture, frame, script or socket', async () => {
    const answers = await page.evaluate(
      async ([own, foreign]) => {
        const fetched = async (url: string): Promise<string> => {
          try {
            await fetch(url, { mode: 'no-cors' });
            return 'loaded';
          } catch {
            return 'refused';
          }
        };
        const added = (kind: string, address: object): Promise<string> =>
          new Promise((done) => {
            const element = Object.assign(document.createElement(kind), address);
            element.addEventListener('load', () => done('answered'));
            element.addEventListener('error', () => done('refused'));
            document.body.append(element);
          });
        const connected = new Promise<string>((done) => {
          const socket = new WebSocket(foreign.replace('http', 'ws'));
          socket.addEventListener('open', () => done('open'));
          socket.addEventListener('error', () => done('refused'));
        });
        return [
          await fetched(`${own}/`),
          await fetched(`${foreign}/fetch`),
          await added('img', { src: `${foreign}/picture` }),
          await added('script', { src: `${foreign}/script` }),
          await added('link', { rel: 'stylesheet', href: `${foreign}/style` }),
          // A frame that may not load says neither yes nor no.
          await Promise.race([
            added('iframe', { src: `${foreign}/frame` }),
            new Promise((done) => setTimeout(done, 300, 'silent')),
          ]),
          await connected,
        ];
      },
      [agent.url, stranger.url] as const,
    );
    expect(answers).toEqual(['loaded', 'refused', 'refused', 'refused', 'refused', 'silent', 'refused']);
    expect(stranger.asked).toEqual([]);
  });

  it('downloads nothing', async () => {
    const before = agent.asked.length;
    await page.evaluate(() => {
      const link = document.createElement('a');
      Object.assign(link, { href: URL.createObjectURL(new Blob(['x'])), download: 'x.exe' });
      document.body.append(link);
      link.click();
    });
    await page.waitForTimeout(300);
    expect(agent.asked).toHaveLength(before);
    expect(await whereIs()).toBe(stillThere);
  });

  it('leaves no secret on the disk of the till folder', async () => {
    writeFileSync(join(folder, 'canary'), 'one-time-key-of-the-window');
    expect(await filesWith(folder, 'one-time-key-of-the-window')).toEqual(['canary']);
  });

  it('comes back by itself, with a key of its own, after it crashed', async () => {
    const keysBefore = agent.asked.filter((each) => each === 'POST /v1/keys').length;
    const next = shell.app.waitForEvent('window');
    await shell.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    );
    page = await next;
    await page.waitForSelector('#till');
    expect(agent.asked.filter((each) => each === 'POST /v1/keys')).toHaveLength(keysBefore + 1);
  });

  it('shows that it waits while there is no agent, and opens the next one; a page without a policy gets one', async () => {
    await agent.close();
    // The stand-in lives in this process, which is still alive: an agent that is gone for the shell has another pid.
    agent = await startStandInAgent(folder, null);
    await shell.close();
    shell = await startShell(['--folder', folder]);
    page = await shell.app.firstWindow();
    await page.waitForSelector('#till');
    const evaluated = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "injected"';
      document.head.append(script);
      return document.title;
    });
    expect(evaluated).toBe(standInTitle);
  });
});

async function filesWith(where: string, secret: string): Promise<string[]> {
  const entries = await readdir(where, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((each) => each.isFile())) {
    const bytes = await readFile(join(entry.parentPath, entry.name));
    if (bytes.includes(secret)) found.push(entry.name);
  }
  return found;
}
