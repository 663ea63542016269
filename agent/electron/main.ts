// The shell: one hardened window on the agent of this till, and the agent itself where none runs. It knows nothing of sales,
// members or devices; everything on the screen comes from the agent's own pages. Joins the other files of this room.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, session, shell, utilityProcess } from 'electron';
import { isAlive, mintScreenUrl, readAgentAddress } from './agent-address.ts';
import { createAgentKeeper } from './agent-keeper.ts';
import type { AgentKeeper, StartedAgent } from './agent-keeper.ts';
import { hardenApp, hardenContents, hardenSession, windowPreferences } from './hardening.ts';
import { readShellArguments } from './shell-arguments.ts';
import { realTime } from './system.ts';
import { waitingPage } from './waiting-page.ts';

/** Longest line of the agent's stderr that is kept to be shown. */
const lastWordsMax = 500;
/** A page that crashes at once is opened twice a second at most. */
const reopenAfterMs = 500;

const told = readShellArguments(process.argv, app.getPath('userData'));
let origin: string | null = null;
let waiting = waitingPage('');
let keeper: AgentKeeper | null = null;
/** What each window is to show: of two loads at once the later one wins, however long the first takes. */
const wanted = new WeakMap<BrowserWindow, string>();

function main(): void {
  const refused = hardenApp(app);
  if (refused) {
    console.error(refused);
    app.exit(1);
    return;
  }
  // One shell a till folder: two tills of one machine may each have theirs.
  app.setPath('userData', join(told.folder, 'shell'));
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.on('second-instance', () => BrowserWindow.getAllWindows()[0]?.focus());
  app.on('web-contents-created', (_event, contents) => {
    hardenContents(contents, ownOrigin, (url) => void shell.openExternal(url));
  });
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', () => keeper?.stop());
  void app.whenReady().then(open);
}

function ownOrigin(): string | null {
  return origin;
}

async function open(): Promise<void> {
  // Without `persist:` the session lives in memory: no token, no cache, no form entry reaches the disk.
  hardenSession(session.fromPartition('till', { cache: false }), ownOrigin);
  void load(openWindow(), waiting);
  keeper = createAgentKeeper({
    time: realTime,
    address: () => readAgentAddress(told.folder),
    screenUrl: (address) => mintScreenUrl(address, realTime),
    alive: isAlive,
    start: told.config === null ? null : startAgent,
    onScreen(url) {
      origin = new URL(url).origin;
      show(url);
    },
    onWaiting(why) {
      origin = null;
      waiting = waitingPage(why);
      show(waiting);
    },
  });
  await keeper.run();
}

function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 800,
    minHeight: 600,
    title: 'Regulars',
    autoHideMenuBar: true,
    webPreferences: { ...windowPreferences, partition: 'till', devTools: !app.isPackaged },
  });
  window.removeMenu();
  // A page that crashed takes its window with it; the sale is in the agent and comes back with the new one.
  window.webContents.on('render-process-gone', () => void replace(window));
  return window;
}

/** A new window needs a key of its own: the one before it was used up. */
async function replace(crashed: BrowserWindow): Promise<void> {
  await realTime.pause(reopenAfterMs);
  const address = origin === null ? null : await readAgentAddress(told.folder);
  const url = address && (await mintScreenUrl(address, realTime));
  const window = openWindow();
  crashed.destroy();
  await load(window, url ?? waiting);
}

function show(url: string): void {
  for (const window of BrowserWindow.getAllWindows()) void load(window, url);
}

async function load(window: BrowserWindow, url: string): Promise<void> {
  wanted.set(window, url);
  try {
    // Only the part behind # may differ from what is shown: a blank page between makes the browser really load it.
    await window.loadURL('about:blank');
    if (wanted.get(window) === url) await window.loadURL(url);
  } catch (error) {
    // Superseded by the next page, or the agent went away in between: the keeper notices and shows another.
    console.warn('the page was not loaded:', error instanceof Error ? error.name : 'unknown');
  }
}

function startAgent(): StartedAgent {
  const child = utilityProcess.fork(agentEntry(), ['--config', told.config ?? ''], {
    // Its stdout is for people at a terminal: an address with a one-time key, which belongs in no log of ours.
    stdio: ['ignore', 'ignore', 'pipe'],
    serviceName: 'Regulars agent',
  });
  let words = '';
  child.stderr?.on('data', (text: Buffer) => {
    process.stderr.write(text);
    words = lastLine(words + text.toString('utf8'));
  });
  return {
    stop: () => void child.kill(),
    onExit: (act) => void child.once('exit', () => act(words)),
  };
}

/** The source as it is, unless the application was packed with the agent's types already stripped. */
function agentEntry(): string {
  const stripped = join(app.getAppPath(), 'agent', 'entry.js');
  return existsSync(stripped) ? stripped : join(app.getAppPath(), 'agent', 'entry.ts');
}

function lastLine(text: string): string {
  return (text.trimEnd().split('\n').at(-1) ?? '').slice(-lastWordsMax);
}

main();
