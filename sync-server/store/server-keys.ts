// Headquarters' keys: one file, readable by its owner alone, made at the first start from random bytes handed in. Whoever
// has it can speak for headquarters and read names and phones: it belongs into the backup's safe, not into a mail.
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { bytesOfHex, hexOf } from '../../core/base/bytes.ts';
import { detailOf, problem } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import type { Random } from '../system.ts';
import { privateCurveKey } from './curve-keys.ts';

export interface ServerKeys {
  /** Ed25519: proves to a till that it talks to the server it was enrolled with. */
  readonly server: KeyObject;
  /** Ed25519: signs programmes and assortments. */
  readonly programme: KeyObject;
  /** X25519: opens names and phones that tills have sealed. */
  readonly seal: KeyObject;
  /** Makes an alias of an identifier; every till of the chain has it. */
  readonly alias: Uint8Array;
}

const seedSchema = z.string().regex(/^[0-9a-f]{64}$/);
const fileSchema = z.strictObject({
  version: z.literal(1),
  server: seedSchema,
  programme: seedSchema,
  seal: seedSchema,
  alias: seedSchema,
});

/** The keys in the folder; new ones when there are none. A file that is no key file is refused, never replaced. */
export function openServerKeys(folder: string, random: Random): Result<ServerKeys> {
  const file = join(folder, 'server.keys');
  if (!existsSync(file)) makeKeys(file, random);
  const parsed = fileSchema.safeParse(jsonOf(readFileSync(file, 'utf8')));
  if (!parsed.success) return fail(problem('ConfigInvalid', { file, ...detailOf(parsed.error) }));
  return ok({
    server: privateCurveKey('sign', bytesOfHex(parsed.data.server)),
    programme: privateCurveKey('sign', bytesOfHex(parsed.data.programme)),
    seal: privateCurveKey('agree', bytesOfHex(parsed.data.seal)),
    alias: bytesOfHex(parsed.data.alias),
  });
}

function makeKeys(file: string, random: Random): void {
  const seed = (): string => hexOf(random.bytes(32));
  const keys = { version: 1, server: seed(), programme: seed(), seal: seed(), alias: seed() };
  writePrivateFile(file, JSON.stringify(keys));
}

/** Whole or not at all, for its owner alone: a second name, synced, then moved over. */
export function writePrivateFile(file: string, text: string): void {
  const draft = `${file}.new`;
  const handle = openSync(draft, 'w', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, file);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
