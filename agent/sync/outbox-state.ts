// What the outbox knows of one connection, and what follows from each thing that happens: pure, so that every fault of the
// net is a table entry in a test. The cursor is headquarters' word; what is sent beyond it may have to be sent again.
import { limits } from '../../core/base/limits.ts';
import { problem } from '../../core/base/problem.ts';
import type { Problem } from '../../core/base/problem.ts';
import type { PushAnswer } from '../../core/protocol/sync.ts';
import { spreadMs } from './backoff.ts';

/** A push that waits for its answer. */
export interface Flight {
  readonly id: number;
  readonly from: number;
  readonly upto: number;
  readonly sentMs: number;
}

export interface OutboxState {
  /** Headquarters says it has everything up to here. */
  readonly cursor: number;
  /** … and has named our own hash of that record, so that it may count as acknowledged. Never goes back. */
  readonly proven: number;
  /** Sent up to here on this connection, in order. */
  readonly sent: number;
  readonly flights: readonly Flight[];
  readonly nextId: number;
  /** Records in the next push, at most. Only falls while a connection lasts. */
  readonly batch: number;
  readonly inflight: number;
  readonly notBeforeMs: number;
  /** Refusals and silences in a row, without progress. */
  readonly troubles: number;
  readonly silences: number;
  readonly problem: Problem | null;
  /** Nothing more is pushed on this connection: fenced or forked. */
  readonly halted: boolean;
}

/** What the world looks like when something happens. `hashAt`: hex of our own chain at a seq, null where we hold none. */
export interface Moment {
  readonly nowMs: number;
  readonly dice: number;
  readonly head: number;
  readonly hashAt: (seq: number) => string | null;
}

export type Step =
  | { readonly kind: 'push'; readonly from: number; readonly records: number }
  | { readonly kind: 'wait'; readonly untilMs: number };

const pauseMs = { min: 250, max: limits.syncPauseMsMax } as const;

export function nextStep(state: OutboxState, head: number, nowMs: number): Step {
  const [oldest] = state.flights;
  const ackDue = oldest ? oldest.sentMs + limits.pushAnswerMs : Infinity;
  if (!state.halted && state.sent < head && state.flights.length < state.inflight) {
    if (nowMs >= state.notBeforeMs) return { kind: 'push', from: state.sent + 1, records: state.batch };
    return { kind: 'wait', untilMs: Math.min(ackDue, state.notBeforeMs) };
  }
  return { kind: 'wait', untilMs: Math.min(ackDue, nowMs + limits.pushLookMs) };
}

export function afterSend(state: OutboxState, upto: number, nowMs: number): OutboxState {
  const flight = { id: state.nextId, from: state.sent + 1, upto, sentMs: nowMs };
  return { ...state, sent: upto, nextId: state.nextId + 1, flights: [...state.flights, flight] };
}

export function isSilent(state: OutboxState, nowMs: number): boolean {
  const [oldest] = state.flights;
  return oldest !== undefined && nowMs >= oldest.sentMs + limits.pushAnswerMs;
}

/** No answer in time: what was in flight counts as lost, and is sent again from the cursor. */
export function afterSilence(state: OutboxState, at: Moment): OutboxState {
  return paused({ ...rewound(state, state.cursor), silences: state.silences + 1 }, at);
}

/** Also an answer to a push that was given up, or the same answer twice, comes here: it may still prove progress. */
export function afterAnswer(state: OutboxState, id: number, answer: PushAnswer, at: Moment): OutboxState {
  if (state.halted) return state;
  const flight = state.flights.find((each) => each.id === id);
  if (answer.ok) return afterAck(state, flight, answer, at);
  return flight ? afterNack(state, flight, answer, at) : state;
}

/** The answer did not parse: as good as none. */
export function afterGarbage(state: OutboxState, id: number, found: Problem, at: Moment): OutboxState {
  if (state.halted || !state.flights.some((each) => each.id === id)) return state;
  return { ...paused(rewound(state, state.cursor), at), problem: found };
}

export function halt(state: OutboxState, found: Problem): OutboxState {
  return { ...rewound(state, state.cursor), halted: true, problem: found };
}

function afterAck(
  state: OutboxState,
  flight: Flight | undefined,
  ack: Extract<PushAnswer, { ok: true }>,
  at: Moment,
): OutboxState {
  // Headquarters acknowledges what we never had, or something else under our number: two histories.
  if (ack.upto > at.head || at.hashAt(ack.upto) !== ack.hash) return halt(state, problem('StreamForked'));
  if (ack.upto < state.cursor || (ack.upto === state.cursor && !flight)) return state;
  const whole = !flight || ack.upto >= flight.upto;
  if (!whole && ack.upto === state.cursor) return paused(rewound(state, state.cursor), at);
  const moved = {
    ...state,
    cursor: ack.upto,
    proven: Math.max(state.proven, ack.upto),
    sent: Math.max(state.sent, ack.upto),
    flights: state.flights.filter((each) => each.upto > ack.upto),
    notBeforeMs: at.nowMs + Math.min(ack.delayMs, pauseMs.max),
    troubles: 0,
    silences: 0,
    problem: null,
  };
  return whole ? moved : rewound(moved, ack.upto);
}

function afterNack(
  state: OutboxState,
  flight: Flight,
  nack: Extract<PushAnswer, { ok: false }>,
  at: Moment,
): OutboxState {
  // What flies behind a refused push is refused too; its answers are not waited for.
  const back = rewound(state, state.cursor);
  switch (nack.code) {
    case 'FORK':
      return halt(state, problem('StreamForked'));
    case 'FENCED':
      return halt(state, problem('TillFenced'));
    case 'GAP':
      return afterGap(back, flight, Math.max(0, nack.expect - 1), at);
    case 'BUSY': {
      const wait = Math.min(Math.max(nack.retryMs, pauseMs.min), pauseMs.max);
      return { ...back, notBeforeMs: at.nowMs + wait + Math.round((at.dice * wait) / 4) };
    }
    case 'TOO_BIG': {
      const records = flight.upto - flight.from + 1;
      if (records > 1) return { ...back, batch: Math.floor(records / 2) };
      return stuckAt(back, `record ${flight.from} is larger than headquarters takes`, at);
    }
    case 'PROTO':
      return stuckAt(back, 'headquarters did not understand a push', at);
  }
}

// The server's cursor wins in both directions. One gap is ordinary (a restore); gap after gap must not become a hot loop.
function afterGap(back: OutboxState, flight: Flight, cursor: number, at: Moment): OutboxState {
  if (cursor > at.head) return halt(back, problem('StreamForked'));
  const moved = rewound(back, cursor);
  const odd = cursor + 1 === flight.from || back.troubles > 0;
  return odd ? paused(moved, at) : { ...moved, troubles: 1 };
}

function stuckAt(state: OutboxState, detail: string, at: Moment): OutboxState {
  return {
    ...state,
    problem: problem('MessageInvalid', { detail }),
    notBeforeMs: at.nowMs + spreadMs(pauseMs.max, at.dice),
  };
}

function rewound(state: OutboxState, cursor: number): OutboxState {
  return { ...state, cursor, sent: cursor, flights: [] };
}

function paused(state: OutboxState, at: Moment): OutboxState {
  const troubles = state.troubles + 1;
  const most = Math.min(pauseMs.max, pauseMs.min * 2 ** Math.min(troubles, 20));
  return { ...state, troubles, notBeforeMs: at.nowMs + spreadMs(most, at.dice) };
}
