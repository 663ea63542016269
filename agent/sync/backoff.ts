// How long to wait before the next attempt: full jitter under a doubling cap (Brooker, "Exponential Backoff And Jitter",
// AWS 2015), so that a thousand tills do not come back in one instant. Pure; the dice come in as a number.
export interface BackoffLimits {
  readonly minMs: number;
  readonly maxMs: number;
  /** Near by (this machine, the shop's network) a short outage is over soon after its cause: a lower cap for a while. */
  readonly nearMaxMs: number;
  readonly nearForMs: number;
  /** After a refusal that waiting does not cure by itself: another server, another protocol. */
  readonly refusedMs: number;
  /** A connection that held this long was a good one: the next attempt begins small again. */
  readonly stableMs: number;
}

export const backoffLimits: BackoffLimits = {
  minMs: 250,
  maxMs: 60_000,
  nearMaxMs: 5_000,
  nearForMs: 600_000,
  refusedMs: 60_000,
  stableMs: 60_000,
};

/** `attempt` counts from 0; `dice` from 0 to 1. Never under a tenth of the cap, so that nothing ever spins. */
export function backoffMs(
  backoff: BackoffLimits,
  attempt: number,
  outageMs: number,
  near: boolean,
  dice: number,
): number {
  const most = near && outageMs < backoff.nearForMs ? Math.min(backoff.nearMaxMs, backoff.maxMs) : backoff.maxMs;
  const cap = Math.min(most, backoff.minMs * 2 ** Math.min(attempt, 30));
  return Math.round(cap / 10 + dice * (cap - cap / 10));
}

/** Half to the whole of it. */
export function spreadMs(ms: number, dice: number): number {
  return Math.round(ms / 2 + (dice * ms) / 2);
}

/** Four bytes of dice as a number from 0 to under 1. */
export function diceOf(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0) / 2 ** 32;
}
