// Slips to print. A new slip's number lies in its record; its state is kept here and goes to the table when it changes, so
// that a sale pays for one row. What could not be written (full disk) stays in memory and is tried again with the next.
import { printStateSchema } from '../../core/protocol/till.ts';
import type { PrintState } from '../../core/protocol/till.ts';
import type { PrintJob } from '../till/ports.ts';
import type { Database, Statement } from './open-database.ts';

interface JobRow {
  readonly id: number;
  readonly seq: number;
  readonly copy: number;
  readonly state: string;
}

export class PrintJobs {
  readonly #byState: Statement<JobRow>;
  readonly #bySeq: Statement<JobRow>;
  readonly #byId: Statement<JobRow>;
  readonly #put: Statement;
  /** Newer than the table. */
  readonly #fresh = new Map<number, PrintJob>();
  #last: number;

  constructor(db: Database) {
    const columns = 'SELECT id, seq, copy, state FROM print_job';
    this.#byState = db.prepare<unknown[], JobRow>(`${columns} WHERE state = ?`);
    this.#bySeq = db.prepare<unknown[], JobRow>(`${columns} WHERE seq = ?`);
    this.#byId = db.prepare<unknown[], JobRow>(`${columns} WHERE id = ?`);
    this.#put = db.prepare(
      `INSERT INTO print_job (id, seq, copy, state) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET state = excluded.state`,
    );
    this.#last = db.prepare<unknown[], number | null>('SELECT max(id) FROM print_job').pluck().get() ?? 0;
  }

  /** The number the next job will have. */
  get next(): number {
    return this.#last + 1;
  }

  /** The slip of a record that was just made durable. */
  addSlip(id: number, seq: number): void {
    this.#last = Math.max(this.#last, id);
    this.#fresh.set(id, { id, seq, copy: false, state: 'queued' });
  }

  /** The slip of a record found again after a crash: queued, unless a state of it was written. */
  recoverSlip(id: number, seq: number): void {
    if (this.#byId.get(id)) this.#last = Math.max(this.#last, id);
    else this.addSlip(id, seq);
  }

  addCopy(seq: number): number {
    const id = this.next;
    this.#last = id;
    this.#fresh.set(id, { id, seq, copy: true, state: 'queued' });
    return id;
  }

  setState(id: number, state: PrintState): void {
    const job = this.#job(id);
    if (job) this.#fresh.set(id, { ...job, state });
  }

  /** Inside a transaction; `forget` once it is committed. */
  write(): void {
    for (const { id, seq, copy, state } of this.#fresh.values()) this.#put.run(id, seq, copy ? 1 : 0, state);
  }

  /** What was written need not be remembered. */
  forget(): void {
    this.#fresh.clear();
  }

  inState(state: PrintState): PrintJob[] {
    const known = this.#byState.all(state).map(jobOf);
    const fresh = [...this.#fresh.values()].filter((job) => job.state === state);
    return [...known.filter((job) => !this.#fresh.has(job.id)), ...fresh].toSorted((a, b) => a.id - b.id);
  }

  lastOf(seq: number): PrintJob | null {
    const ids = [...this.#bySeq.all(seq), ...this.#fresh.values()]
      .filter((job) => job.seq === seq)
      .map((job) => job.id);
    return ids.length === 0 ? null : this.#job(Math.max(...ids));
  }

  #job(id: number): PrintJob | null {
    const fresh = this.#fresh.get(id);
    if (fresh) return fresh;
    const row = this.#byId.get(id);
    return row ? jobOf(row) : null;
  }
}

function jobOf({ id, seq, copy, state }: JobRow): PrintJob {
  return { id, seq, copy: copy === 1, state: printStateSchema.parse(state) };
}
