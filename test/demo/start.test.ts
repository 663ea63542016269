// `npm start` as a person meets it: it runs, it keeps what was sold, the cable can be pulled, and it ends in order.
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { cashierAt } from '../../demo/check/cashier.ts';
import type { Cashier } from '../../demo/check/cashier.ts';
import { setUpHeadquarters } from '../../demo/check/headquarters.ts';
import { readJournal } from '../../demo/check/read-journal.ts';
import { demoLayout, portsOf } from '../../demo/demo-layout.ts';
import { sentenceOfTakenPort } from '../../demo/sentence-of-taken-port.ts';
import { runDemo } from '../../demo/run-demo.ts';
import { screenLink } from '../../demo/screen-link.ts';

const root = join(import.meta.dirname, '..', '..');
const croissant = '4099123010436';
const coffee = '4099123010856';
const honey = '4099123012188';

interface Started {
  readonly process: ChildProcessWithoutNullStreams;
  printed(): string;
  readonly ready: Promise<boolean>;
  readonly ended: Promise<number | null>;
}

const running: Started[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) {
    each.process.kill('SIGINT');
    await each.ended;
  }
});

function start(args: readonly string[]): Started {
  const process_ = spawn(process.execPath, ['demo/start.ts', ...args], { cwd: root });
  let text = '';
  let isReady: (ready: boolean) => void = () => undefined;
  const ready = new Promise<boolean>((resolve) => {
    isReady = resolve;
  });
  const hear = (bytes: Buffer): void => {
    text += bytes.toString('utf8');
    if (text.includes('Ctrl-C ends all')) isReady(true);
  };
  process_.stdout.on('data', hear);
  process_.stderr.on('data', hear);
  const ended = new Promise<number | null>((resolve) => {
    process_.on('close', (code) => {
      isReady(false);
      resolve(code);
    });
  });
  const started = { process: process_, printed: () => text, ready, ended };
  running.push(started);
  return started;
}

async function act(pagePort: number, order: object): Promise<unknown> {
  const answer = await fetch(`http://127.0.0.1:${pagePort}/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(order),
  });
  return answer.json();
}

async function sell(cashier: Cashier, pagePort: number, code: string): Promise<void> {
  expect(await act(pagePort, { do: 'press', till: 0, text: code })).toEqual({ ok: true });
  const { sale } = await cashier.waitFor(`${code} did not arrive.`, (view) => (view.sale?.lines.length ?? 0) > 0);
  if (sale) await cashier.pay(sale);
}

describe('npm start', () => {
  it('sells while the cable is pulled, also for points, and headquarters catches up; a second start keeps it all', async () => {
    const layout = demoLayout(mkdtempSync(join(tmpdir(), 'regulars-start-')), 27_700);
    const args = ['--no-history', '--folder', layout.folder, '--port-base', '27700'];
    const first = start(args);
    expect([await first.ready, first.printed()]).toEqual([true, expect.stringContaining('#setup=')]);
    const setupLink = /http:\S+#setup=\S+/.exec(first.printed())?.[0] ?? '';
    const headquarters = await setUpHeadquarters(setupLink);
    const cashier = await cashierAt(await screenLink(layout.tills[0].folder, '/'));
    await cashier.waitFor('The programme did not reach the till.', ({ programme }) => programme !== null);
    const card = await cashier.enrol('Réka', '+49 69 90009 017');

    await act(layout.pagePort, { do: 'cable', pulled: true });
    await cashier.waitFor('The till did not notice the cable.', ({ link }) => link.state === 'offline');
    await act(layout.pagePort, { do: 'press', till: 0, text: card });
    await act(layout.pagePort, { do: 'press', till: 0, text: honey });
    const { sale } = await cashier.waitFor(
      'The honey did not arrive.',
      (view) => view.sale?.lines.length === 1 && view.sale.member !== null,
    );
    if (!sale) expect.unreachable();
    await cashier.pay(await cashier.setQuantity(sale, sale.lines[0]?.id ?? '', 20));
    for (let more = 0; more < 18; more += 1) await sell(cashier, layout.pagePort, more % 2 === 0 ? croissant : honey);
    await act(layout.pagePort, { do: 'press', till: 0, text: card });
    await act(layout.pagePort, { do: 'press', till: 0, text: coffee });
    const named = await cashier.waitFor(
      'The coffee did not arrive.',
      (view) => view.sale?.lines.length === 1 && view.sale.member !== null,
    );
    if (!named.sale) expect.unreachable();
    await cashier.pay(await cashier.chooseRewards(named.sale, ['free-coffee']));
    const offline = await cashier.view();
    expect(offline.backlog.sales).toBe(20);
    expect((await headquarters.overview()).today.sales).toBe(0);

    await act(layout.pagePort, { do: 'cable', pulled: false });
    await cashier.waitFor('The till did not catch up.', ({ backlog }) => backlog.records === 0);
    const { today } = await headquarters.overviewWhen((seen) => seen.today.sales === 20);
    first.process.kill('SIGINT');
    expect(await first.ended).toBe(0);
    expect(await sentenceOfTakenPort(portsOf(layout))).toBeNull();
    const journal = readJournal(layout.tills[0].folder);
    expect([journal.sales.length, journal.charged, journal.earned, journal.spent, journal.acked]).toEqual([
      today.sales,
      today.amount,
      today.units[0]?.issued,
      100,
      journal.head,
    ]);
    expect(today.offlineSales).toBe(20);

    const second = start(args);
    expect([await second.ready, second.printed().includes('#setup=')]).toEqual([true, false]);
    const again = await cashierAt(await screenLink(layout.tills[0].folder, '/'));
    await again.open();
    await act(layout.pagePort, { do: 'press', till: 0, text: card });
    const { sale: known } = await again.waitFor(
      'The member is not known any more.',
      (view) => view.sale?.member?.firstName === 'Réka',
    );
    expect(known?.member?.balances[0]?.n).toBe(journal.earned - journal.spent);
  });

  it('says so and ends all when a part of it dies', async () => {
    const layout = demoLayout(mkdtempSync(join(tmpdir(), 'regulars-start-')), 27_800);
    const started = start(['--no-history', '--folder', layout.folder, '--port-base', '27800']);
    expect(await started.ready).toBe(true);
    const portFile: unknown = JSON.parse(readFileSync(join(layout.tills[1].folder, 'port.json'), 'utf8'));
    process.kill((portFile as { pid: number }).pid, 'SIGKILL');
    expect(await started.ended).toBe(1);
    expect(started.printed()).toContain('Kasse 1 of Kornblume im Bahnhof ended by itself');
    expect(await sentenceOfTakenPort(portsOf(layout))).toBeNull();
  });

  it('names the port that is taken, and starts nothing', async () => {
    const taken = createServer();
    await new Promise<void>((done) => taken.listen(27_912, '127.0.0.1', done));
    const folder = mkdtempSync(join(tmpdir(), 'regulars-start-'));
    const started = start(['--no-history', '--folder', folder, '--port-base', '27900']);
    expect(await started.ended).toBe(1);
    expect(started.printed()).toContain(
      'Port 27912 is in use by another program; the till of Kornblume im Bahnhof needs it.',
    );
    await new Promise((done) => taken.close(done));
  });
});

describe('the past of the demo', () => {
  it('is in the journals of the tills, and headquarters counts the same', async () => {
    const layout = demoLayout(mkdtempSync(join(tmpdir(), 'regulars-past-')), 28_000);
    const demo = await runDemo(layout, { fresh: true, history: true, scanner: null, printer: null }, () => undefined);
    const headquarters = await setUpHeadquarters(demo.setupLink ?? '');
    const overview = await headquarters.overview();
    await demo.stop();
    const journals = layout.tills.map(({ folder }) => readJournal(folder));
    const sum = (pick: (journal: (typeof journals)[number]) => number): number =>
      journals.reduce((total, journal) => total + pick(journal), 0);
    expect(sum(({ sales }) => sales.length)).toBeGreaterThan(3_800);
    expect(sum(({ spent }) => spent)).toBeGreaterThan(1_000);
    expect(overview.members).toBe(300);
    expect(overview.liability.map(({ n }) => n)).toEqual([sum(({ earned }) => earned) - sum(({ spent }) => spent)]);
    expect(overview.short.reduce((total, { n }) => total + n, 0)).toBe(0);
    expect(overview.quarantined).toBe(0);
    expect(journals.filter(({ sales, acked }) => (sales.at(-1)?.seq ?? 0) > acked)).toEqual([]);
  });
});
