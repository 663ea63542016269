// How a file comes to the shape this version knows: numbered steps, each in one transaction with the number it leads to.
// A step that has shipped is never changed (a test holds its hash). Refuses a file that a newer version wrote.
import { problem } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import { cacheMigration001 } from './migrations/cache-001.ts';
import { journalMigration001 } from './migrations/journal-001.ts';
import { transaction } from './open-database.ts';
import type { Database } from './open-database.ts';

export const journalMigrations: readonly string[] = [journalMigration001];
export const cacheMigrations: readonly string[] = [cacheMigration001];

/** `user_version` is the number of steps done. */
export function migrate(db: Database, file: string, migrations: readonly string[]): Result<null> {
  const found = versionOf(db);
  if (found > migrations.length) return fail(problem('StoreTooNew', { file, found, known: migrations.length }));
  for (const [at, sql] of migrations.entries()) {
    if (at < found) continue;
    transaction(db, () => {
      db.exec(sql);
      db.pragma(`user_version = ${at + 1}`);
    })();
  }
  return ok(null);
}

export function versionOf(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}
