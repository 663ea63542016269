// Which Electron executable to start. Promises a path that exists, or null; it never guesses one from the system.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** `override` wins; else what the package has unpacked; else one try to `fetchIt`. Null when there is still none. */
export function findElectron(packageFolder: string, override: string | undefined, fetchIt: () => void): string | null {
  if (override) return existsSync(override) ? override : null;
  const known = unpackedIn(packageFolder);
  if (known) return known;
  fetchIt();
  return unpackedIn(packageFolder);
}

// The package writes the executable's name, which differs by platform, into path.txt once it is unpacked.
function unpackedIn(packageFolder: string): string | null {
  const named = join(packageFolder, 'path.txt');
  if (!existsSync(named)) return null;
  const path = join(packageFolder, 'dist', readFileSync(named, 'utf8').trim());
  return existsSync(path) ? path : null;
}
