// `server.json` in the server's folder: where it listens and the token by which the operator of this machine talks to it.
// Readable by its owner alone; gone when the server ended in order, stale when it did not.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writePrivateFile } from '../store/server-keys.ts';

const portFileSchema = z.object({
  url: z.url(),
  token: z.string(),
  pid: z.int(),
  /** The one-time link by which headquarters is set up; null once it was. */
  setupLink: z.string().nullable(),
});
export type PortFile = z.infer<typeof portFileSchema>;

export function writePortFile(folder: string, file: PortFile): void {
  writePrivateFile(pathIn(folder), JSON.stringify(portFileSchema.parse(file)));
}

/** Null when there is none, or none that can be read. */
export function readPortFile(folder: string): PortFile | null {
  try {
    const parsed = portFileSchema.safeParse(JSON.parse(readFileSync(pathIn(folder), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export function removePortFile(folder: string): void {
  rmSync(pathIn(folder), { force: true });
}

function pathIn(folder: string): string {
  return join(folder, 'server.json');
}
