// A net in memory between one till and FakeHq, on a timer that the test owns. Its faults are asked for message by message:
// lost, late, twice, garbled, cut. An answer that is late can overtake one that is not: that is the reordering.
import { problem } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import type { ConnectionListener, Transport } from '../../agent/sync/transport.ts';
import type { Timer } from '../../agent/till/ports.ts';
import type { FakeHq } from './fake-hq.ts';

export type Leg = 'connect' | 'challenge' | 'hello' | 'welcome' | 'push' | 'ack' | 'feed' | 'page' | 'poke';
export type Fate = 'well' | 'lost' | 'late' | 'twice' | 'garbled' | 'cut';

export interface NetHooks {
  readonly timer: Timer;
  readonly bytes: (count: number) => Uint8Array;
  fate: (leg: Leg) => Fate;
}

const hopMs = 5;
const lateMs = 900;

export class FakeHqNet implements Transport {
  up = true;
  attempts = 0;
  readonly log: Leg[] = [];
  readonly #hq: FakeHq;
  readonly #hooks: NetHooks;
  #wire: Wire | null = null;

  constructor(hq: FakeHq, hooks: NetHooks) {
    this.#hq = hq;
    this.#hooks = hooks;
  }

  connect(listener: ConnectionListener) {
    this.attempts += 1;
    const wire = new Wire(listener, this.#hooks, (leg) => this.log.push(leg));
    this.#wire = wire;
    const challenge = this.#hq.challenge(this.#hooks.bytes(32));
    wire.carry('connect', () => {
      if (this.up) wire.carry('challenge', () => listener.challenge(challenge));
      else wire.cut();
    });
    return {
      hello: (hello: unknown, answered: Answer) =>
        wire.ask(['hello', 'welcome'], () => this.#hq.welcome(challenge, hello), answered),
      push: (push: unknown, answered: Answer) => wire.ask(['push', 'ack'], () => this.#hq.push(push), answered),
      feed: (request: Parameters<FakeHq['feed']>[0], answered: Answer) =>
        wire.ask(['feed', 'page'], () => this.#hq.feed(request), answered),
      close: () => wire.close(),
    };
  }

  poke(): void {
    const wire = this.#wire;
    wire?.carry('poke', () => wire.poke());
  }

  /** The cable is pulled, or the server ends: the till hears that the line is dead. */
  cut(): void {
    this.#wire?.cut();
  }
}

// The net carries whatever headquarters says; which type it is, the till's side of the transport knows.
type Answer = (answer: Result<never>) => void;

class Wire {
  #open = true;
  readonly #listener: ConnectionListener;
  readonly #hooks: NetHooks;
  readonly #note: (leg: Leg) => void;

  constructor(listener: ConnectionListener, hooks: NetHooks, note: (leg: Leg) => void) {
    this.#listener = listener;
    this.#hooks = hooks;
    this.#note = note;
  }

  carry(leg: Leg, arrive: () => void, garbled: () => void = () => this.cut()): void {
    if (!this.#open) return;
    this.#note(leg);
    const fate = this.#hooks.fate(leg);
    if (fate === 'lost') return;
    if (fate === 'cut') return this.#later(hopMs, () => this.cut());
    this.#later(fate === 'late' ? lateMs : hopMs, fate === 'garbled' ? garbled : arrive);
    if (fate === 'twice') this.#later(hopMs + 1, arrive);
  }

  ask(legs: readonly [Leg, Leg], serve: () => unknown, answered: Answer): void {
    this.carry(legs[0], () => {
      const answer = serve();
      const garbage = problem('MessageInvalid', { detail: 'garbled by the net' });
      this.carry(
        legs[1],
        () => answered(ok(answer as never)),
        () => answered(fail(garbage)),
      );
    });
  }

  poke(): void {
    this.#listener.poke();
  }

  close(): void {
    this.#open = false;
  }

  cut(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#listener.closed(problem('ServerUnreachable'));
  }

  #later(ms: number, act: () => void): void {
    this.#hooks.timer.after(ms, () => {
      if (this.#open) act();
    });
  }
}
