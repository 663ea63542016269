// What a till keeps of its enrolment: `enrolment.json`, for its owner alone, because the key of the aliases is in it.
// It is parsed at each start; a file that does not parse, or an address without TLS, is refused with a sentence.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { detailOf, problem } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import { enrolmentSchema } from '../../core/protocol/sync.ts';
import { checkServerUrl } from './server-url.ts';
import { writePrivateFile } from './write-private-file.ts';

export const enrolmentFileSchema = enrolmentSchema.extend({ url: z.url().max(300) });
/** The server's answer, and where the server is. */
export type EnrolmentFile = z.infer<typeof enrolmentFileSchema>;

const fileName = 'enrolment.json';

/** `NotEnrolled` before enrolment. */
export function readEnrolment(folder: string): Result<EnrolmentFile> {
  const file = join(folder, fileName);
  if (!existsSync(file)) return fail(problem('NotEnrolled'));
  const parsed = enrolmentFileSchema.safeParse(jsonOf(readFileSync(file, 'utf8')));
  if (!parsed.success) return fail(problem('ConfigInvalid', { file, ...detailOf(parsed.error) }));
  const url = checkServerUrl(parsed.data.url);
  return url.ok ? ok({ ...parsed.data, url: url.value }) : url;
}

export function writeEnrolment(folder: string, enrolment: EnrolmentFile): void {
  writePrivateFile(join(folder, fileName), `${JSON.stringify(enrolment, null, 2)}\n`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
