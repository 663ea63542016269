// The configuration of a till: one small JSON file, read once, refused as a whole with the place and a sentence when a key
// is wrong. A typing error in a configuration must not become a till that silently prints nowhere.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { detailOf, problem } from '../core/base/problem.ts';
import { fail, ok } from '../core/base/result.ts';
import type { Result } from '../core/base/result.ts';

const path = z.string().min(1).max(500);
const columns = z.union([z.literal(32), z.literal(42), z.literal(48)]);

const scannerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('simulated') }),
  z.strictObject({
    kind: z.literal('serial'),
    /** Any path the system knows: /dev/ttyUSB0, COM3, a pty. */
    path,
    baud: z.int().min(300).max(921_600).default(9600),
    terminator: z.enum(['CR', 'LF', 'CRLF', 'ETX', 'TAB']).default('CR'),
  }),
]);

const printerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('simulated'), columns: columns.default(42) }),
  z.strictObject({
    kind: z.literal('tcp'),
    host: z.string().min(1).max(200),
    port: z.int().min(1).max(65_535).default(9100),
    columns: columns.default(42),
  }),
]);

export const tillConfigSchema = z.strictObject({
  /** Where journal, cache and keys lie; relative to the configuration file. */
  folder: path,
  /** Of the local API and the screens, on loopback only. 0 takes a free one. */
  port: z.int().min(0).max(65_535).default(4711),
  scanner: scannerSchema.default({ kind: 'none' }),
  printer: printerSchema.default({ kind: 'none' }),
  /** Where the simulator page presses the simulated devices; only with them. */
  simulator: z.strictObject({ port: z.int().min(0).max(65_535), token: z.string().min(16).max(100) }).optional(),
  /** Megabytes kept free for the sale in hand when the disk is full. */
  ballastMb: z.int().min(1).max(1024).default(64),
  log: z
    .strictObject({ level: z.enum(['debug', 'info', 'warn', 'error']).default('info'), file: path.optional() })
    .default({
      level: 'info',
    }),
});
export type TillConfig = z.infer<typeof tillConfigSchema>;

/** Reads and checks a file; `folder` and the log's file come back absolute. */
export function readTillConfig(file: string): Result<TillConfig> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return fail(problem('ConfigInvalid', { file, path: 'the file', detail: reasonOf(error) }));
  }
  try {
    return parseTillConfig(JSON.parse(text), file);
  } catch (error) {
    return fail(problem('ConfigInvalid', { file, path: 'the file', detail: reasonOf(error) }));
  }
}

export function parseTillConfig(value: unknown, file: string): Result<TillConfig> {
  const parsed = tillConfigSchema.safeParse(value);
  if (!parsed.success) return fail(problem('ConfigInvalid', { file, ...detailOf(parsed.error) }));
  const beside = (relative: string): string => resolve(file, '..', relative);
  const { log, ...config } = parsed.data;
  const absolute = log.file === undefined ? log : { ...log, file: beside(log.file) };
  return ok({ ...config, folder: beside(config.folder), log: absolute });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
