// A page of the feed before it may reach the cache: each document must carry headquarters' signature, under the key that
// was pinned at enrolment. One that does not is taken out and named; the rest of the page is as good as ever.
import { problem } from '../../core/base/problem.ts';
import type { Problem } from '../../core/base/problem.ts';
import { documentProofBytes } from '../../core/protocol/proofs.ts';
import type { FeedAnswer, FeedDocument } from '../../core/protocol/sync.ts';
import { isSigned } from './curve-keys.ts';
import { nodeSha256 } from './node-sha256.ts';

export interface CheckedPage {
  readonly page: FeedAnswer;
  /** By kind of document in this page: what was wrong with the newest, or null. */
  readonly documents: ReadonlyMap<FeedDocument['kind'], Problem | null>;
}

export function checkPage(programmeKey: Uint8Array, page: FeedAnswer): CheckedPage {
  const documents = new Map<FeedDocument['kind'], Problem | null>();
  const rows = page.rows.filter((row) => {
    if (row.kind !== 'document') return true;
    const { kind, version, body, sig } = row.document;
    const signed = isSigned(programmeKey, documentProofBytes(nodeSha256, body), sig);
    documents.set(kind, signed ? null : problem('DocumentUnsigned', { kind, version }));
    return signed;
  });
  return { page: { ...page, rows }, documents };
}
