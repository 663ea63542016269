// A checkout as a cashier does it: card scanned, goods scanned, paid, durable, receipt as bytes; beside it, in the same run
// and turn by turn, one bare durable insert of the same bytes. Says what each step costs, and the commit in inserts.
import { createHash } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { receiptBytes } from '../../agent/devices/receipt-bytes.ts';
import type { Till } from '../../agent/till/create-till.ts';
import type { Journal } from '../../agent/till/ports.ts';
import type { Result } from '../../core/base/result.ts';
import { openBareInsert } from './bare-insert.ts';
import type { BareInsert } from './bare-insert.ts';
import { machineLine } from './bench-result.ts';
import type { BenchResult, BenchSize } from './bench-result.ts';
import { openBenchTill } from './bench-till.ts';
import { percentileRow, percentileSpread, spreadOf } from './percentile.ts';
import { codeOfMember, makeCustomers } from './workload.ts';
import type { BenchCustomer } from './workload.ts';

const rounds = 7;

type Step =
  'bare insert' | 'card scanned' | 'goods scanned' | 'commit' | 'journal.append' | 'receipt bytes' | 'whole path';
type Times = Record<Step, number[]>;

export async function benchCheckout({ small, tell }: BenchSize): Promise<BenchResult> {
  const members = small ? 10_000 : 1_000_000;
  const salesARound = small ? 200 : 2_000;
  const append = { lastMs: 0 };
  const bench = openBenchTill({ members, tell, wrapJournal: (journal) => timedAppend(journal, append) });
  const bare = openBareInsert(bench.folder);
  try {
    const next = makeCustomers('checkout', members);
    const sell = (times: Times): void => {
      sellOne(bench.till, next(), times);
      times['journal.append'].push(append.lastMs);
      times['bare insert'].push(insertSame(bare, bench.journal));
    };
    // The first sales pay for the compiler and for an empty file; a till has been open since the morning.
    await repeat(salesARound, () => sell(noTimes()));
    const done: Times[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      const times = noTimes();
      await repeat(salesARound, () => sell(times));
      done.push(times);
      tell(`round ${round} of ${rounds}`);
    }
    return resultOf(done, `${members} members in the cache, ${rounds} rounds of ${salesARound} sales`);
  } finally {
    bare.close();
    bench.close();
  }
}

/** What follows from a commit happens in turns of its own, so the loop is let go between two sales, as between customers. */
async function repeat(count: number, act: () => void): Promise<void> {
  for (let each = 0; each < count; each += 1) {
    act();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function sellOne(till: Till, customer: BenchCustomer, times: Times): void {
  const startMs = performance.now();
  must(till.open());
  const card = till.scan({ text: codeOfMember(customer.member), source: 'serial', device: 'scanner' });
  if (card.problem) throw new Error(JSON.stringify(card.problem));
  const knownMs = performance.now();
  for (const text of customer.goods) till.scan({ text, source: 'serial', device: 'scanner' });
  const goodsMs = performance.now();
  const { saleId, quoteId, total } = must(till.open());
  if (quoteId === null) throw new Error('the sale has no quote');
  const request = {
    quoteId,
    tenders: [{ kind: 'cash' as const, amount: total.after }],
    charged: total.after,
  };
  const key = `bench-${saleId}`;
  const hash = createHash('sha256').update(key).digest('hex');
  const readyMs = performance.now();
  must(till.commit(saleId, request, { key, hash }));
  const durableMs = performance.now();
  const bytes = receiptBytes(must(till.receipt(saleId)), 42);
  const endMs = performance.now();
  if (bytes.length < 100) throw new Error('no receipt came');
  times['card scanned'].push(knownMs - startMs);
  times['goods scanned'].push(goodsMs - knownMs);
  times['commit'].push(durableMs - readyMs);
  times['receipt bytes'].push(endMs - durableMs);
  times['whole path'].push(endMs - startMs);
}

function insertSame(bare: BareInsert, journal: Journal): number {
  const [row] = journal.after(journal.head().seq - 1, 1);
  if (!row) throw new Error('the sale is not in the journal');
  return bare.insert(row.body, row.hash);
}

function timedAppend(journal: Journal, into: { lastMs: number }): Journal {
  return {
    ...journal,
    append: (build) => {
      const startMs = performance.now();
      const appended = journal.append(build);
      into.lastMs = performance.now() - startMs;
      return appended;
    },
  };
}

function resultOf(done: readonly Times[], size: string): BenchResult {
  const of = (step: Step): number[][] => done.map((times) => times[step]);
  const steps = Object.keys(noTimes()) as Step[];
  // Each round is compared with itself; the ratio is the median of the rounds.
  const cost = (step: Step, share: number): number => {
    const ours = of(step).map((round) => percentileSpread([round], share).median);
    const theirs = of('bare insert').map((round) => percentileSpread([round], share).median);
    return spreadOf(ours.map((each, at) => each / (theirs[at] ?? Number.NaN))).median;
  };
  return {
    bench: 'checkout',
    machine: machineLine(),
    size,
    unit: 'ms',
    rows: steps.map((step) => percentileRow(step, of(step))),
    ratios: {
      commitCost: cost('commit', 0.5),
      commitCostP99: cost('commit', 0.99),
      appendCost: cost('journal.append', 0.5),
      pathCostP99: cost('whole path', 0.99),
    },
    notes: [
      'commitCost: till.commit whole (evaluate, record, hash, durable, answer) ÷ bare insert, p50; aim ≤ 1.3',
      'appendCost: the part of it that makes the record durable ÷ bare insert, p50',
      'pathCostP99: whole path ÷ bare insert, p99; aim ≤ 5',
    ],
  };
}

function noTimes(): Times {
  return {
    'bare insert': [],
    'journal.append': [],
    commit: [],
    'card scanned': [],
    'goods scanned': [],
    'receipt bytes': [],
    'whole path': [],
  };
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}
