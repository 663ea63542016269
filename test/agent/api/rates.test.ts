// A client that has gone wild is told to wait; nobody else notices, and scans go on.
import { describe, expect, it } from 'vitest';
import { makeRateGuard } from '../../../agent/api/guard-rate.ts';
import type { Client } from '../../../agent/api/clients.ts';
import { system } from '../../../agent/system.ts';
import { limits } from '../../../core/base/limits.ts';
import { tea } from '../../support/fake-till.ts';
import { openTestApi } from '../../support/open-test-api.ts';

const pos: Client = { id: 'pos', scopes: ['sale'] };

function withClock(): { clock: { wallMs: () => number; monoMs: () => number }; pass: (ms: number) => void } {
  let nowMs = 0;
  return { clock: { wallMs: () => 0, monoMs: () => nowMs }, pass: (ms) => (nowMs += ms) };
}

describe('how often', () => {
  it('a client may call: so many at once, then so many a second', () => {
    const { clock, pass } = withClock();
    const rate = makeRateGuard(clock);
    for (let n = 0; n < limits.apiCallsAtOnce; n += 1) expect(rate(pos, false)).toBeNull();
    expect(rate(pos, false)).toEqual({ code: 'TooManyAttempts', params: { seconds: 1 } });
    pass(1_000);
    for (let n = 0; n < limits.apiCallsPerSecond; n += 1) expect(rate(pos, false)).toBeNull();
    expect(rate(pos, false)).not.toBeNull();
    pass(3_600_000);
    for (let n = 0; n < limits.apiCallsAtOnce; n += 1) expect(rate(pos, false)).toBeNull();
    expect(rate(pos, false), 'a long rest saves up no more than the whole').not.toBeNull();
  });

  it('is counted for each client and for scans apart, and for all strangers together', () => {
    const rate = makeRateGuard(withClock().clock);
    while (rate(pos, false) === null);
    expect(rate(pos, true)).toBeNull();
    expect(rate({ ...pos, id: 'screen' }, false)).toBeNull();
    while (rate(null, false) === null);
    expect(rate(null, true), 'a stranger who scans is still a stranger').not.toBeNull();
    expect(rate(pos, true)).toBeNull();
  });

  it('is said with the time to wait, while scans of the same client and other clients go on', async () => {
    const frozen = { ...system, clock: { wallMs: () => 0, monoMs: () => 0 } };
    const { client } = await openTestApi({ system: frozen });
    const [wild, calm] = [await client(), await client()];
    const statuses: number[] = [];
    const lane = async (): Promise<void> => {
      while (statuses.length < limits.apiCallsAtOnce + 5) statuses.push((await wild.fetch('/v1/nothing')).status);
    };
    await Promise.all(Array.from({ length: 20 }, lane));
    expect(statuses.filter((status) => status === 404)).toHaveLength(limits.apiCallsAtOnce);
    const refused = await wild.fetch('/v1/view');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(await wild.scan(tea.gtin)).toMatchObject({ what: 'product' });
    expect((await calm.view()).lane).toBe('1');
  });
});
