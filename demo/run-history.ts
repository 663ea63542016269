// Writes the past into the tills, in processes of their own: members and the last 35 days before the demo is ready, the rest
// of the year behind it. Remembers what is done, so that a second start goes on and does not begin again.
import type { DemoLayout, DemoTill } from './demo-layout.ts';
import { writeDemoState } from './demo-state.ts';
import type { DemoState } from './demo-state.ts';
import { z } from 'zod';
import { codeFor } from './enrol-tills.ts';
import { runProcess } from './run-process.ts';
import type { RunningProcess } from './run-process.ts';

export interface HistoryProgress {
  /** Days written and to write, of both stores together; null when nothing is being written. */
  done: number;
  of: number;
}

const lineSchema = z.object({ done: z.int(), of: z.int() });

export class RunningHistory {
  readonly #layout: DemoLayout;
  #state: DemoState;
  #running: RunningProcess[] = [];
  #stopped = false;
  readonly progress: HistoryProgress = { done: 0, of: 0 };

  constructor(layout: DemoLayout, state: DemoState) {
    this.#layout = layout;
    this.#state = state;
  }

  /** Whether anything must be written before the demo is ready. */
  get isDue(): boolean {
    return this.#state.history === 'none' || this.#state.history === 'members';
  }

  /** By the tills of the offices, which join first: everybody who ever became a member. Throws a sentence. */
  async writeMembers(): Promise<void> {
    if (this.#state.history !== 'none') return;
    const { offices, serverPort } = this.#layout;
    const codes = await Promise.all(offices.map((office) => codeFor(this.#layout, office)));
    const args = [`http://127.0.0.1:${serverPort}`, ...offices.flatMap(({ folder }, at) => [folder, codes[at] ?? ''])];
    await this.#finish('members', [runProcess('the members', 'demo/seed-members.ts', args)]);
  }

  /** By the very tills that will be open, before they are: their own journals hold these days. */
  async writeRecent(): Promise<void> {
    if (this.#state.history === 'members') await this.#part('recent', this.#layout.tills);
  }

  /** Days of the year before; answers when all are there, or when it was stopped. */
  async behind(onProgress: (progress: HistoryProgress) => void): Promise<void> {
    if (this.#state.history === 'recent') await this.#part('older', this.#layout.offices, onProgress);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#running.map((each) => each.end()));
  }

  async #part(
    part: 'recent' | 'older',
    lanes: readonly DemoTill[],
    onProgress: (progress: HistoryProgress) => void = () => undefined,
  ): Promise<void> {
    const days = lanes.map(() => ({ done: 0, of: 0 }));
    const writing = lanes.map((till, store) =>
      runProcess(
        `the past of ${till.store.name}`,
        'demo/seed-history.ts',
        [till.folder, String(store), part],
        (line) => {
          days[store] = lineSchema.parse(JSON.parse(line));
          this.progress.done = days.reduce((sum, each) => sum + each.done, 0);
          this.progress.of = days.reduce((sum, each) => sum + each.of, 0);
          onProgress(this.progress);
        },
      ),
    );
    await this.#finish(part, writing);
  }

  async #finish(part: DemoState['history'], writing: RunningProcess[]): Promise<void> {
    this.#running = writing;
    const codes = await Promise.all(writing.map((each) => each.ended));
    if (this.#stopped) return;
    const failed = writing.find((_, at) => codes[at] !== 0);
    if (failed) throw new Error(`Writing ${failed.name} failed: ${failed.lastWords()}`);
    this.#state = { ...this.#state, history: part };
    writeDemoState(this.#layout.folder, this.#state);
  }
}
