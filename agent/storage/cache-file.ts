// The file of the cache: disposable. Whatever is wrong with it (damaged, of a newer version), it is deleted and made anew,
// empty; headquarters fills it again.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import { cacheMigrations, migrate } from './migrations.ts';
import { isCorrupt, openDatabase } from './open-database.ts';
import type { Database } from './open-database.ts';

export const cacheFile = 'cache.db';

/** For the one who writes. Problem: SqliteTooOld. */
export function openCacheFile(folder: string): Result<Database> {
  const found = tryOpen(folder);
  if (found !== null) return found;
  removeCacheFile(folder);
  const made = tryOpen(folder);
  if (made === null) throw new Error(`the cache in ${folder} cannot be made`);
  return made;
}

/** Nobody may have it open. */
export function removeCacheFile(folder: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(join(folder, cacheFile + suffix), { force: true });
}

/** Reads every page: some 0.3 s for a million members, so it is asked in the worker. */
export function isWhole(db: Database): boolean {
  try {
    return db.pragma('quick_check(1)', { simple: true }) === 'ok';
  } catch (error) {
    if (isCorrupt(error)) return false;
    throw error;
  }
}

/** Null when what lies there cannot be used. */
function tryOpen(folder: string): Result<Database> | null {
  let db: Database | null = null;
  try {
    const opened = openDatabase(join(folder, cacheFile), 'cache');
    if (!opened.ok) return opened;
    db = opened.value;
    if (migrate(db, cacheFile, cacheMigrations).ok) return ok(db);
    db.close();
    return null;
  } catch (error) {
    db?.close();
    if (isCorrupt(error)) return null;
    throw error;
  }
}
