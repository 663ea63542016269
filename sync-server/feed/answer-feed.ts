// What is new for a till since the position it names: absolute rows, the newest state of each key once, and the cursor of
// the till's own stream from the same snapshot, so that it neither counts its sales twice nor misses them (sync.md 2.3).
import type { TillId } from '../../core/base/id.ts';
import { limits } from '../../core/base/limits.ts';
import type { FeedAnswer, FeedRequest } from '../../core/protocol/sync.ts';
import type { ServerReader } from '../store/server-store.ts';

/** A position of another incarnation, or one we never reached, means nothing here: the till begins anew. */
export async function answerFeed(
  reader: ServerReader,
  ter: TillId,
  request: FeedRequest,
  nowMs: number,
): Promise<FeedAnswer> {
  const srv = await reader.srv();
  const isOurs = request.srv === srv && request.pos <= (await reader.head());
  const since = isOurs ? request.pos : 0;
  const slice = await reader.feed(since, limits.feedRowsMax, limits.feedBytesMax, { ter, ep: request.ep });
  return {
    srv,
    reset: request.srv !== null && !isOurs,
    pos: slice.pos,
    more: slice.more,
    covered: slice.covered,
    now: nowMs,
    rows: [...slice.rows],
  };
}
