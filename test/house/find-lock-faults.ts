// Judges a package-lock.json (version 3) and says in sentences what is wrong with it. Pure: the caller reads the files.

export interface LockEntry {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface Lock {
  readonly packages: Readonly<Record<string, LockEntry>>;
}

const REGISTRY = 'https://registry.npmjs.org/';
const COPYLEFT = /\b(A?GPL|SSPL|BUSL|EUPL|OSL)\b/i;

/** `readLicence` is asked, by the package's path, only where the lock itself names no licence. */
export function findLockFaults(lock: Lock, readLicence: (path: string) => string | undefined): string[] {
  return Object.entries(lock.packages).flatMap(([path, entry]) => [
    ...findMissingPlatforms(lock, path, entry),
    ...(path === '' || entry.link === true ? [] : findOriginFaults(path, entry)),
    ...(path === '' || entry.dev === true ? [] : findLicenceFaults(path, entry.license ?? readLicence(path))),
  ]);
}

function findMissingPlatforms(lock: Lock, path: string, entry: LockEntry): string[] {
  return Object.keys(entry.optionalDependencies ?? {})
    .filter((name) => !isLocked(lock, path, name))
    .map((name) => `${path === '' ? 'package.json' : path}: its optional dependency ${name} has no entry in the lock`);
}

/** Node's own search: beside the package, then in each folder above it. */
function isLocked(lock: Lock, from: string, name: string): boolean {
  for (let folder = from; ; folder = parentOf(folder)) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (path in lock.packages) return true;
    if (folder === '') return false;
  }
}

function parentOf(folder: string): string {
  const cut = folder.lastIndexOf('/node_modules/');
  return cut === -1 ? '' : folder.slice(0, cut);
}

function findOriginFaults(path: string, entry: LockEntry): string[] {
  const faults: string[] = [];
  if (entry.integrity === undefined) faults.push(`${path}: has no integrity hash`);
  if (entry.resolved !== undefined && !entry.resolved.startsWith(REGISTRY)) {
    faults.push(`${path}: would be fetched from somewhere else than the npm registry`);
  }
  return faults;
}

/** "A or B" is the user's choice, so one permissive alternative is enough; "A and B" binds by both. */
function findLicenceFaults(path: string, licence: string | undefined): string[] {
  if (licence === undefined || licence === '') return [`${path}: names no licence`];
  const alternatives = licence.replace(/[()]/g, '').split(/\s+or\s+/i);
  if (alternatives.some((alternative) => !COPYLEFT.test(alternative))) return [];
  return [`${path}: ${licence} would bind those who ship Regulars`];
}
