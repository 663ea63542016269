// Evidence of time: the logical clock of a stream only grows, whatever the machine's clock does.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createStamper } from '../../../agent/till/stamp.ts';
import { runs } from '../../support/runs.ts';

test('a clock that jumps ten years, stands still or runs backwards: hlc grows all the same', () => {
  const jump = fc.constantFrom(0, 1, 1000, -1, -3_600_000, 315_360_000_000, -315_360_000_000);
  fc.assert(
    fc.property(fc.array(jump, { minLength: 1, maxLength: 40 }), (jumps) => {
      let wall = Date.parse('2026-11-22T10:00:00Z');
      let mono = 0;
      const stamper = createStamper({
        clock: { wallMs: () => wall, monoMs: () => (mono += 1) },
        random: { bytes: (count) => new Uint8Array(count) },
        zone: 'Europe/Berlin',
        cutoverHour: 4,
        link: () => 'offline',
        lastHlc: [wall + 5, 3],
      });
      let last: readonly [number, number] = [wall + 5, 3];
      for (const by of jumps) {
        wall += by;
        const { hlc, wall: seen, boot } = stamper.stamp();
        expect(hlc[0] > last[0] || (hlc[0] === last[0] && hlc[1] > last[1])).toBe(true);
        expect(seen).toBe(Math.max(0, wall));
        expect(boot).toBe('0'.repeat(16));
        last = hlc;
      }
    }),
    runs(100),
  );
});
