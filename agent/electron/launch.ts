// `npm run desktop`: the till in a window of its own. Bundles the shell if it is stale, finds the Electron that the lock file
// names (its first run downloads it) and hands the arguments on. Without a runtime it says so in a sentence and how to go on.
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findElectron } from './find-electron.ts';

const root = join(import.meta.dirname, '..', '..');
const electronPackage = join(root, 'node_modules', 'electron');

function main(): void {
  if (!runToEnd(join(root, 'test', 'build.ts'))) stop('The shell could not be bundled; the lines above say why.');
  const executable = findElectron(electronPackage, process.env['ELECTRON_PATH'], () => {
    console.log('Fetching Electron, once.');
    runToEnd(join(electronPackage, 'install.js'));
  });
  if (!executable) {
    stop(
      'There is no Electron here, and it could not be fetched. Use any browser as the screen (npm run till prints its ' +
        'address), or set ELECTRON_PATH to an Electron that is already unpacked.',
    );
  }
  const child = spawn(executable, [...sandboxArguments(), root, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => stop(`Electron did not start from ${executable}: ${error.message}`));
  child.on('close', (code) => process.exit(code ?? 1));
}

/** Chromium refuses to run under root with its sandbox, as in a container; everybody else keeps it. */
function sandboxArguments(): string[] {
  if (process.getuid?.() !== 0) return [];
  console.warn('Started as root, so Chromium runs without its sandbox. In a shop, start it as an ordinary user.');
  return ['--no-sandbox'];
}

function runToEnd(script: string): boolean {
  return spawnSync(process.execPath, [script], { cwd: root, stdio: 'inherit' }).status === 0;
}

function stop(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

main();
