// How much one client may ask of the till. Each client has a count of its own, scans one more, and all strangers share
// one: a stranger's flood costs our screens nothing, a mad poll of a POS does not stop its scans.
import { limits } from '../../core/base/limits.ts';
import { problem } from '../../core/base/problem.ts';
import type { Problem } from '../../core/base/problem.ts';
import type { Clock } from '../till/ports.ts';
import type { Client } from './clients.ts';
import { makeTokenBucket } from './token-bucket.ts';
import type { TokenBucket } from './token-bucket.ts';

export type RateGuard = (client: Client | null, isScan: boolean) => Problem | null;

export function makeRateGuard(clock: Clock): RateGuard {
  const buckets = new Map<string, TokenBucket>();
  return (client, isScan) => {
    const name = client === null ? 'strangers' : `${client.id} ${isScan ? 'scans' : 'calls'}`;
    const seconds = bucketOf(name).take();
    return seconds === 0 ? null : problem('TooManyAttempts', { seconds });
  };

  function bucketOf(name: string): TokenBucket {
    const known = buckets.get(name);
    if (known) return known;
    // A full bucket is the same as none: forgetting all now and then keeps the map as small as the list of clients.
    if (buckets.size > limits.apiClientsMax * 2) buckets.clear();
    const fresh = makeTokenBucket(clock, limits.apiCallsAtOnce, limits.apiCallsPerSecond);
    buckets.set(name, fresh);
    return fresh;
  }
}
