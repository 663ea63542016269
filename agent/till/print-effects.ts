// Slips are printed after the commit, from rows that survive a crash. A slip that went out unanswered is `unknown` and
// stays so until somebody looked: a second original would be worse than a missing one.
import type { PrintJob, Printer } from './ports.ts';
import { receiptOf } from './receipt-of.ts';
import type { TillNeeds } from './till-needs.ts';

/** After a refusal the printer is asked again; a new slip, or its coming back, asks at once. */
const retryMs = 5_000;

export class PrintEffects {
  readonly #needs: TillNeeds;
  readonly #printer: Pick<Printer, 'print'>;
  readonly #changed: () => void;
  #running = false;
  #stopped = false;
  #cancelRetry: (() => void) | null = null;

  constructor(needs: TillNeeds, printer: Pick<Printer, 'print'>, changed: () => void) {
    this.#needs = needs;
    this.#printer = printer;
    this.#changed = changed;
  }

  /** Slips that were on their way when the agent died: whether they came out, only the paper knows. */
  start(): void {
    for (const job of this.#needs.journal.printJobs('sent')) this.#set(job, 'unknown');
    this.wake();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelRetry?.();
  }

  /** Prints what is due. Safe to call at any time and as often as one likes. */
  wake(): void {
    if (this.#running || this.#stopped) return;
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    void this.#run();
  }

  // `#running` falls in the same turn in which nothing was found due: a job that comes later always finds it free.
  async #run(): Promise<void> {
    this.#running = true;
    try {
      while (!this.#stopped) {
        const job = this.#due();
        if (!job || !(await this.#print(job))) return;
      }
    } finally {
      this.#running = false;
    }
  }

  /** False when the printer refused: there is no point in trying the next one now. */
  async #print(job: PrintJob): Promise<boolean> {
    const document = receiptOf(this.#needs, job.seq, job.copy);
    if (!document.ok) {
      this.#set(job, 'unknown');
      return true;
    }
    this.#set(job, 'sent');
    const outcome = await this.#printer.print(document.value);
    this.#set(job, outcome.state);
    if (outcome.state === 'printed') return true;
    this.#needs.log.warn('slip not printed', { job: job.id, state: outcome.state, problem: outcome.problem.code });
    if (outcome.state === 'failed') this.#retryLater();
    return outcome.state !== 'failed';
  }

  #due(): PrintJob | undefined {
    const { journal } = this.#needs;
    return [...journal.printJobs('failed'), ...journal.printJobs('queued')].toSorted((a, b) => a.id - b.id)[0];
  }

  #retryLater(): void {
    this.#cancelRetry = this.#needs.system.timer.after(retryMs, () => this.wake());
  }

  #set(job: PrintJob, state: PrintJob['state']): void {
    this.#needs.journal.setPrintState(job.id, state);
    this.#changed();
  }
}
