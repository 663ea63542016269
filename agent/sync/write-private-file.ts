// A file that only its owner may read, written whole or not at all: a crash leaves the old one or the new one.
// It refuses nothing: a disk that cannot be written is a fault of the moment, and whoever enrols is told by the exception.
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export function writePrivateFile(path: string, text: string): void {
  const draft = `${path}.new`;
  rmSync(draft, { force: true });
  // `wx`: never through a link that somebody laid there.
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
  syncFolder(dirname(path));
}

// The new name is durable only with its folder. Windows has no handle of a folder and makes names durable by itself.
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
