// Programme and assortment as files → signed documents of the feed. A file that changed is published when it is right as a
// whole and its version has grown; otherwise the one in force stays and the log says why. Campaigns that are wrong alone
// are set aside by name and the rest is published.
import type { KeyObject } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { Log } from '../../core/base/log.ts';
import { limits } from '../../core/base/limits.ts';
import { detailOf, problem, sentenceOf } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import { assortmentSchema } from '../../core/catalogue/product.ts';
import { compile } from '../../core/programme/compile.ts';
import type { Quarantined } from '../../core/programme/compile.ts';
import { documentProofBytes } from '../../core/protocol/proofs.ts';
import { documentSchema } from '../../core/protocol/sync.ts';
import type { FeedDocument } from '../../core/protocol/sync.ts';
import { signedWith } from '../store/curve-keys.ts';
import { nodeSha256 } from '../store/node-sha256.ts';
import type { ServerReader } from '../store/server-store.ts';
import type { System } from '../system.ts';

export interface PublishNeeds {
  readonly reader: ServerReader;
  readonly put: (document: FeedDocument) => Promise<void>;
  readonly programmeKey: KeyObject;
  readonly log: Log;
  readonly system: System;
}

interface DraftDocument {
  readonly version: number;
  readonly quarantined: readonly Quarantined[];
}

type Kind = FeedDocument['kind'];

/** Publishes what the file says if it is new. The answer is a problem when the file cannot be published. */
export async function publishDocument(kind: Kind, file: string, needs: PublishNeeds): Promise<Result<void>> {
  const body = textOf(file);
  const inForce = await needs.reader.document(kind);
  if (body !== null && inForce?.body === body) return ok(undefined);
  const draft = readDraft(kind, body);
  if (!draft.ok) return draft;
  const { version, quarantined } = draft.value;
  if (inForce && version <= inForce.version) {
    const detail = `must grow: ${inForce.version} is in force, the changed file says ${version}`;
    return fail(problem('ProgrammeInvalid', { path: 'version', detail }));
  }
  for (const { path, sentence } of quarantined) {
    needs.log.warn('a part of the programme was set aside', { kind, version, path, sentence });
  }
  const sig = signedWith(needs.programmeKey, documentProofBytes(nodeSha256, body ?? ''));
  await needs.put({ kind, version, body: body ?? '', sig });
  needs.log.info('published', { kind, version });
  return ok(undefined);
}

/** Looks at the files from time to time and publishes what changed. The answer stops it. */
export function watchDocuments(files: readonly (readonly [Kind, string])[], needs: PublishNeeds): () => void {
  const seen = new Map(files.map(([, file]) => [file, stampOf(file)]));
  let disarm = (): void => undefined;
  const look = async (): Promise<void> => {
    for (const [kind, file] of files) {
      const stamp = stampOf(file);
      if (stamp === seen.get(file)) continue;
      seen.set(file, stamp);
      const done = await publishDocument(kind, file, needs);
      if (!done.ok) needs.log.warn('not published', { kind, sentence: sentenceOf(done.problem) });
    }
  };
  const again = (): void => {
    disarm = needs.system.timer.after(limits.publishEveryMs, () => void look().finally(again));
  };
  again();
  return () => disarm();
}

function readDraft(kind: Kind, body: string | null): Result<DraftDocument> {
  const size = documentSchema.shape.body.safeParse(body);
  if (!size.success) return fail(problem('ProgrammeInvalid', { path: 'the file', detail: 'is missing or too large' }));
  const json = jsonOf(size.data);
  if (kind === 'programme') {
    const compiled = compile(json);
    if (!compiled.ok) return compiled;
    return ok({ version: compiled.value.programme.version, quarantined: compiled.value.quarantined });
  }
  const assortment = assortmentSchema.safeParse(json);
  if (!assortment.success) return fail(problem('ProgrammeInvalid', detailOf(assortment.error)));
  return ok({ version: assortment.data.version, quarantined: [] });
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function stampOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found ? `${found.mtimeMs} ${found.size}` : '';
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
