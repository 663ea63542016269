// The clients of a till outlive its agent: after a restart the cashier's screen goes on without signing in again. The file
// holds hashes of tokens only, is readable by its owner alone, and losing it costs no more than opening the screen anew.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { limits } from '../../core/base/limits.ts';
import type { Log } from '../../core/base/log.ts';
import { scopeSchema } from '../../core/protocol/till.ts';

const storedClientSchema = z.object({
  /** SHA-256 of the token, hex. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  scopes: z.array(scopeSchema).max(10),
  atMs: z.int(),
});
export type StoredClient = z.infer<typeof storedClientSchema>;

export interface ClientsFile {
  load(): readonly StoredClient[];
  save(clients: readonly StoredClient[]): void;
}

const fileSchema = z.array(storedClientSchema).max(limits.apiClientsMax);

/** Without a path, tokens live as long as the process. */
export function openClientsFile(path: string | undefined, log: Log): ClientsFile {
  if (path === undefined) return { load: () => [], save: () => undefined };
  return {
    load: () => {
      try {
        const parsed = fileSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
        if (parsed.success) return parsed.data;
        log.warn('file of clients not understood; screens sign in again');
      } catch (error) {
        if (!isMissing(error)) log.warn('file of clients not readable; screens sign in again');
      }
      return [];
    },
    save: (clients) => {
      try {
        const half = `${path}.new`;
        writeFileSync(half, JSON.stringify(clients), { mode: 0o600 });
        renameSync(half, path);
      } catch {
        log.warn('file of clients not written; screens sign in again after a restart');
      }
    },
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
