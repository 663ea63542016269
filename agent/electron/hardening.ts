// Every switch that keeps the window a window onto our agent and nothing else, each with its reason. A till's screen shows
// members' names; whatever gets into the page must find no node, no way out and no permission. Fuses, which no argument can
// undo, stand in electron-builder.yml. A test tries each forbidden thing in a real window.
import type { App, WebPreferences } from 'electron';

/** Web addresses that may be opened in the person's own browser; whole origins. None are linked from our screens yet. */
export const externalOrigins: readonly string[] = [];

/** Serves a document that came without a policy of its own: nothing but our own files and our own agent. */
export const fallbackPolicy =
  "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";

export const windowPreferences: WebPreferences = {
  // The page's scripts and Electron's own never share a world.
  contextIsolation: true,
  // The renderer runs under the operating system's sandbox.
  sandbox: true,
  // No node in the page, in its workers or in its frames. There is no preload at all: the page needs nothing from us.
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  // The same-origin policy stays on, and no plain content is mixed in.
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  // A <webview> would be a second browser with settings of its own.
  webviewTag: false,
  plugins: false,
  // A file dropped on the window must not replace the till.
  navigateOnDragDrop: false,
  // A page that opens one dialogue after the other can be stopped.
  safeDialogs: true,
  // The spell checker learns the names typed at enrolment and fetches dictionaries from the internet.
  spellcheck: false,
};

/** Switches of the whole application; before `ready`. Answers a sentence when it must not go on. */
export function hardenApp(app: Pick<App, 'enableSandbox' | 'commandLine' | 'isPackaged'>): string | null {
  // Every renderer, also one that we did not make, gets the sandbox. Under root Chromium dies if it is asked for both.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  // Nothing that a page loaded stays on the disk.
  app.commandLine.appendSwitch('disable-http-cache');
  // The browser underneath calls nobody: no field trials, no component updates, no reporting.
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('disable-component-update');
  app.commandLine.appendSwitch('disable-domain-reliability');
  // A debugger can read every page; what is delivered runs without.
  const debugged = ['remote-debugging-port', 'remote-debugging-pipe'].some((name) => app.commandLine.hasSwitch(name));
  if (app.isPackaged && debugged)
    return 'Regulars does not run with a remote debugger. Start it without that argument.';
  return null;
}

/** Where the window may be: the agent's own origin, null while there is no agent. */
export type OwnOrigin = () => string | null;

interface Stoppable {
  preventDefault(): void;
}
interface Move extends Stoppable {
  readonly url: string;
}

/** What of Electron's WebContents is held here; a test brings a smaller one. */
export interface HeldContents {
  on(event: 'will-navigate', listener: (event: Move) => void): unknown;
  on(event: 'will-frame-navigate', listener: (event: Move) => void): unknown;
  on(event: 'will-redirect', listener: (event: Move) => void): unknown;
  on(event: 'will-attach-webview', listener: (event: Stoppable) => void): unknown;
  setWindowOpenHandler(handler: (details: { readonly url: string }) => { readonly action: 'deny' }): void;
}

/** For every page of the application, whoever made it. */
export function hardenContents(contents: HeldContents, own: OwnOrigin, openExternal: (url: string) => void): void {
  const stay = (event: Move): void => {
    if (!isOwn(event.url, own)) event.preventDefault();
  };
  // Links, scripts, redirects and frames lead nowhere but to our agent.
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  // No second window is ever opened by a page; a listed address goes to the person's own browser.
  contents.setWindowOpenHandler(({ url }) => {
    if (mayOpenExternally(url, externalOrigins)) openExternal(url);
    return { action: 'deny' };
  });
}

interface Asked {
  readonly requestingUrl: string;
  readonly mediaTypes?: readonly string[];
}
type Headers = Record<string, string[]>;

/** What of Electron's Session is held here. */
export interface HeldSession {
  setPermissionRequestHandler(
    handler: (contents: unknown, permission: string, answer: (granted: boolean) => void, details: Asked) => void,
  ): void;
  setPermissionCheckHandler(
    handler: (
      contents: unknown,
      permission: string,
      origin: string,
      details: { readonly mediaType?: string },
    ) => boolean,
  ): void;
  setDevicePermissionHandler(handler: () => boolean): void;
  setDisplayMediaRequestHandler(handler: (request: unknown, answer: (streams: object) => void) => void): void;
  on(event: 'will-download', listener: (event: Stoppable) => void): unknown;
  readonly webRequest: {
    onBeforeRequest(
      listener: (request: { readonly url: string }, answer: (verdict: { cancel: boolean }) => void) => void,
    ): void;
    onHeadersReceived(
      listener: (
        response: { readonly responseHeaders?: Headers },
        answer: (verdict: { responseHeaders?: Headers }) => void,
      ) => void,
    ): void;
  };
}

/** For the one session that all windows share: what it may load, ask for and keep. */
export function hardenSession(session: HeldSession, own: OwnOrigin): void {
  // Asked or merely checked: the camera (for member codes) from our own page, and nothing else ever.
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const media = details.mediaTypes ?? [];
    const video = media.length === 1 && media[0] === 'video';
    answer(permission === 'media' && video && isOwn(details.requestingUrl, own));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin, details) =>
      permission === 'media' && details.mediaType === 'video' && isOwn(origin, own),
  );
  // Scanners and printers are the agent's; the page gets no serial port, no HID, no USB.
  session.setDevicePermissionHandler(() => false);
  // The screen beside us may show the shop's books.
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.on('will-download', (event) => event.preventDefault());
  // Whatever is not our agent is not loaded, not even an image.
  session.webRequest.onBeforeRequest((request, answer) => answer({ cancel: !mayLoad(request.url, own) }));
  // A document without a content security policy gets ours.
  session.webRequest.onHeadersReceived((response, answer) => {
    const headers = response.responseHeaders ?? {};
    const hasPolicy = Object.keys(headers).some((name) => name.toLowerCase() === 'content-security-policy');
    if (hasPolicy) answer({});
    else answer({ responseHeaders: { ...headers, 'Content-Security-Policy': [fallbackPolicy] } });
  });
}

/** A listed origin, over https, without a name and password hidden in it. */
export function mayOpenExternally(url: string, origins: readonly string[]): boolean {
  const parsed = parse(url);
  return parsed?.protocol === 'https:' && !parsed.username && !parsed.password && origins.includes(parsed.origin);
}

function isOwn(url: string, own: OwnOrigin): boolean {
  const origin = own();
  return origin !== null && parse(url)?.origin === origin;
}

function mayLoad(url: string, own: OwnOrigin): boolean {
  const parsed = parse(url);
  // The waiting page is our own text; blobs are made by the page itself; devtools is Chromium's own.
  if (parsed && ['data:', 'blob:', 'devtools:'].includes(parsed.protocol)) return true;
  return isOwn(url.replace(/^ws/, 'http'), own);
}

// `URL.parse` came to Node after the oldest Electron that the shell is tried on.
function parse(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}
