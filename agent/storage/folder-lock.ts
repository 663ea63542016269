// One agent to a folder: a lock that the operating system lets go when the process ends, however it ends. Who holds it is
// written beside, so that the second one can say it.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { problem } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import { isBusy, openDatabase } from './open-database.ts';
import type { Database } from './open-database.ts';

export interface FolderLock {
  release(): void;
}

const holderSchema = z.object({ pid: z.int().positive() });

/** Makes the folder if it is missing. Problems: AgentRunning, SqliteTooOld. */
export function lockFolder(folder: string, pid: number): Result<FolderLock> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const holder = join(folder, 'agent.pid.json');
  const locked = tryLock(join(folder, 'agent.lock.db'));
  if (locked === null) return fail(problem('AgentRunning', { pid: readHolder(holder), folder }));
  if (!locked.ok) return locked;
  const db = locked.value;
  writeFileSync(holder, JSON.stringify({ pid }), { mode: 0o600 });
  return ok({
    release() {
      if (!db.open) return;
      rmSync(holder, { force: true });
      db.close();
    },
  });
}

/** Null when another has it. */
function tryLock(path: string): Result<Database> | null {
  try {
    const opened = openDatabase(path, 'lock');
    if (opened.ok) opened.value.exec('BEGIN EXCLUSIVE');
    return opened;
  } catch (error) {
    if (isBusy(error)) return null;
    throw error;
  }
}

/** Between taking the lock and writing the file there is a moment in which nobody is named. */
function readHolder(path: string): number | string {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).pid;
  } catch {
    return 'unknown';
  }
}
