// The lock file's own check, run by `npm run check`: all platforms present, nothing fetched from elsewhere, every package
// locked by hash, no licence that would bind our users. An npm bug can drop platform entries: `npm install` then passes and
// the next `npm ci` fails on another machine, which is why the first rule is here.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findLockFaults, type Lock } from './find-lock-faults.ts';
import { repositoryRoot } from './step.ts';

const lock = JSON.parse(readFileSync(join(repositoryRoot, 'package-lock.json'), 'utf8')) as Lock;
const faults = findLockFaults(lock, readInstalledLicence);
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;

/** Old packages name their licence in an array that npm does not copy into the lock; then the installed package is asked. */
function readInstalledLicence(path: string): string | undefined {
  try {
    const text = readFileSync(join(repositoryRoot, path, 'package.json'), 'utf8');
    const manifest = JSON.parse(text) as { licenses?: readonly { type?: string }[] };
    return manifest.licenses?.map((licence) => licence.type ?? '').join(' or ');
  } catch {
    return undefined;
  }
}
