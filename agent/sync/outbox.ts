// The journal's way to headquarters: the acting shell around outbox-state.ts. Pushing is a state ("not acknowledged, and
// connected") that a timer looks at again and again, so a lost call, answer or message delays and never loses (class C).
import { hexOf } from '../../core/base/bytes.ts';
import type { Epoch } from '../../core/base/id.ts';
import { limits } from '../../core/base/limits.ts';
import type { Log } from '../../core/base/log.ts';
import { problem } from '../../core/base/problem.ts';
import type { Problem } from '../../core/base/problem.ts';
import type { Result } from '../../core/base/result.ts';
import { genesisHash } from '../../core/journal/chain.ts';
import type { PushAnswer, Welcome } from '../../core/protocol/sync.ts';
import type { Journal, KeyStore, System } from '../till/ports.ts';
import { createAlarm } from './alarm.ts';
import type { Alarm } from './alarm.ts';
import { diceOf } from './backoff.ts';
import { nodeSha256 } from './node-sha256.ts';
import { afterAnswer, afterGarbage, afterSend, afterSilence, halt, isSilent, nextStep } from './outbox-state.ts';
import type { Moment, OutboxState } from './outbox-state.ts';
import { packPush } from './pack-push.ts';
import type { Connection } from './transport.ts';

export interface OutboxDeps {
  readonly system: System;
  readonly log: Log;
  readonly journal: Pick<Journal, 'head' | 'after' | 'acknowledge'>;
  readonly keys: KeyStore;
  /** The problem has changed, or less is waiting. */
  readonly changed: () => void;
  /** Two answers in a row did not come: the connection is worth nothing. */
  readonly deaf: () => void;
}

const silencesMax = 2;

interface Session {
  readonly connection: Connection;
  readonly bytesMax: number;
  state: OutboxState;
}

export class Outbox {
  readonly #deps: OutboxDeps;
  readonly #alarm: Alarm;
  #session: Session | null = null;
  #coalescing = false;

  constructor(deps: OutboxDeps) {
    this.#deps = deps;
    this.#alarm = createAlarm(deps.system.timer);
  }

  /** `StreamForked` or `TillFenced` when nothing may be pushed to this server; null when all is well. */
  check(welcome: Welcome): Problem | null {
    const head = this.#deps.journal.head();
    const stream = streamOf(welcome, head.epoch);
    if (stream.state === 'fenced') return problem('TillFenced');
    if (stream.state === 'forked' || stream.cursor > head.seq) return problem('StreamForked');
    if (stream.cursor > 0 && this.#hashAt(stream.cursor) !== stream.hash) return problem('StreamForked');
    return null;
  }

  /** `found`: what `check` said, before the anchor was journaled. With a problem it is shown and nothing is pushed. */
  open(connection: Connection, welcome: Welcome, found: Problem | null): void {
    const { system, journal } = this.#deps;
    const { cursor } = streamOf(welcome, journal.head().epoch);
    const state = firstState(welcome, cursor, system.clock.monoMs());
    const bytesMax = Math.min(welcome.limits.bytes, limits.pushBytesMax);
    this.#session = { connection, bytesMax, state: found ? halt(state, found) : state };
    if (!found) journal.acknowledge(cursor);
    this.#step();
  }

  close(): void {
    this.#session = null;
    this.#coalescing = false;
    this.#alarm.clear();
  }

  wake(): void {
    // Only when nothing is under way: a busy machine finds the new records by itself. The first of a burst sets the time.
    if (!this.#session || this.#coalescing || this.#session.state.flights.length > 0) return;
    this.#coalescing = true;
    this.#alarm.set(limits.pushCoalesceMs, () => this.#step());
  }

  problem(): Problem | null {
    return this.#session?.state.problem ?? null;
  }

  #step(): void {
    this.#coalescing = false;
    const session = this.#session;
    if (!session) return;
    const { system, journal, deaf } = this.#deps;
    if (isSilent(session.state, system.clock.monoMs())) {
      this.#become(session, afterSilence(session.state, this.#moment()));
      if (session.state.silences >= silencesMax) return deaf();
    }
    for (;;) {
      const now = system.clock.monoMs();
      const next = nextStep(session.state, journal.head().seq, now);
      if (next.kind === 'wait') return this.#alarm.set(next.untilMs - now, () => this.#step());
      this.#send(session, next.from, next.records);
    }
  }

  #send(session: Session, from: number, records: number): void {
    const { system, journal, keys } = this.#deps;
    const rows = journal.after(from - 1, records);
    const prevHash = this.#hashAt(from - 1);
    // The server wants what this till does not hold any more: nothing else may be sent in its place.
    if (prevHash === null || rows[0]?.seq !== from) {
      return this.#become(session, halt(session.state, problem('StreamForked')));
    }
    const push = packPush(keys, journal.head().epoch, prevHash, rows, session.bytesMax);
    const id = session.state.nextId;
    session.state = afterSend(session.state, from + push.n - 1, system.clock.monoMs());
    session.connection.push(push, (answer) => this.#answered(session, id, answer));
  }

  #answered(session: Session, id: number, answer: Result<PushAnswer>): void {
    if (this.#session !== session) return;
    logAnswer(this.#deps.log, answer);
    const { state } = session;
    const at = this.#moment();
    const next = answer.ok ? afterAnswer(state, id, answer.value, at) : afterGarbage(state, id, answer.problem, at);
    this.#become(session, next);
    this.#step();
  }

  #become(session: Session, state: OutboxState): void {
    const before = session.state;
    session.state = state;
    const acknowledged = state.proven > before.proven;
    if (acknowledged) this.#deps.journal.acknowledge(state.proven);
    if (acknowledged || before.problem !== state.problem) this.#deps.changed();
  }

  #moment(): Moment {
    const { system, journal } = this.#deps;
    return {
      nowMs: system.clock.monoMs(),
      dice: diceOf(system.random.bytes(4)),
      head: journal.head().seq,
      hashAt: (seq) => this.#hashAt(seq),
    };
  }

  /** Hex of our own chain at a seq; null where we hold no record. */
  #hashAt(seq: number): string | null {
    const { journal, keys } = this.#deps;
    if (seq === 0) return hexOf(genesisHash(nodeSha256, keys.publicKey, journal.head().epoch));
    const [row] = journal.after(seq - 1, 1);
    return row?.seq === seq ? hexOf(row.hash) : null;
  }
}

// A stream that headquarters has never heard of begins at its genesis.
function streamOf(welcome: Welcome, ep: Epoch): Welcome['streams'][number] {
  return welcome.streams.find((each) => each.ep === ep) ?? { ep, cursor: 0, hash: null, state: 'open' };
}

function firstState(welcome: Welcome, cursor: number, nowMs: number): OutboxState {
  return {
    cursor,
    proven: cursor,
    sent: cursor,
    flights: [],
    nextId: 1,
    batch: Math.min(welcome.limits.records, limits.pushRecordsMax),
    inflight: Math.min(welcome.limits.inflight, limits.pushInflightMax),
    notBeforeMs: nowMs + Math.min(welcome.startAfterMs, limits.syncPauseMsMax),
    troubles: 0,
    silences: 0,
    problem: null,
    halted: false,
  };
}

function logAnswer(log: Log, answer: Result<PushAnswer>): void {
  if (!answer.ok) log.warn('push answered with garbage', { detail: String(answer.problem.params['detail'] ?? '') });
  else if (!answer.value.ok) log.info('push refused', { why: answer.value.code, expect: answer.value.expect });
  else if (answer.value.quarantined.length > 0) {
    log.warn('headquarters could not read records', { records: answer.value.quarantined.length });
  }
}
