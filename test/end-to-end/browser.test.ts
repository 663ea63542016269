// The whole thing as people meet it: a real browser on the screens of real agents, a real server. A customer joins, earns,
// pays with points; the cable goes and comes back; headquarters' screen shows the same figures. English, and German once.
import { randomBytes } from 'node:crypto';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFailed, test } from 'vitest';
import { mergeFacts } from '../../core/projection/statistics.ts';
import { buildScreens } from '../../demo/build-screens.ts';
import { pressDevices } from '../../demo/press-devices.ts';
import { launchBrowser } from '../support/browser.ts';
import { findFreePort } from '../support/free-port.ts';
import { hqPerson } from '../support/hq-client.ts';
import { eventually, openShopChain } from '../support/shop-chain.ts';
import type { ShopChain } from '../support/shop-chain.ts';
import type { TillClient } from '../support/till-client.ts';

const croissant = '4099123010436';
const coffee = '4099123010856';
const nobodysCode = '4099123999991';
const annas = '0171 2345678';
const token = randomBytes(16).toString('hex');
const patience = { timeout: 15_000, interval: 20 };

/** A till, its screen in the browser, a client beside it, and the door to its simulated devices. */
interface Place {
  readonly page: Page;
  readonly client: TillClient;
  readonly devices: number;
}

let chain: ShopChain;
let browser: Browser;
/** In English and in German. */
let till: Place;
let kasse: Place;
const complaints: string[] = [];

beforeAll(async () => {
  await buildScreens(() => undefined);
  const [markt, bahnhof] = [await findFreePort(), await findFreePort()];
  const simulated = (port: number): object => ({
    scanner: { kind: 'simulated' },
    printer: { kind: 'simulated' },
    simulator: { port, token },
  });
  [browser, chain] = await Promise.all([
    launchBrowser(),
    openShopChain({
      tills: [
        { store: 'markt', language: 'en', config: simulated(markt) },
        { store: 'bahnhof', language: 'de', config: simulated(bahnhof) },
      ],
    }),
  ]);
  [till, kasse] = await Promise.all([openPlace('markt', markt), openPlace('bahnhof', bahnhof)]);
});
afterAll(async () => {
  await browser?.close();
  await chain?.close();
});

const link = (page: Page): Locator => page.getByTestId('link');
const last = (page: Page): Locator => page.getByTestId('last');
const total = (page: Page): Locator => page.getByTestId('total');

describe('a day at the till', () => {
  test('a customer joins at the till, earns, and pays with points', async () => {
    onTestFailed(() => console.error(chain.processes.words()));
    const { page } = till;
    await press(till, croissant);
    await expect.poll(() => total(page).textContent(), patience).toBe('€1.65');
    await press(till, nobodysCode);
    await page.getByTestId('problem').getByText('No product has the code').waitFor();
    await page.keyboard.press('F4');
    await enter(page, '12000');
    await expect.poll(() => total(page).textContent(), patience).toBe('€121.65');

    await page.keyboard.press('F3');
    await page.keyboard.type('Anna');
    await page.keyboard.press('Tab');
    await enter(page, annas);
    await page.getByTestId('customer').getByText('Anna').waitFor();
    // A member has 10 % off the croissant from this second on.
    await expect.poll(() => total(page).textContent(), patience).toBe('€121.48');
    await page.keyboard.press('F8');
    await last(page).getByText('121 points earned').waitFor();

    await press(till, coffee);
    await page.keyboard.press('F2');
    await enter(page, annas);
    await enter(page, '1');
    await page.getByRole('button', { name: 'A coffee, up to 2.50', pressed: true }).waitFor();
    await page.keyboard.press('F9');
    await last(page).getByText('100 points spent').waitFor();
    await eventually('the slip', async () => (await slipsOf(till)).at(-1)?.includes('Spent points'));
    await link(page).getByText('Online').waitFor();
  });

  test('the cable is out: both screens say so, sales go on and wait', async () => {
    onTestFailed(() => console.error(chain.processes.words()));
    await settled();
    await chain.server.kill();
    await link(till.page).getByText('Offline since').waitFor();
    await link(kasse.page).getByText('Offline seit').waitFor();

    // Never the same code twice at once: a scanner that reads one thing twice is not believed.
    for (const [at, code] of [croissant, coffee, croissant].entries()) {
      await press(till, code);
      await total(till.page).waitFor();
      await till.page.keyboard.press('F9');
      await link(till.page)
        .getByText(at === 0 ? '1 sale waiting' : `${at + 1} sales waiting`)
        .waitFor();
    }
    await press(kasse, croissant);
    await expect.poll(() => total(kasse.page).textContent(), patience).toMatch(/^1,65\s€$/);
    await kasse.page.keyboard.press('F8');
    await last(kasse.page).getByText('Gebucht').waitFor();
    await link(kasse.page).getByText('1 Verkauf wartet').waitFor();
  });

  test('the cable is back: nothing waits, and headquarters shows what the tills show', async () => {
    onTestFailed(() => console.error(chain.processes.words()));
    await chain.server.start();
    await link(till.page).getByText('Online').waitFor();
    await link(kasse.page).getByText('Online').waitFor();
    await expect.poll(() => link(till.page).textContent(), patience).not.toContain('waiting');
    await expect.poll(() => link(kasse.page).textContent(), patience).not.toContain('wartet');
    await settled();

    const page = await openPage(chain.server.setupLink);
    await page.getByLabel('Name').fill(hqPerson.name);
    await page.getByLabel('Password').fill(hqPerson.password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'The chain today' }).waitFor();

    const reports = await Promise.all([till, kasse].map(async ({ client }) => client.today()));
    const facts = reports.map((report) => report.total).reduce(mergeFacts);
    expect(facts).toMatchObject({ sales: 6, memberSales: 2, enrolled: 1, offlineSales: 4, rewards: 1 });
    const money = new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' });
    await expect.poll(() => tile(page, 'Sales').textContent(), patience).toContain(String(facts.sales));
    expect(await tile(page, 'Turnover').textContent()).toContain(money.format(facts.amount / 100));
    expect(await tile(page, 'Members').textContent()).toContain('1');
    const held = facts.units.reduce((sum, { issued, spent }) => sum + issued - spent, 0);
    expect(await tile(page, 'Points held').textContent()).toContain(String(held));
    expect(complaints).toEqual([]);
  });
});

async function openPlace(store: string, devices: number): Promise<Place> {
  const found = chain.tills.find((each) => each.store === store);
  if (!found) throw new Error(`no till in ${store}`);
  await found.start();
  const client = await found.client();
  await eventually('the programme', async () => (await client.view()).programme);
  return { page: await openPage(await found.screen()), client, devices };
}

async function openPage(url: string): Promise<Page> {
  // The browser speaks English; a till's screen speaks its store's language.
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en' });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url);
  await page.locator('main, header').first().waitFor();
  return page;
}

/** By the simulated scanner, as the simulator page does it. */
async function press({ devices }: Place, code: string): Promise<void> {
  expect(await pressDevices(devices, token, { press: code })).toMatchObject({ pressed: true });
}

async function enter(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

async function slipsOf({ devices }: Place): Promise<string[]> {
  const state = await pressDevices(devices, token, null);
  return state?.printer?.slips.map(({ text }) => text) ?? [];
}

async function settled(): Promise<void> {
  for (const { client } of [till, kasse]) {
    await eventually('nothing waits', async () => (await client.status()).backlog.records === 0);
  }
}

function tile(page: Page, name: string): Locator {
  return page.locator('dl > div').filter({ has: page.locator('dt').getByText(name, { exact: true }) });
}
