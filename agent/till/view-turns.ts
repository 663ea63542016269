// Tells screens of changes: however many happen in one turn of the event loop, they are told once, and only when somebody
// listens is a view built at all.
import type { TillView } from '../../core/protocol/till.ts';
import type { Timer } from './ports.ts';

type Listener = (view: TillView) => void;

export class ViewTurns {
  readonly #timer: Timer;
  readonly #build: (turn: number) => TillView;
  readonly #listeners = new Set<Listener>();
  #turn = 1;
  #cancel: (() => void) | null = null;

  constructor(timer: Timer, build: (turn: number) => TillView) {
    this.#timer = timer;
    this.#build = build;
  }

  get turn(): number {
    return this.#turn;
  }

  view(): TillView {
    return this.#build(this.#turn);
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed(): void {
    this.#turn += 1;
    if (this.#cancel !== null || this.#listeners.size === 0) return;
    this.#cancel = this.#timer.after(0, () => {
      this.#cancel = null;
      const view = this.view();
      for (const listener of this.#listeners) listener(view);
    });
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#listeners.clear();
  }
}
