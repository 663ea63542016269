import { describe, expect, it } from 'vitest';
import {
  afterAnswer,
  afterGarbage,
  afterSend,
  afterSilence,
  halt,
  isSilent,
  nextStep,
} from '../../../agent/sync/outbox-state.ts';
import type { Moment, OutboxState } from '../../../agent/sync/outbox-state.ts';
import { limits } from '../../../core/base/limits.ts';
import { problem } from '../../../core/base/problem.ts';
import type { PushAnswer } from '../../../core/protocol/sync.ts';

const hashOf = (seq: number): string => `hash of ${seq}`;
const at = (nowMs = 1_000, head = 100, dice = 0): Moment => ({ nowMs, dice, head, hashAt: hashOf });

/** Headquarters has ten of a hundred records; nothing is under way. */
const rest: OutboxState = {
  cursor: 10,
  proven: 10,
  sent: 10,
  flights: [],
  nextId: 1,
  batch: 20,
  inflight: 2,
  notBeforeMs: 0,
  troubles: 0,
  silences: 0,
  problem: null,
  halted: false,
};
/** 11–30 and 31–50 are under way as pushes 1 and 2. */
const busy = afterSend(afterSend(rest, 30, 1_000), 50, 1_000);
const ack = (upto: number, hash = hashOf(upto)): PushAnswer => ({
  ok: true,
  upto,
  hash,
  now: 0,
  delayMs: 0,
  quarantined: [],
});
const nack = (code: Extract<PushAnswer, { ok: false }>['code'], wanted = 0, retryMs = 0): PushAnswer => ({
  ok: false,
  code,
  expect: wanted,
  retryMs,
});

describe('what to do next', () => {
  it('pushes what was not sent, two at a time, in order', () => {
    expect(nextStep(rest, 100, 1_000)).toEqual({ kind: 'push', from: 11, records: 20 });
    expect(nextStep(afterSend(rest, 30, 1_000), 100, 1_000)).toEqual({ kind: 'push', from: 31, records: 20 });
    expect(nextStep(busy, 100, 1_000).kind).toBe('wait');
  });

  it('looks again in a while even when there is nothing to do', () => {
    expect(nextStep(rest, 10, 1_000)).toEqual({ kind: 'wait', untilMs: 1_000 + limits.pushLookMs });
  });

  it('waits as long as headquarters asked, and never longer than for an answer', () => {
    expect(nextStep({ ...rest, notBeforeMs: 3_000 }, 100, 1_000)).toEqual({ kind: 'wait', untilMs: 3_000 });
    expect(nextStep(busy, 50, 15_999)).toEqual({ kind: 'wait', untilMs: 16_000 });
  });

  it('pushes nothing once it is halted', () => {
    expect(nextStep(halt(rest, problem('TillFenced')), 100, 1_000).kind).toBe('wait');
  });
});

describe('acknowledgements', () => {
  it('move cursor and proof, one after the other', () => {
    const first = afterAnswer(busy, 1, ack(30), at());
    expect(first).toMatchObject({ cursor: 30, proven: 30, sent: 50, flights: [{ from: 31 }] });
    expect(afterAnswer(first, 2, ack(50), at())).toMatchObject({ cursor: 50, proven: 50, flights: [] });
  });

  it('in the other order: the later one counts for both, the earlier one changes nothing', () => {
    const second = afterAnswer(busy, 2, ack(50), at());
    expect(second).toMatchObject({ cursor: 50, flights: [] });
    expect(afterAnswer(second, 1, ack(30), at())).toBe(second);
  });

  it('twice: the second changes nothing', () => {
    const once = afterAnswer(busy, 1, ack(30), at());
    expect(afterAnswer(once, 1, ack(30), at())).toBe(once);
  });

  it('of a part: the rest is sent again', () => {
    expect(afterAnswer(busy, 1, ack(20), at())).toMatchObject({ cursor: 20, proven: 20, sent: 20, flights: [] });
  });

  it('of nothing at all: waits before it tries again', () => {
    const next = afterAnswer(busy, 1, ack(10), at());
    expect(next).toMatchObject({ cursor: 10, sent: 10, troubles: 1 });
    expect(next.notBeforeMs).toBeGreaterThan(1_000);
  });

  it('with another hash: two histories, and nothing is acknowledged', () => {
    const forked = afterAnswer(busy, 1, ack(30, 'another'), at());
    expect(forked).toMatchObject({ halted: true, proven: 10, problem: { code: 'StreamForked' } });
    expect(afterAnswer(forked, 2, ack(50), at())).toBe(forked);
  });

  it('of more than there is: two histories', () => {
    expect(afterAnswer(busy, 1, ack(101), at())).toMatchObject({ halted: true, proven: 10 });
  });

  it('with a delay: the next push waits, a minute at most', () => {
    const slow = { ...ack(30), delayMs: 400 } as PushAnswer;
    expect(afterAnswer(busy, 1, slow, at()).notBeforeMs).toBe(1_400);
    const absurd = { ...ack(30), delayMs: 9_000_000 } as PushAnswer;
    expect(afterAnswer(busy, 1, absurd, at()).notBeforeMs).toBe(1_000 + limits.syncPauseMsMax);
  });
});

describe('refusals', () => {
  it('BUSY: waits as told, gives up what flies behind, then sends all of it again', () => {
    const told = afterAnswer(busy, 1, nack('BUSY', 0, 2_000), at());
    expect(told).toMatchObject({ sent: 10, flights: [], notBeforeMs: 3_000 });
    expect(afterAnswer(told, 2, nack('GAP', 11), at())).toBe(told);
  });

  it('GAP: goes back to where headquarters is, at once, and keeps what was proven', () => {
    expect(afterAnswer(busy, 1, nack('GAP', 5), at())).toMatchObject({
      cursor: 4,
      sent: 4,
      proven: 10,
      notBeforeMs: 0,
    });
  });

  it('GAP after GAP slows down', () => {
    let state = busy;
    const waits: number[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      const id = state.nextId;
      state = afterAnswer(afterSend(state, 60, 1_000), id, nack('GAP', 5), at());
      waits.push(Math.max(0, state.notBeforeMs - 1_000));
    }
    expect(waits[0]).toBe(0);
    expect(waits.slice(1).every((wait, turn) => wait > (waits[turn] ?? 0))).toBe(true);
  });

  it('GAP that wants what we never had: two histories', () => {
    expect(afterAnswer(busy, 1, nack('GAP', 102), at())).toMatchObject({ halted: true });
    expect(afterAnswer(busy, 1, nack('GAP', 101), at())).toMatchObject({ halted: false, cursor: 100, proven: 10 });
  });

  it('TOO_BIG: half as many', () => {
    expect(afterAnswer(busy, 1, nack('TOO_BIG'), at())).toMatchObject({ batch: 10, sent: 10 });
  });

  it('TOO_BIG for a single record: says so, and tries again much later', () => {
    const one = afterSend(rest, 11, 1_000);
    const next = afterAnswer(one, 1, nack('TOO_BIG'), at());
    expect(next).toMatchObject({ halted: false, problem: { code: 'MessageInvalid' } });
    expect(next.notBeforeMs).toBeGreaterThanOrEqual(31_000);
  });

  it.each([
    ['FORK', 'StreamForked'],
    ['FENCED', 'TillFenced'],
  ] as const)('%s stops the stream', (code, shown) => {
    expect(afterAnswer(busy, 1, nack(code), at())).toMatchObject({ halted: true, problem: { code: shown } });
  });
});

describe('silence and garbage', () => {
  it('a push without an answer in time is sent again from the cursor', () => {
    expect(isSilent(busy, 15_999)).toBe(false);
    expect(isSilent(busy, 16_000)).toBe(true);
    expect(afterSilence(busy, at(16_000))).toMatchObject({ cursor: 10, sent: 10, flights: [], silences: 1 });
  });

  it('a late answer still counts', () => {
    const again = afterSend(afterSilence(busy, at(16_000)), 30, 17_000);
    expect(afterAnswer(again, 1, ack(30), at(17_100))).toMatchObject({ cursor: 30, flights: [], silences: 0 });
  });

  it('an answer that does not parse is as good as none, and is shown', () => {
    const wrong = afterGarbage(busy, 1, problem('MessageInvalid', { detail: 'x' }), at());
    expect(wrong).toMatchObject({ sent: 10, flights: [], problem: { code: 'MessageInvalid' } });
    expect(afterGarbage(wrong, 2, problem('MessageInvalid'), at())).toBe(wrong);
    expect(afterAnswer(afterSend(wrong, 30, 2_000), 3, ack(30), at()).problem).toBeNull();
  });
});
