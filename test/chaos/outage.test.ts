// The server is gone while two tills sell two hundred times, rewards within the floor among them; then it comes back, over a
// line that tears in the middle of frames. Each sale arrives once, and everybody has the same totals.
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, onTestFailed, test } from 'vitest';
import { mergeFacts } from '../../core/projection/statistics.ts';
import { seededDice } from '../../demo/seeded-dice.ts';
import { openCutProxy } from '../support/cut-proxy.ts';
import type { CutProxy, Tear } from '../support/cut-proxy.ts';
import { eventually, openShopChain } from '../support/shop-chain.ts';
import type { ShopChain } from '../support/shop-chain.ts';
import { openSaleRecorder } from '../support/sale-recorder.ts';
import type { SaleRecorder } from '../support/sale-recorder.ts';
import type { TillClient } from '../support/till-client.ts';
import type { TodayReport } from '../../core/protocol/till.ts';
import { auditFigures, auditJournal, auditStream, pointsOf, salesOf, untilSettled } from './audit.ts';
import type { AuditedJournal } from './audit.ts';
import { openPos } from './pos.ts';
import type { Pos } from './pos.ts';

const salesATill = 100;
const serverKills = 5;
const seed = process.env['REGULARS_SEED'] ?? String(Math.floor(Math.random() * 1e9));
const dice = seededDice(`outage ${seed}`);
/**
 * From within the first words of a connection to within the push of all hundred; the last lets the push through and takes
 * half of its answer, so that the till must ask for what is there already.
 */
const tears: readonly Tear[] = [
  { from: 'till', bytes: 90 },
  { from: 'till', bytes: 700 },
  { from: 'server', bytes: 350 },
  { from: 'till', bytes: 2_500 },
  { from: 'till', bytes: 4_000 },
  { from: 'server', bytes: 40, afterTillBytes: 5_000 },
];

interface Lane {
  readonly client: TillClient;
  readonly pos: Pos;
  readonly recorder: SaleRecorder;
}

let chain: ShopChain;
let line: CutProxy;
let lanes: Lane[];

beforeEach(async () => {
  chain = await openShopChain({
    tills: [
      { store: 'markt' },
      {
        store: 'bahnhof',
        through: async (serverPort) => {
          line = await openCutProxy(serverPort);
          return line.port;
        },
      },
    ],
  });
  lanes = await Promise.all(
    chain.tills.map(async (till, at) => {
      await till.start();
      const client = await till.client();
      const recorder = openSaleRecorder(join(chain.folder, `confirmed-${at}.jsonl`));
      return {
        client,
        recorder,
        pos: openPos({
          place: at + 1,
          recorder,
          dice: seededDice(`outage ${at}`),
          client: () => Promise.resolve(client),
        }),
      };
    }),
  );
});

afterEach(async () => {
  for (const { recorder } of lanes) recorder.close();
  await chain.close();
  await line.close();
});

test('200 sales without headquarters: each of them arrives once, and all totals are equal', async () => {
  onTestFailed(() => console.error(chain.processes.words()));
  await Promise.all(lanes.map(async (lane) => await sellUntil(lane, 20)));
  await Promise.all(lanes.map(async ({ client }) => await untilSettled(client)));
  const before = lanes.map(({ recorder }) => recorder.sales().length);

  await chain.server.kill();
  await Promise.all(lanes.map(async ({ client }) => await eventually('offline', async () => isOffline(client))));
  const startMs = performance.now();
  await Promise.all(lanes.map(async (lane, at) => await sellUntil(lane, before[at]! + salesATill)));
  const soldMs = performance.now() - startMs;
  for (const { client } of lanes) {
    expect(await client.status()).toMatchObject({ link: { state: 'offline' }, backlog: { sales: salesATill } });
  }

  line.tear(tears);
  await chain.server.start();
  await Promise.all(lanes.map(async ({ client }) => await untilSettled(client)));
  const backMs = performance.now() - startMs - soldMs;

  const reports = await Promise.all(lanes.map(async ({ client }) => await client.today()));
  await Promise.all(chain.tills.map(async (till) => await till.end()));
  const journals = chain.tills.map((till) => auditJournal(till.folder));
  const offline = journals.map(({ records }) => salesOf(records).filter((sale) => sale.link === 'offline'));
  tellCounts(offline.flat().length, pointsOf(offline.flat()).spent, soldMs, backMs);

  expect(offline.map((sales) => sales.length)).toEqual([salesATill, salesATill]);
  expect(offline.every((sales) => pointsOf(sales).spent > 0)).toBe(true);
  await expectSettled(journals, reports);
  expect(line.torn()).toBe(tears.length);
});

test(`headquarters killed ${serverKills} times while two tills sell (seed ${seed})`, async () => {
  onTestFailed(() => console.error(chain.processes.words()));
  let open = true;
  const selling = lanes.map(async ({ pos }) => {
    for (; open; await pause(dice.below(40))) await pos.step();
  });
  for (let kill = 0; kill < serverKills; kill += 1) {
    // A till is back within five seconds: most of these come while records are under way.
    await eventually('a till is online', async () => !(await isOffline(lanes[0]!.client)));
    await pause(dice.below(500));
    await chain.server.kill();
    await chain.server.start();
  }
  open = false;
  await Promise.all(selling);
  await Promise.all(lanes.map(async ({ client }) => await untilSettled(client)));
  const reports = await Promise.all(lanes.map(async ({ client }) => await client.today()));
  await Promise.all(chain.tills.map(async (till) => await till.end()));
  const journals = chain.tills.map((till) => auditJournal(till.folder));
  const sales = lanes.reduce((sum, { recorder }) => sum + recorder.sales().length, 0);
  console.log(`outage: headquarters killed ${serverKills} times under ${sales} sales, seed ${seed}`);
  await expectSettled(journals, reports);
});

/** What the POS saw confirmed, journals, headquarters' bytes, its figures by store and the tills' own reports: all the same. */
async function expectSettled(journals: readonly AuditedJournal[], reports: readonly TodayReport[]): Promise<void> {
  for (const [at, { recorder }] of lanes.entries()) {
    const { report, bodies, records } = journals[at]!;
    const refs = salesOf(records).map((sale) => [sale.pos_ref, sale.charged]);
    expect(refs).toEqual(recorder.sales().map((sale) => [sale.posRef, sale.charged]));
    expect(await auditStream(chain.server.folder, report.till, report.epoch)).toEqual(bodies);
    expect(await auditFigures(chain, records, chain.tills[at]!.store)).toEqual(reports[at]!.total);
  }
  const all = journals.flatMap(({ records }) => records);
  expect(await auditFigures(chain, all)).toEqual(reports.map(({ total }) => total).reduce(mergeFacts));
}

/** Until the POS saw so many sales confirmed; new members come by on the way. */
async function sellUntil({ pos, recorder }: Lane, sales: number): Promise<void> {
  while (recorder.sales().length < sales) await pos.step();
}

async function isOffline(client: TillClient): Promise<boolean> {
  return (await client.status()).link.state === 'offline';
}

function tellCounts(sales: number, spent: number, soldMs: number, backMs: number): void {
  console.log(
    `outage: ${sales} sales offline in ${(soldMs / 1000).toFixed(1)} s, ${spent} points redeemed by the floor, ` +
      `${line.torn()} connections torn, all settled ${(backMs / 1000).toFixed(1)} s after the server came back`,
  );
}
