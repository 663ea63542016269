// What is true at the end, told by everybody apart: the POS's own file, the till's journal, headquarters' store and figures,
// and the paper. Reads only, from files and by the ways people read; the test compares.
import { join } from 'node:path';
import type { Epoch, TillId } from '../../core/base/id.ts';
import { recordSchema } from '../../core/journal/record.ts';
import type { JournalRecord, SaleRecord } from '../../core/journal/record.ts';
import type { PrintState } from '../../core/protocol/till.ts';
import { printStateSchema } from '../../core/protocol/till.ts';
import { mergeFacts, noFacts } from '../../core/projection/statistics.ts';
import type { Facts } from '../../core/projection/statistics.ts';
import { openDatabase } from '../../agent/storage/open-database.ts';
import { verifyJournal } from '../../agent/storage/verify-journal.ts';
import type { JournalReport } from '../../agent/storage/verify-journal.ts';
import { openSqliteReader } from '../../sync-server/store/sqlite/store.ts';
import { eventually } from '../support/shop-chain.ts';
import type { ShopChain } from '../support/shop-chain.ts';
import type { TillClient } from '../support/till-client.ts';

export interface AuditedJournal {
  readonly report: JournalReport;
  /** As stored, in order. */
  readonly bodies: readonly string[];
  readonly records: readonly JournalRecord[];
  /** State of the slip of each sale, by event seq; copies apart. */
  readonly slips: ReadonlyMap<number, PrintState>;
}

/** Of an agent that has ended. */
export function auditJournal(folder: string): AuditedJournal {
  const file = join(folder, 'journal.db');
  const report = verifyJournal(file);
  if (!report.ok) throw new Error(`the journal is not whole: ${JSON.stringify(report.problem)}`);
  const opened = openDatabase(file, 'journal-reader');
  if (!opened.ok) throw new Error(opened.problem.code);
  const db = opened.value;
  try {
    const bodies = db
      .prepare<unknown[], Uint8Array>('SELECT body FROM record ORDER BY seq')
      .pluck()
      .all()
      .map((body) => Buffer.from(body).toString());
    const jobs = db
      .prepare<unknown[], { seq: number; state: string }>('SELECT seq, state FROM print_job WHERE copy = 0')
      .all();
    return {
      report: report.value,
      bodies,
      records: bodies.map((body) => recordSchema.parse(JSON.parse(body))),
      slips: new Map(jobs.map(({ seq, state }) => [seq, printStateSchema.parse(state)])),
    };
  } finally {
    db.close();
  }
}

/** What headquarters holds of one stream, byte for byte. */
export async function auditStream(serverFolder: string, ter: TillId, ep: Epoch): Promise<string[]> {
  const opened = openSqliteReader(serverFolder);
  if (!opened.ok) throw new Error(opened.problem.code);
  try {
    const rows = await opened.value.reader.records(ter, ep, 0, 1_000_000);
    return rows.map(({ body }) => Buffer.from(body).toString());
  } finally {
    opened.value.close();
  }
}

/** Headquarters' figures of all days that records name, as its screen gets them. */
export async function auditFigures(
  chain: ShopChain,
  records: readonly JournalRecord[],
  store?: string,
): Promise<Facts> {
  const days = records.map(({ biz }) => biz).toSorted();
  const hq = await chain.server.hq();
  const { days: found } = await hq.figures(days[0] ?? '', days.at(-1) ?? '', store);
  return found.map(({ facts }) => facts).reduce(mergeFacts, noFacts);
}

/** Until headquarters has everything this till wrote. */
export async function untilSettled(client: TillClient): Promise<void> {
  await eventually(
    'everything is with headquarters',
    async () => {
      const { backlog, journal } = await client.status();
      return backlog.records === 0 && journal.acked === journal.head;
    },
    60_000,
  );
}

export function salesOf(records: readonly JournalRecord[]): SaleRecord[] {
  return records.filter((record) => record.t === 'sale');
}

/** Points that sales gave and took. */
export function pointsOf(sales: readonly SaleRecord[]): { earned: number; spent: number } {
  const effects = sales.flatMap(({ eff }) => eff);
  const sum = (kind: 'earn' | 'redeem'): number =>
    effects.filter((each) => each.kind === kind).reduce((total, { n }) => total + n, 0);
  return { earned: sum('earn'), spent: sum('redeem') };
}
