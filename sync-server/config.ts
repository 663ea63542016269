// The configuration of a server: one JSON file, read whole and strictly before anything is opened. A key it does not know
// is refused with its place, so that a typing error is not a setting that silently does nothing.
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { slugSchema } from '../core/base/id.ts';
import { limits } from '../core/base/limits.ts';
import { detailOf, problem } from '../core/base/problem.ts';
import { fail, ok } from '../core/base/result.ts';
import type { Result } from '../core/base/result.ts';
import { isZone } from '../core/base/zone.ts';
import { storeSchema } from '../core/protocol/sync.ts';

const storeConfigSchema = z.strictObject({
  ...storeSchema.shape,
  zone: storeSchema.shape.zone.refine(isZone, 'is not a time zone such as Europe/Berlin'),
  address: storeSchema.shape.address.default([]),
});

export const configSchema = z
  .strictObject({
    /** Where database, keys and port file lie; relative to the configuration file. */
    folder: z.string().min(1),
    /** 0 takes a free one; the port file in the folder says which. */
    port: z.int().min(0).max(65_535).default(4700),
    host: z.string().min(1).max(255).default('127.0.0.1'),
    /** PEM files. Needed unless the host is loopback, where a proxy on the same machine may do TLS. */
    tls: z.strictObject({ certificate: z.string(), key: z.string() }).optional(),
    /** A file for the log; standard error without. */
    log: z.string().min(1).optional(),
    chain: z.strictObject({
      id: slugSchema,
      name: z.string().min(1).max(limits.nameLengthMax),
      /** The country whose prefix a phone number without one has, as ISO 3166 says it: DE. */
      callingCode: z.string().regex(/^[A-Z]{2}$/),
    }),
    stores: z
      .array(storeConfigSchema)
      .min(1)
      .max(10_000)
      .refine((stores) => new Set(stores.map(({ id }) => id)).size === stores.length, 'store ids must differ'),
    programme: z.string().min(1),
    assortment: z.string().min(1).optional(),
  })
  .refine(({ host, tls }) => isLoopback(host) || tls !== undefined, {
    path: ['tls'],
    message: 'is needed because the host is not loopback: tills talk to headquarters by https only',
  });
export type ServerConfig = z.infer<typeof configSchema>;

/** Paths come back absolute. */
export function readConfig(file: string): Result<ServerConfig> {
  const path = resolve(file);
  const json = jsonOf(path);
  if (json === undefined) {
    return fail(problem('ConfigInvalid', { file, path: 'the top', detail: 'it is not there, or it is no JSON' }));
  }
  const parsed = configSchema.safeParse(json);
  if (!parsed.success) return fail(problem('ConfigInvalid', { file, ...detailOf(parsed.error) }));
  const { data } = parsed;
  const absolute = (each: string): string => resolve(dirname(path), each);
  return ok({
    ...data,
    folder: absolute(data.folder),
    programme: absolute(data.programme),
    ...(data.assortment === undefined ? {} : { assortment: absolute(data.assortment) }),
    ...(data.log === undefined ? {} : { log: absolute(data.log) }),
    ...(data.tls === undefined
      ? {}
      : { tls: { certificate: absolute(data.tls.certificate), key: absolute(data.tls.key) } }),
  });
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

function jsonOf(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
