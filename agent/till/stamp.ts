// The evidence of time that every record carries: the machine's clock as it is, a boot session, a monotone logical clock.
// None of it decides an order across tills; headquarters derives the true time from it and the anchors (sync.md 2.9).
import { hexOf } from '../../core/base/bytes.ts';
import type { Moment } from '../../core/base/time.ts';
import { momentAt } from '../../core/base/zone.ts';
import type { Envelope } from '../../core/journal/record.ts';
import type { LinkView } from '../../core/protocol/till.ts';
import type { Clock, Random } from './ports.ts';

export type Stamp = Pick<Envelope, 'hlc' | 'wall' | 'boot' | 'mono' | 'biz' | 'tz' | 'link'>;

export interface Stamper {
  /** The next stamp; its `hlc` is larger than any before it in the stream. */
  stamp(): Stamp;
  /** This instant as the store's wall shows it. */
  moment(): Moment;
  /** An instant of this machine's clock as the store's wall shows it. */
  momentOf(wallMs: number): Moment;
}

export interface StamperNeeds {
  readonly clock: Clock;
  readonly random: Random;
  readonly zone: string;
  readonly cutoverHour: number;
  readonly link: () => LinkView['state'];
  /** `hlc` of the last record of the stream, so that it goes on growing after a restart. */
  readonly lastHlc: readonly [number, number] | null;
}

export function createStamper(needs: StamperNeeds): Stamper {
  const boot = hexOf(needs.random.bytes(8));
  let [lastMs, lastN] = needs.lastHlc ?? [0, 0];
  const momentOf = (wallMs: number): Moment => momentAt(wallMs, needs.zone, needs.cutoverHour);
  const wall = (): number => Math.max(0, needs.clock.wallMs());
  return {
    momentOf,
    moment: () => momentOf(wall()),
    stamp: () => {
      const now = wall();
      if (now > lastMs) [lastMs, lastN] = [now, 0];
      else lastN += 1;
      return {
        hlc: [lastMs, lastN],
        wall: now,
        boot,
        mono: needs.clock.monoMs(),
        biz: momentOf(now).biz,
        tz: needs.zone,
        link: needs.link(),
      };
    },
  };
}
