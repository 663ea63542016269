// What the bundled shell asks of Electron, recorded and printed as JSON. Run as a program (`node fake-electron.ts BUNDLE ARGS`)
// on machines that have no Electron, so that the bundle as a whole is tried there too.
import { createRequire, registerHooks } from 'node:module';

export interface FakeElectronNotes {
  windows: Record<string, unknown>[];
  partition: { name: string; cache: unknown } | null;
  calls: string[];
  loaded: string[];
}

const seen: FakeElectronNotes = { windows: [], partition: null, calls: [], loaded: [] };
const appListeners = new Map<string, (event: object, contents: object) => void>();

function recorder(prefix: string): (name: string) => () => void {
  return (name) => () => void seen.calls.push(`${prefix}${name}`);
}

function webContents(): object {
  const record = recorder('contents.');
  return {
    on: (event: string) => void seen.calls.push(`contents.${event}`),
    setWindowOpenHandler: record('setWindowOpenHandler'),
  };
}

class BrowserWindow {
  static all: BrowserWindow[] = [];
  static getAllWindows(): BrowserWindow[] {
    return BrowserWindow.all;
  }
  webContents = webContents();
  constructor(options: { webPreferences: Record<string, unknown> }) {
    seen.windows.push(options.webPreferences);
    BrowserWindow.all.push(this);
    appListeners.get('web-contents-created')?.({}, this.webContents);
  }
  removeMenu(): void {
    seen.calls.push('removeMenu');
  }
  async loadURL(url: string): Promise<void> {
    seen.loaded.push(url);
    await Promise.resolve();
  }
}

const record = recorder('');
const sessionRecord = recorder('session.');
const fakeElectron = {
  BrowserWindow,
  app: {
    isPackaged: false,
    commandLine: { appendSwitch: record('appendSwitch'), hasSwitch: () => false },
    enableSandbox: record('enableSandbox'),
    getPath: () => '/home/till',
    getAppPath: () => '/opt/regulars',
    setPath: record('setPath'),
    requestSingleInstanceLock: () => seen.calls.push('requestSingleInstanceLock') > 0,
    on: (event: string, listener: (event: object, contents: object) => void) => appListeners.set(event, listener),
    whenReady: () => Promise.resolve(),
    quit: record('quit'),
    exit: record('exit'),
  },
  session: {
    fromPartition(name: string, options: { cache: boolean }) {
      seen.partition = { name, cache: options.cache };
      return {
        setPermissionRequestHandler: sessionRecord('setPermissionRequestHandler'),
        setPermissionCheckHandler: sessionRecord('setPermissionCheckHandler'),
        setDevicePermissionHandler: sessionRecord('setDevicePermissionHandler'),
        setDisplayMediaRequestHandler: sessionRecord('setDisplayMediaRequestHandler'),
        on: sessionRecord('on'),
        webRequest: {
          onBeforeRequest: sessionRecord('onBeforeRequest'),
          onHeadersReceived: sessionRecord('onHeadersReceived'),
        },
      };
    },
  },
  shell: { openExternal: record('openExternal') },
  utilityProcess: { fork: record('fork') },
};

if (import.meta.main) {
  Object.assign(globalThis, { fakeElectron });
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron'
        ? { url: 'fake:electron', format: 'commonjs', shortCircuit: true }
        : next(specifier, context),
    load: (url, context, next) =>
      url === 'fake:electron'
        ? { format: 'commonjs', source: 'module.exports = globalThis.fakeElectron', shortCircuit: true }
        : next(url, context),
  });
  createRequire(import.meta.url)(process.argv[2] ?? '');
  // As soon as a screen of an agent is loaded; where there is none, when it would have been.
  const givenUp = performance.now() + 3_000;
  const look = setInterval(() => {
    const screen = seen.loaded.some((url) => url.startsWith('http'));
    if (!screen && performance.now() < givenUp) return;
    clearInterval(look);
    console.log(JSON.stringify(seen));
    process.exit(0);
  }, 50);
}
