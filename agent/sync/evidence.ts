// The records that sync itself writes into the journal: the anchor that ties this boot's clock to headquarters' clock, and
// the note that another programme is in force. Both are evidence; a full disk costs the evidence and nothing else.
import type { Epoch, TillId } from '../../core/base/id.ts';
import type { Ruleset } from '../../core/journal/record.ts';
import type { Append } from '../till/ports.ts';
import type { Stamp } from '../till/stamp.ts';

interface Place {
  readonly seq: number;
  readonly epoch: Epoch;
}

/** `now`: headquarters' clock in its welcome; `rttMs`: from hello to welcome, by the monotonic clock. */
export function anchorRecord(ter: TillId, stamp: Stamp, seen: { srv: string; now: number; rttMs: number }) {
  return ({ seq, epoch }: Place): Append => ({
    record: { v: 1, t: 'anchor', tv: 1, ter, ep: epoch, seq, ...stampOf(stamp), ...seen },
  });
}

export function configRecord(ter: TillId, stamp: Stamp, rs: Ruleset) {
  return ({ seq, epoch }: Place): Append => ({
    record: { v: 1, t: 'config_activated', tv: 1, ter, ep: epoch, seq, ...stampOf(stamp), rs },
  });
}

// The fields of a stamp in the order of the schema, and only those.
function stampOf({ hlc, wall, boot, mono, biz, tz, link }: Stamp): Stamp {
  return { hlc, wall, boot, mono, biz, tz, link };
}
