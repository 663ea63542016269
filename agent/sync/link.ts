// The way to headquarters as the till sees it: connects, greets, keeps outbox and inbox going, and comes back after every
// cut. It never holds up a sale: whatever goes wrong here is a sentence in its view and a later attempt.
import { limits } from '../../core/base/limits.ts';
import type { Log } from '../../core/base/log.ts';
import { problem } from '../../core/base/problem.ts';
import type { Problem } from '../../core/base/problem.ts';
import type { Challenge, Hello, Welcome, WelcomeAnswer } from '../../core/protocol/sync.ts';
import type { Result } from '../../core/base/result.ts';
import type { LinkView } from '../../core/protocol/till.ts';
import type { ActiveProgramme, CacheApplier, Directory, Journal, KeyStore, Link, System } from '../till/ports.ts';
import type { Stamp } from '../till/stamp.ts';
import { createAlarm } from './alarm.ts';
import type { Alarm } from './alarm.ts';
import { backoffLimits, backoffMs, diceOf, spreadMs } from './backoff.ts';
import type { BackoffLimits } from './backoff.ts';
import type { EnrolmentFile } from './enrolment-file.ts';
import { checkWelcome, helloTo, protocolMismatch } from './greeting.ts';
import { Inbox } from './inbox.ts';
import { Outbox } from './outbox.ts';
import { anchorRecord, configRecord } from './evidence.ts';
import { isNear } from './server-url.ts';
import type { Connection, Transport } from './transport.ts';

/** What sync reads of the Directory: where it stands, and which programme is in force. */
export interface LinkDirectory extends Pick<Directory, 'view'> {
  programme(): Pick<ActiveProgramme, 'ruleset'> | null;
}

export interface LinkDeps {
  readonly system: System;
  readonly log: Log;
  readonly transport: Transport;
  readonly enrolment: EnrolmentFile;
  readonly keys: KeyStore;
  readonly journal: Pick<Journal, 'head' | 'after' | 'append' | 'acknowledge'>;
  readonly directory: LinkDirectory;
  readonly applier: CacheApplier;
  readonly stamp: () => Stamp;
  /** Name and version of this agent, at most 40 characters. */
  readonly app: string;
  /** The version of the cache's tables, for headquarters' list of tills. */
  readonly cacheSchema: number;
  readonly diskFreeMb: () => number;
  /** The Directory shows something newer: the till looks again. */
  readonly onApplied: () => void;
  readonly backoff?: Partial<BackoffLimits>;
}

export interface RunningLink extends Link {
  start(): void;
  /** Nothing is sent or written any more once this has settled. */
  stop(): Promise<void>;
}

export function createLink(deps: LinkDeps): RunningLink {
  return new SyncLink(deps);
}

type Phase = 'stopped' | 'waiting' | 'connecting' | 'greeting' | 'online';

class SyncLink implements RunningLink {
  readonly #deps: LinkDeps;
  readonly #backoff: BackoffLimits;
  readonly #alarm: Alarm;
  readonly #outbox: Outbox;
  readonly #inbox: Inbox;
  readonly #listeners: (() => void)[] = [];
  #phase: Phase = 'stopped';
  #connection: Connection | null = null;
  #attempt = 0;
  /** Monotonic: when the last good connection was lost, and when this one was made. */
  #outageMs: number | null = null;
  #onlineMs = 0;
  #sinceMs: number | null = null;
  #problem: Problem | null = null;
  #shown = '';
  #shownAcked = 0;
  #ruleset = '';

  constructor(deps: LinkDeps) {
    const { system, log, journal, keys, directory, applier, enrolment } = deps;
    this.#deps = deps;
    this.#backoff = { ...backoffLimits, ...deps.backoff };
    this.#alarm = createAlarm(system.timer);
    const changed = (): void => this.#tell();
    const deaf = (): void => this.#lose(problem('ServerUnreachable'));
    const applied = (): void => this.#applied();
    const astray = (found: Problem): void => this.#lose(found);
    this.#outbox = new Outbox({ system, log, journal, keys, changed, deaf });
    this.#inbox = new Inbox({ system, log, journal, directory, applier, enrolment, applied, astray, changed });
  }

  view(): LinkView {
    const online = this.#phase === 'online';
    return {
      state: online ? 'online' : 'offline',
      sinceMs: this.#sinceMs,
      problem: online ? (this.#outbox.problem() ?? this.#inbox.problem()) : this.#problem,
    };
  }

  wake(): void {
    this.#outbox.wake();
  }

  onChange(changed: () => void): void {
    this.#listeners.push(changed);
  }

  start(): void {
    if (this.#phase !== 'stopped') return;
    this.#ruleset = rulesetOf(this.#deps.directory.programme());
    this.#outageMs = this.#deps.system.clock.monoMs();
    this.#connect();
  }

  async stop(): Promise<void> {
    this.#hangUp('stopped');
    this.#problem = null;
    this.#tell();
    await this.#inbox.idle();
  }

  #connect(): void {
    this.#phase = 'connecting';
    // Each attempt listens for itself: what an old connection still says is said to nobody.
    const connection: Connection = this.#deps.transport.connect({
      challenge: (challenge) => {
        if (this.#connection === connection && this.#phase === 'connecting') this.#greet(challenge);
      },
      poke: () => {
        if (this.#connection === connection && this.#phase === 'online') this.#inbox.poke();
      },
      closed: (found) => {
        if (this.#connection !== connection) return;
        // Hung up with a word: whatever it is, coming back at once would hear it again.
        if (found.code === 'ServerUnreachable') this.#lose(found);
        else this.#refuse(found);
      },
    });
    this.#connection = connection;
    this.#alarm.set(limits.syncGreetingMs, () => this.#lose(problem('ServerUnreachable')));
  }

  #greet(challenge: Challenge): void {
    const { system, keys, journal } = this.#deps;
    const hello = helloTo(challenge, keys, system.random.bytes(32), journal.head(), this.#helloFacts());
    if (!hello) return this.#refuse(protocolMismatch(challenge.proto));
    this.#phase = 'greeting';
    this.#alarm.set(limits.syncGreetingMs, () => this.#lose(problem('ServerUnreachable')));
    const sentMs = system.clock.monoMs();
    const connection = this.#connection;
    connection?.hello(hello, (answer) => {
      if (this.#connection === connection && this.#phase === 'greeting')
        this.#greeted(challenge, hello, sentMs, answer);
    });
  }

  #greeted(challenge: Challenge, hello: Hello, sentMs: number, answer: Result<WelcomeAnswer>): void {
    if (!answer.ok) return this.#lose(answer.problem);
    const { serverKey, url } = this.#deps.enrolment;
    const welcome = checkWelcome(answer.value, challenge, hello, { key: serverKey, url });
    if (!welcome.ok) return this.#refuse(welcome.problem);
    this.#goOnline(welcome.value, this.#deps.system.clock.monoMs() - sentMs);
  }

  #goOnline(welcome: Welcome, rttMs: number): void {
    const { system, journal, keys, stamp, log } = this.#deps;
    const connection = this.#connection;
    if (!connection) return;
    this.#phase = 'online';
    this.#alarm.clear();
    this.#onlineMs = system.clock.monoMs();
    this.#sinceMs = system.clock.wallMs();
    const found = this.#outbox.check(welcome);
    // The anchor goes first, so that headquarters knows our clock when it reads the rest. On a forked stream it would be one
    // more record of a history that is not wanted.
    if (!found) {
      const seen = { srv: welcome.srv, now: welcome.now, rttMs: Math.max(0, Math.round(rttMs)) };
      const anchored = journal.append(anchorRecord(keys.till, stamp(), seen));
      if (!anchored.ok) log.warn('no anchor was written', { why: anchored.problem.code });
    }
    this.#outbox.open(connection, welcome, found);
    this.#inbox.open(connection, welcome.srv, welcome.startAfterMs);
    this.#tell();
  }

  #applied(): void {
    const { directory, journal, keys, stamp, log, onApplied } = this.#deps;
    const programme = directory.programme();
    const inForce = rulesetOf(programme);
    // While a damaged cache is made anew there is none; its return is no news.
    if (programme && inForce !== this.#ruleset) {
      this.#ruleset = inForce;
      const noted = journal.append(configRecord(keys.till, stamp(), programme.ruleset));
      if (!noted.ok) log.warn('a new programme is in force but could not be noted', { why: noted.problem.code });
      this.#outbox.wake();
    }
    onApplied();
  }

  /** The server was reached and will not do; coming back soon would change nothing. */
  #refuse(found: Problem): void {
    this.#lose(found, spreadMs(this.#backoff.refusedMs, this.#dice()));
  }

  #lose(found: Problem, afterMs?: number): void {
    const now = this.#deps.system.clock.monoMs();
    const wasOnline = this.#phase === 'online';
    if (wasOnline) this.#sinceMs = this.#deps.system.clock.wallMs();
    if (wasOnline && now - this.#onlineMs >= this.#backoff.stableMs) {
      this.#attempt = 0;
      this.#outageMs = now;
    }
    this.#hangUp('waiting');
    this.#problem = found;
    const outageMs = now - (this.#outageMs ?? now);
    const near = isNear(this.#deps.enrolment.url);
    this.#alarm.set(afterMs ?? backoffMs(this.#backoff, this.#attempt, outageMs, near, this.#dice()), () =>
      this.#connect(),
    );
    this.#attempt += 1;
    this.#tell();
  }

  #hangUp(phase: 'waiting' | 'stopped'): void {
    const connection = this.#connection;
    this.#connection = null;
    this.#phase = phase;
    this.#alarm.clear();
    this.#outbox.close();
    this.#inbox.close();
    connection?.close();
  }

  #helloFacts() {
    const { app, cacheSchema, diskFreeMb, directory, stamp } = this.#deps;
    const { wall, mono, boot } = stamp();
    return {
      app,
      cache: { ...this.#inbox.position(), schema: cacheSchema },
      clock: { wall, mono, boot },
      diskFreeMb: Math.max(0, Math.floor(diskFreeMb())),
      programme: directory.programme()?.ruleset.version ?? 0,
    };
  }

  #dice(): number {
    return diceOf(this.#deps.system.random.bytes(4));
  }

  /** Listeners hear of a change only when there is something else to see: the link itself, or how much still waits. */
  #tell(): void {
    const view = this.view();
    const shown = JSON.stringify(view);
    const { acked } = this.#deps.journal.head();
    if (shown === this.#shown && acked === this.#shownAcked) return;
    if (shown !== this.#shown) this.#deps.log.info('link', { state: view.state, problem: view.problem?.code ?? null });
    this.#shown = shown;
    this.#shownAcked = acked;
    for (const changed of this.#listeners) changed();
  }
}

function rulesetOf(programme: Pick<ActiveProgramme, 'ruleset'> | null): string {
  return programme ? `${programme.ruleset.version}:${programme.ruleset.hash}` : '';
}
