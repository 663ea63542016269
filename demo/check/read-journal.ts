// The journal of a till that has ended, read by the agent's own store: what was sold and what it did to the ledger.
import { readEnrolment } from '../../agent/sync/enrolment-file.ts';
import { openKeyStore } from '../../agent/sync/key-store.ts';
import { openJournal } from '../../agent/storage/journal-store.ts';
import { system } from '../../agent/system.ts';
import { journalMark } from '../../core/journal/chain.ts';
import type { SaleRecord } from '../../core/journal/record.ts';
import { must } from '../must.ts';

export interface JournalFigures {
  readonly sales: readonly SaleRecord[];
  readonly charged: number;
  readonly earned: number;
  readonly spent: number;
  /** Mark of each sale's place in the chain, as printed. */
  readonly marks: readonly string[];
  readonly head: number;
  readonly acked: number;
}

/** Throws the sentence of what is wrong with the file. */
export function readJournal(folder: string): JournalFigures {
  const enrolment = must(readEnrolment(folder));
  const keys = must(openKeyStore(folder));
  const opened = openJournal(folder, {
    tillId: enrolment.till,
    tillKey: keys.publicKey,
    random: system.random,
    ballastBytes: 0,
  });
  const journal = must(opened);
  try {
    const { seq: head, acked } = journal.head();
    const sales: SaleRecord[] = [];
    const marks: string[] = [];
    for (let seq = 1; seq <= head; seq += 1) {
      const found = journal.record(seq);
      if (found?.record.t !== 'sale') continue;
      sales.push(found.record);
      marks.push(journalMark(found.hash));
    }
    const effects = sales.flatMap(({ eff }) => eff);
    const sum = (kind: 'earn' | 'redeem'): number =>
      effects.reduce((total, effect) => total + (effect.kind === kind ? effect.n : 0), 0);
    const charged = sales.reduce((total, sale) => total + sale.charged, 0);
    return { sales, charged, earned: sum('earn'), spent: sum('redeem'), marks, head, acked };
  } finally {
    journal.close();
  }
}
