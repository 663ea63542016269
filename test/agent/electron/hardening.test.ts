import { describe, expect, it } from 'vitest';
import {
  fallbackPolicy,
  hardenApp,
  hardenContents,
  hardenSession,
  mayOpenExternally,
  windowPreferences,
} from '../../../agent/electron/hardening.ts';
import type { HeldContents, HeldSession } from '../../../agent/electron/hardening.ts';

const OWN = 'http://127.0.0.1:4711';
const FOREIGN = ['https://example.org/', 'http://127.0.0.1:4712/', 'http://localhost:4711/', 'file:///etc/passwd', 'x'];
const own = (): string => OWN;

describe('the window', () => {
  it('has every switch on its safe side', () => {
    expect(windowPreferences).toEqual({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      plugins: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
    });
  });
});

describe('the application', () => {
  function start(isPackaged: boolean, given: readonly string[]): { refused: string | null; log: string[] } {
    const log: string[] = [];
    const refused = hardenApp({
      isPackaged,
      enableSandbox: () => void log.push('sandbox'),
      commandLine: {
        appendSwitch: (name: string) => void log.push(name),
        hasSwitch: (name: string) => given.includes(name),
        appendArgument: () => undefined,
        getSwitchValue: () => '',
        removeSwitch: () => undefined,
      },
    });
    return { refused, log };
  }

  it('turns the sandbox on for all, and the cache and the calls home off', () => {
    const { refused, log } = start(true, []);
    expect(refused).toBeNull();
    expect(log).toEqual([
      'sandbox',
      'disable-http-cache',
      'disable-background-networking',
      'disable-component-update',
      'disable-domain-reliability',
    ]);
  });

  it('refuses a remote debugger where it is packed, and allows it to developers', () => {
    expect(start(true, ['remote-debugging-port']).refused).toMatch(/remote debugger/);
    expect(start(true, ['remote-debugging-pipe']).refused).toMatch(/remote debugger/);
    expect(start(false, ['remote-debugging-port']).refused).toBeNull();
  });
});

describe('a page', () => {
  type Listener = (event: { preventDefault: () => void; url: string }) => void;

  function openPage(origin: () => string | null) {
    const listeners = new Map<string, Listener>();
    const opened: string[] = [];
    let windowOpen: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
    const contents: HeldContents = {
      on: (event: string, listener: Listener) => listeners.set(event, listener),
      setWindowOpenHandler: (handler: typeof windowOpen) => {
        windowOpen = handler;
      },
    };
    hardenContents(contents, origin, (url) => opened.push(url));
    const prevented = (event: string, url: string): boolean => {
      let stopped = false;
      listeners.get(event)?.({ url, preventDefault: () => (stopped = true) });
      return stopped;
    };
    return { prevented, opened, open: (url: string) => windowOpen({ url }).action };
  }

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('%s leads to the agent only', (event) => {
    const page = openPage(own);
    expect(page.prevented(event, `${OWN}/manager`)).toBe(false);
    expect(FOREIGN.filter((url) => !page.prevented(event, url))).toEqual([]);
  });

  it('leads nowhere while there is no agent', () => {
    expect(openPage(() => null).prevented('will-navigate', `${OWN}/`)).toBe(true);
  });

  it('cannot hold a webview, and opens no window', () => {
    const page = openPage(own);
    expect(page.prevented('will-attach-webview', OWN)).toBe(true);
    for (const url of [OWN, ...FOREIGN]) expect(page.open(url)).toBe('deny');
    expect(page.opened).toEqual([]);
  });
});

describe('what may be opened in another browser', () => {
  const list = ['https://help.example'];

  it('is a listed origin over https', () => {
    expect(mayOpenExternally('https://help.example/scanner', list)).toBe(true);
  });

  it.each([
    'http://help.example/',
    'https://help.example.evil/',
    'https://user@help.example/',
    'https://help.example:8443/',
    'file:///etc/passwd',
    'smb://help.example/',
    'not an address',
  ])('is not %s', (url) => {
    expect(mayOpenExternally(url, list)).toBe(false);
  });
});

describe('the session', () => {
  type Handler<Method extends (handler: never) => unknown> = Parameters<Method>[0];
  interface Handlers {
    request: Handler<HeldSession['setPermissionRequestHandler']>;
    check: Handler<HeldSession['setPermissionCheckHandler']>;
    device: Handler<HeldSession['setDevicePermissionHandler']>;
    display: Handler<HeldSession['setDisplayMediaRequestHandler']>;
    download: (event: { preventDefault: () => void }) => void;
    before: Handler<HeldSession['webRequest']['onBeforeRequest']>;
    headers: Handler<HeldSession['webRequest']['onHeadersReceived']>;
  }
  type Details = Parameters<Handlers['request']>[3];
  type Verdict = Parameters<Parameters<Handlers['headers']>[1]>[0];

  function harden(): Partial<Handlers> {
    const set: Partial<Handlers> = {};
    const fake: HeldSession = {
      setPermissionRequestHandler: (handler) => (set.request = handler),
      setPermissionCheckHandler: (handler) => (set.check = handler),
      setDevicePermissionHandler: (handler) => (set.device = handler),
      setDisplayMediaRequestHandler: (handler) => (set.display = handler),
      on: (_event, handler) => (set.download = handler),
      webRequest: {
        onBeforeRequest: (handler) => (set.before = handler),
        onHeadersReceived: (handler) => (set.headers = handler),
      },
    };
    hardenSession(fake, own);
    return set;
  }

  function asked(permission: string, details: Details): boolean {
    let granted: boolean | null = null;
    harden().request?.(null, permission, (verdict) => (granted = verdict), details);
    return granted === true;
  }

  it('grants the camera to our own page and nothing else', () => {
    expect(asked('media', { requestingUrl: `${OWN}/`, mediaTypes: ['video'] })).toBe(true);
    expect(asked('media', { requestingUrl: `${OWN}/`, mediaTypes: ['video', 'audio'] })).toBe(false);
    expect(asked('media', { requestingUrl: `${OWN}/`, mediaTypes: ['audio'] })).toBe(false);
    expect(asked('media', { requestingUrl: 'https://example.org/', mediaTypes: ['video'] })).toBe(false);
    const others = ['geolocation', 'notifications', 'clipboard-read', 'hid', 'serial', 'openExternal', 'fullscreen'];
    expect(others.filter((permission) => asked(permission, { requestingUrl: `${OWN}/` }))).toEqual([]);
  });

  it('says the same when a permission is only checked', () => {
    const check = harden().check;
    expect(check?.(null, 'media', OWN, { mediaType: 'video' })).toBe(true);
    expect(check?.(null, 'media', OWN, { mediaType: 'audio' })).toBe(false);
    expect(check?.(null, 'media', 'https://example.org', { mediaType: 'video' })).toBe(false);
    expect(check?.(null, 'notifications', OWN, {})).toBe(false);
  });

  it('gives no device, no screen, no download', () => {
    const set = harden();
    expect(set.device?.()).toBe(false);
    let streams: object | null = null;
    set.display?.(null, (given) => (streams = given));
    expect(streams).toEqual({});
    let stopped = false;
    set.download?.({ preventDefault: () => (stopped = true) });
    expect(stopped).toBe(true);
  });

  it('loads from the agent only, by socket too', () => {
    const cancelled = (url: string): boolean | null => {
      let verdict: boolean | null = null;
      harden().before?.({ url }, ({ cancel }) => (verdict = cancel));
      return verdict;
    };
    const ours = [`${OWN}/app.js`, 'ws://127.0.0.1:4711/v1/events', `blob:${OWN}/1`, 'data:text/html,x'];
    const others = [...FOREIGN, 'ws://127.0.0.1:9/', 'wss://127.0.0.1:4711/'];
    expect([...ours, ...others].filter((url) => cancelled(url) === false)).toEqual(ours);
  });

  it('gives a policy to a document that has none, and leaves one that is there', () => {
    const answered = (responseHeaders: Record<string, string[]>): Verdict => {
      let verdict: Verdict = {};
      harden().headers?.({ responseHeaders }, (given) => (verdict = given));
      return verdict;
    };
    expect(answered({ Server: ['x'] })).toEqual({
      responseHeaders: { Server: ['x'], 'Content-Security-Policy': [fallbackPolicy] },
    });
    expect(answered({ 'content-security-policy': ["default-src 'self'"] })).toEqual({});
  });
});
