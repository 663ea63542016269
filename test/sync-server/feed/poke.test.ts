import { describe, expect, it } from 'vitest';
import { limits } from '../../../core/base/limits.ts';
import { startPoke } from '../../../sync-server/feed/poke.ts';

/** A timer that waits until it is told. */
function heldTimer() {
  const waiting: { ms: number; act: () => void }[] = [];
  return {
    waiting,
    timer: {
      after: (ms: number, act: () => void) => {
        const each = { ms, act };
        waiting.push(each);
        return () => void waiting.splice(waiting.indexOf(each), 1);
      },
    },
    fire: async () => {
      for (const { act } of waiting.splice(0)) act();
      await new Promise((resolve) => setTimeout(resolve, 0));
    },
  };
}

describe('the poke', () => {
  it('is one for many changes, comes a moment later and names the newest position', async () => {
    const { waiting, timer, fire } = heldTimer();
    const sent: number[] = [];
    let head = 0;
    const poke = startPoke({ head: async () => head }, { timer }, (to) => void sent.push(to));
    for (head = 1; head < 9; head += 1) poke.touched();
    expect(waiting.map(({ ms }) => ms)).toEqual([limits.pokeMs]);
    await fire();
    expect(sent).toEqual([9]);
    poke.touched();
    await fire();
    expect(sent).toEqual([9]);
    head = 10;
    poke.touched();
    await fire();
    expect(sent).toEqual([9, 10]);
  });

  it('stops', () => {
    const { waiting, timer } = heldTimer();
    const poke = startPoke({ head: async () => 1 }, { timer }, () => undefined);
    poke.touched();
    poke.stop();
    expect(waiting).toEqual([]);
  });
});
