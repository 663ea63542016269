// Headquarters' way to the cache: asks the feed after hello, on a poke, and every minute anyway; applies page by page until
// there is no more. A poke may be lost, an answer may not come, the cache may refuse: it asks again, and is never stuck.
import { bytesOfHex } from '../../core/base/bytes.ts';
import { limits } from '../../core/base/limits.ts';
import type { Log } from '../../core/base/log.ts';
import { problem } from '../../core/base/problem.ts';
import type { Problem } from '../../core/base/problem.ts';
import type { Result } from '../../core/base/result.ts';
import { srvSchema } from '../../core/protocol/sync.ts';
import type { Enrolment, FeedAnswer, FeedDocument, FeedRequest } from '../../core/protocol/sync.ts';
import type { CacheApplier, Directory, Journal, System } from '../till/ports.ts';
import { createAlarm } from './alarm.ts';
import type { Alarm } from './alarm.ts';
import { diceOf, spreadMs } from './backoff.ts';
import { checkPage } from './check-page.ts';
import type { Connection } from './transport.ts';

export interface InboxDeps {
  readonly system: System;
  readonly log: Log;
  readonly journal: Pick<Journal, 'head'>;
  readonly directory: Pick<Directory, 'view'>;
  readonly applier: CacheApplier;
  readonly enrolment: Pick<Enrolment, 'programmeKey'>;
  /** The Directory shows something newer. */
  readonly applied: () => void;
  /** Another incarnation answers than the one that was greeted (it was restored under us): greet anew. */
  readonly astray: (found: Problem) => void;
  /** The problem has changed. */
  readonly changed: () => void;
}

const pauseMsMin = 500;

/** What it is doing, and until when at most (monotonic milliseconds): each has its end, so none can last for ever. */
interface Phase {
  readonly kind: 'resting' | 'asking' | 'applying';
  readonly untilMs: number;
}

interface Session {
  readonly connection: Connection;
  /** The incarnation whose welcome was proven. */
  readonly srv: string;
}

export class Inbox {
  readonly #deps: InboxDeps;
  readonly #alarm: Alarm;
  readonly #programmeKey: Uint8Array;
  readonly #unsigned = new Map<FeedDocument['kind'], Problem>();
  #session: Session | null = null;
  #phase: Phase = { kind: 'resting', untilMs: 0 };
  /** Grows with each phase: what comes back for an earlier one is late, and moves nothing. */
  #turn = 0;
  #poked = false;
  #failures = 0;
  #failure: Problem | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(deps: InboxDeps) {
    this.#deps = deps;
    this.#alarm = createAlarm(deps.system.timer);
    this.#programmeKey = bytesOfHex(deps.enrolment.programmeKey);
  }

  open(connection: Connection, srv: string, startAfterMs: number): void {
    this.#session = { connection, srv };
    this.#failures = 0;
    this.#enter('resting', Math.min(startAfterMs, limits.feedEveryMs));
  }

  close(): void {
    this.#session = null;
    this.#failure = null;
    this.#turn += 1;
    this.#alarm.clear();
  }

  poke(): void {
    this.#poked = true;
    // After a failure the pause stands: a poke is no reason to hammer a server that cannot answer.
    if (this.#phase.kind === 'resting' && this.#failures === 0) this.#ask();
  }

  /** What the cache holds, as headquarters counts it. */
  position(): Pick<FeedRequest, 'srv' | 'pos'> {
    return positionOf(this.#deps.directory.view());
  }

  problem(): Problem | null {
    return this.#failure ?? [...this.#unsigned.values()][0] ?? null;
  }

  /** Settles when nothing is being written to the cache any more. */
  async idle(): Promise<void> {
    await this.#writing;
  }

  #step(): void {
    if (!this.#session) return;
    const leftMs = this.#phase.untilMs - this.#nowMs();
    if (leftMs > 0) this.#alarm.set(leftMs, () => this.#step());
    else if (this.#phase.kind === 'resting') this.#ask();
    else this.#fail(this.#phase.kind === 'asking' ? problem('ServerUnreachable') : problem('Internal'));
  }

  #ask(): void {
    if (!this.#session) return;
    const request = { ...this.position(), ep: this.#deps.journal.head().epoch };
    this.#poked = false;
    const turn = this.#enter('asking', limits.feedAnswerMs);
    this.#session.connection.feed(request, (answer) => {
      if (turn === this.#turn) this.#take(request, answer);
    });
  }

  #take(request: FeedRequest, answer: Result<FeedAnswer>): void {
    if (!answer.ok) return this.#fail(answer.problem);
    if (answer.value.srv !== this.#session?.srv) return this.#deps.astray(invalid('a page of another server'));
    const { page, documents } = checkPage(this.#programmeKey, answer.value);
    this.#note(documents);
    const before = this.#deps.directory.view();
    const turn = this.#enter('applying', limits.feedWriteMs);
    const applying = this.#deps.applier.apply(page, this.#deps.system.clock.wallMs(), request.ep);
    const written = applying.then(
      () => this.#applied(turn, page, before),
      (error: unknown) => this.#refused(turn, error),
    );
    // A page of an earlier connection may still be on its way into the cache: all of them count.
    this.#writing = Promise.all([this.#writing, written]).then(() => undefined);
  }

  #applied(turn: number, page: FeedAnswer, before: string): void {
    this.#deps.applied();
    if (turn !== this.#turn) return;
    if (!page.more) this.#rest();
    // A page that moves nothing must not be asked for in a circle.
    else if (this.#deps.directory.view() === before) this.#fail(invalid('a page that leads nowhere'));
    else this.#ask();
  }

  #refused(turn: number, error: unknown): void {
    this.#deps.log.error('the cache refused a page', {
      detail: error instanceof Error ? error.message : String(error),
    });
    if (turn === this.#turn) this.#fail(problem('Internal'));
  }

  #rest(): void {
    this.#failures = 0;
    this.#enter('resting', this.#poked ? 0 : this.#spread(limits.feedEveryMs));
    this.#show(null);
  }

  #fail(found: Problem): void {
    this.#failures += 1;
    this.#enter('resting', this.#spread(Math.min(limits.feedEveryMs, pauseMsMin * 2 ** Math.min(this.#failures, 10))));
    this.#show(found);
  }

  #enter(kind: Phase['kind'], ms: number): number {
    this.#phase = { kind, untilMs: this.#nowMs() + ms };
    this.#alarm.set(ms, () => this.#step());
    this.#turn += 1;
    return this.#turn;
  }

  #show(found: Problem | null): void {
    const changed = found?.code !== this.#failure?.code;
    this.#failure = found;
    if (changed) this.#deps.changed();
  }

  #note(documents: ReadonlyMap<FeedDocument['kind'], Problem | null>): void {
    for (const [kind, wrong] of documents) {
      if (wrong) this.#deps.log.error('a document without its signature was dropped', { kind });
      if (wrong) this.#unsigned.set(kind, wrong);
      else this.#unsigned.delete(kind);
    }
    if (documents.size > 0) this.#deps.changed();
  }

  #nowMs(): number {
    return this.#deps.system.clock.monoMs();
  }

  #spread(ms: number): number {
    return spreadMs(ms, diceOf(this.#deps.system.random.bytes(4)));
  }
}

const invalid = (detail: string): Problem => problem('MessageInvalid', { detail });

/** `srv:pos` of the Directory as the feed wants it; before the first answer there is no server. */
function positionOf(view: string): Pick<FeedRequest, 'srv' | 'pos'> {
  const cut = view.lastIndexOf(':');
  const srv = srvSchema.safeParse(view.slice(0, cut));
  return srv.success ? { srv: srv.data, pos: Number(view.slice(cut + 1)) } : { srv: null, pos: 0 };
}
