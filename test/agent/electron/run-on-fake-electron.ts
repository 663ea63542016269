// The bundled shell in a Node process with an Electron that only takes notes; answers the notes.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { FakeElectronNotes } from './fake-electron.ts';
import { bundleShell } from './start-shell.ts';

export function runOnFakeElectron(folder: string): FakeElectronNotes {
  bundleShell();
  const bundle = join(import.meta.dirname, '..', '..', '..', 'out', 'electron', 'main.cjs');
  const program = join(import.meta.dirname, 'fake-electron.ts');
  const printed = execFileSync(process.execPath, [program, bundle, '--folder', folder], { encoding: 'utf8' });
  return JSON.parse(printed) as FakeElectronNotes;
}
