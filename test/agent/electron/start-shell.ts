// Starts the bundled shell in a real Electron on a screen of its own (Xvfb), driven by playwright. Where this machine has no
// Electron runtime or no Xvfb, says so instead: `whyNoElectron` is the reason, for the name of the test.
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import type { ElectronApplication } from 'playwright-core';

const root = join(import.meta.dirname, '..', '..', '..');
const runtime = process.env['ELECTRON_RUNTIME'] ?? join(tmpdir(), 'electron-runtime-33.2.1');
const executablePath = join(runtime, 'electron');

/** Null when the real shell can be started here; else the reason, as part of a sentence. */
export const whyNoElectron: string | null = !existsSync(executablePath)
  ? 'no Electron runtime here, see ELECTRON_RUNTIME'
  : process.env['DISPLAY'] || spawnSync('Xvfb', ['-version']).error === undefined
    ? null
    : 'no screen and no Xvfb here';

export interface Shell {
  readonly app: ElectronApplication;
  close(): Promise<void>;
}

/** Bundles first, so that what is driven is what the sources say. `application`: another folder with a package.json. */
export async function startShell(args: readonly string[], application = root): Promise<Shell> {
  bundleShell();
  const screen = process.env['DISPLAY'] ? null : await startScreen();
  const app = await _electron.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', application, ...args],
    env: { ...withoutUndefined(process.env), ...(screen ? { DISPLAY: screen.display } : {}) },
  });
  return {
    app,
    async close() {
      await app.close();
      screen?.process.kill();
    },
  };
}

/** The shell alone, in half a second: the screens beside it may be half-way through a change. */
export function bundleShell(): void {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const config = join(root, 'agent', 'electron', 'vite.config.ts');
  const built = spawnSync(process.execPath, [vite, 'build', '--config', config, '--logLevel', 'warn'], {
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(`the shell could not be bundled:\n${built.stdout}${built.stderr}`);
}

async function startScreen(): Promise<{ process: ChildProcess; display: string }> {
  // It chooses a free number itself and writes it to the descriptor named.
  const xvfb = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const number = await new Promise<string>((resolve, reject) => {
    xvfb.stdout.once('data', (bytes: Buffer) => resolve(bytes.toString('utf8').trim()));
    xvfb.once('exit', () => reject(new Error('Xvfb ended before it had a screen')));
  });
  return { process: xvfb, display: `:${number}` };
}

function withoutUndefined(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
