// Four witnesses of the same two sales: the journal, the slips, the ledger and headquarters' figures. They must agree with
// each other and with the amounts worked out by hand.
import type { Overview } from '../../core/protocol/hq.ts';
import type { DemoLayout } from '../demo-layout.ts';
import type { DemoOptions } from '../demo-options.ts';
import { runProcess } from '../run-process.ts';
import { flipByte } from './flip-byte.ts';
import { readJournal } from './read-journal.ts';
import type { Report } from './report.ts';
import { euros } from './run-script.ts';
import type { Script } from './run-script.ts';

export interface Witnesses {
  readonly layout: DemoLayout;
  readonly script: Script;
  readonly overview: Overview;
  readonly broken: DemoOptions['broken'];
  readonly report: Report;
  readonly say: (line: string) => void;
}

export async function verifyFigures({ layout, script, overview, broken, report, say }: Witnesses): Promise<void> {
  const { folder } = layout.tills[0];
  const { wanted, sales } = script;
  if (broken === 'journal') flipByte(folder, sales[0]?.committed.saleId ?? '');
  say('\nThe journal');
  await verifyJournal(folder, report);
  const journal = readJournal(folder);
  report.same('sales in the journal', journal.sales.length, sales.length);
  report.same('charged, by the journal', journal.charged, wanted.charged);
  report.same('points earned, by the journal', journal.earned, wanted.earned);
  report.same('points spent, by the journal', journal.spent, wanted.spent);
  report.same(
    'marks on the slips and in the chain',
    sales.map(({ committed }) => committed.mark),
    journal.marks,
  );
  report.same('records that headquarters has confirmed', journal.acked, journal.head);

  say('\nThe slips (this is the second)');
  for (const line of (sales[1]?.slip ?? '').trimEnd().split('\n')) say(`  | ${line}`);
  report.same(
    'charged, by the slips',
    sales.reduce((sum, { slip }) => sum + totalOn(slip), 0),
    wanted.charged,
  );
  report.holds('the first slip says the points it earned', (sales[0]?.slip ?? '').includes(`${wanted.earned - 1}`));
  report.holds('the second slip says what the points took off', (sales[1]?.slip ?? '').includes(euros(250)));

  say('\nHeadquarters');
  const { today, liability, short, members } = overview;
  report.same('sales', today.sales, sales.length);
  report.same('sales with a member', today.memberSales, sales.length);
  report.same('charged', today.amount, wanted.charged);
  report.same('discount', today.discount, wanted.discount);
  report.same('points issued and spent', today.units, [{ unit: 'points', issued: wanted.earned, spent: wanted.spent }]);
  report.same('rewards given', today.rewards, 1);
  report.same('members', members, 1);
  report.same(
    'points held, by the ledger',
    liability.map(({ unit, n }) => ({ unit, n })),
    [{ unit: 'points', n: wanted.earned - wanted.spent }],
  );
  report.same(
    'points spent beyond what was there',
    short.reduce((sum, { n }) => sum + n, 0),
    0,
  );
}

/** What the slip itself says, in minor units; a slip without a total is not a number, and equals nothing. */
function totalOn(slip: string): number {
  return Number((/^Summe EUR +(\d+,\d\d)$/m.exec(slip)?.[1] ?? 'none').replace(',', ''));
}

/** By the command that anybody may run: `npm run regulars -- verify`. */
async function verifyJournal(folder: string, report: Report): Promise<void> {
  const printed: string[] = [];
  const verify = runProcess('regulars verify', 'agent/cli/regulars.ts', ['verify', folder], (line) =>
    printed.push(line),
  );
  if ((await verify.ended) !== 0)
    throw new Error(`Not so: the journal is whole. ${[...printed, verify.lastWords()].join(' ').trim()}`);
  report.holds(`the journal is whole: ${printed[0] ?? ''}`, true);
}
