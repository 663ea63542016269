import { describe, expect, it } from 'vitest';
import { createRetryDelay } from '../../../agent/devices/retry-delay.ts';
import { limits } from '../../../core/base/limits.ts';

describe('the wait before the next try', () => {
  it('doubles up to its last, and begins again after a success', () => {
    const delay = createRetryDelay(limits.printerRetryMsMin, limits.printerRetryMsMax);
    const waits = Array.from({ length: 7 }, () => delay.next());
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
    delay.reset();
    expect(delay.next()).toBe(1_000);
  });
});
