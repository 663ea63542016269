import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bodyOf } from '../../../core/journal/body-of.ts';
import type { JournalRecord } from '../../../core/journal/record.ts';
import type { OpenedJournal } from '../../../agent/storage/journal-store.ts';
import { verifyJournal } from '../../../agent/storage/verify-journal.ts';
import { makeJournalFolder, must } from '../../support/journal-folder.ts';
import type { JournalFolder } from '../../support/journal-folder.ts';
import { earn, redeem } from '../../support/journal-records.ts';

type Step =
  | {
      readonly do: 'sale';
      readonly member: number;
      readonly earned: number;
      readonly floor: number;
      readonly print: boolean;
    }
  | { readonly do: 'void'; readonly nth: number }
  | { readonly do: 'enrol' | 'boot' | 'anchor' | 'reopen' }
  | { readonly do: 'acknowledge'; readonly share: number }
  | { readonly do: 'print'; readonly nth: number };

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('sale' as const),
      member: fc.nat(3),
      earned: fc.nat(50),
      floor: fc.nat(5),
      print: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('void' as const), nth: fc.nat(30) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('enrol' as const, 'boot' as const, 'anchor' as const, 'reopen' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('acknowledge' as const), share: fc.nat(100) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('print' as const), nth: fc.nat(30) }) },
);

/** The journal as plain lists: what it should answer, computed the slow way. */
class Model {
  readonly records: JournalRecord[] = [];
  acked = 0;

  sales(): Extract<JournalRecord, { t: 'sale' }>[] {
    return this.records.filter((record) => record.t === 'sale');
  }

  voidOf(seq: number): number | null {
    return this.records.find((record) => record.t === 'void' && record.of.endsWith(`.${seq}`))?.seq ?? null;
  }

  floor(member: string | null): number {
    return this.sales()
      .filter((sale) => sale.mem !== null && (member === null || sale.mem === member))
      .flatMap((sale) => sale.eff)
      .reduce((sum, effect) => sum + (effect.kind === 'redeem' ? effect.by.floor : 0), 0);
  }
}

class Run {
  readonly at: JournalFolder;
  readonly model = new Model();
  readonly members: readonly ReturnType<JournalFolder['records']['memberId']>[];
  journal: OpenedJournal;

  constructor(seed: number) {
    this.at = makeJournalFolder(seed);
    this.members = [0, 1, 2, 3].map(() => this.at.records.memberId());
    this.journal = this.at.open();
  }

  step(step: Step): void {
    const { records } = this.at;
    switch (step.do) {
      case 'sale': {
        const effects = step.floor > 0 ? [earn(step.earned), redeem(step.floor + 3, step.floor)] : [earn(step.earned)];
        const member = this.members[step.member] ?? null;
        return this.#append((next) => records.sale(next, { member, effects, print: step.print, lines: 1 }));
      }
      case 'void': {
        const sales = this.model.sales().filter((sale) => this.model.voidOf(sale.seq) === null);
        const sale = sales[step.nth % Math.max(1, sales.length)];
        return sale ? this.#append((next) => records.voidOf(next, sale.seq)) : undefined;
      }
      case 'enrol':
      case 'boot':
      case 'anchor': {
        const kind = step.do;
        return this.#append((next) => records[kind](next));
      }
      case 'acknowledge': {
        const upto = Math.ceil((this.model.records.length * step.share) / 100);
        this.model.acked = Math.max(this.model.acked, upto);
        return this.journal.acknowledge(upto);
      }
      case 'print': {
        const queued = this.journal.printJobs('queued');
        const job = queued[step.nth % Math.max(1, queued.length)];
        return job ? this.journal.setPrintState(job.id, 'printed') : undefined;
      }
      case 'reopen':
        this.journal.close();
        this.journal = this.at.open();
    }
  }

  #append(build: Parameters<OpenedJournal['append']>[0]): void {
    const { seq } = must(
      this.journal.append((next) => {
        const made = build(next);
        this.model.records.push(made.record);
        return made;
      }),
    );
    if (seq !== this.model.records.length) throw new Error(`record ${this.model.records.length} got number ${seq}`);
  }

  /** What the journal answers to every question there is. */
  found(): unknown {
    const { journal, model, members } = this;
    const { seq, acked } = journal.head();
    return {
      head: [seq, acked],
      bodies: journal.after(0, 1_000).map((row) => Buffer.from(row.body).toString()),
      sales: model.sales().map(({ sale }) => journal.sale(sale)),
      keys: model.sales().map(({ idem }) => journal.byKey(idem.key)),
      effects: members.map((member) => journal.effectsOn(member, acked).map((each) => [each.seq, each.effect])),
      floors: [null, ...members].map((member) => journal.redeemedByFloor('2026-11-22', 'points', member)),
      backlog: journal.backlog(),
      verified: must(verifyJournal(this.at.path)).head,
    };
  }

  /** What it should answer. */
  expected(): unknown {
    const { model, members } = this;
    const waiting = model.records.slice(model.acked);
    const effectsOf = (member: string) =>
      model
        .sales()
        .filter((sale) => sale.mem === member && sale.seq > model.acked)
        .flatMap(({ seq, eff }) => eff.map((effect) => [seq, effect]));
    return {
      head: [model.records.length, model.acked],
      bodies: model.records.map((record) => Buffer.from(bodyOf(record)).toString()),
      sales: model.sales().map(({ seq }) => ({ seq, voidedBy: model.voidOf(seq) })),
      keys: model.sales().map(({ seq, idem }) => ({ seq, requestHash: idem.hash })),
      effects: members.map(effectsOf),
      floors: [null, ...members].map((member) => model.floor(member)),
      backlog: {
        records: waiting.length,
        sales: waiting.filter((record) => record.t === 'sale').length,
        oldestMs: waiting[0]?.wall ?? null,
      },
      verified: model.records.length,
    };
  }

  end(): void {
    this.journal.close();
    this.at.remove();
  }
}

it('any sequence of appends verifies, reads back, and answers as plain lists would', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.array(steps, { maxLength: 60 }), (seed, sequence) => {
      const run = new Run(seed);
      try {
        for (const step of sequence) run.step(step);
        expect(run.found()).toEqual(run.expected());
        run.step({ do: 'reopen' });
        expect(run.found()).toEqual(run.expected());
      } finally {
        run.end();
      }
    }),
    { numRuns: 40 },
  );
});
