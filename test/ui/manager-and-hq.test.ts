import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { problem } from '../../core/base/problem.ts';
import { launchBrowser } from '../support/browser.ts';
import { cashierAt } from '../stories/cashier.ts';
import { openCounter, openLiveCounter } from './open-counter.ts';
import { buildScreens, openHqScreens } from './open-screens.ts';
import { makeStillHq, overview } from './still-hq.ts';
import { makeStillTill } from './still-till.ts';
import * as views from './still-views.ts';

// A browser on a crowded machine takes its time; what hangs is still found.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let browser: Browser;
let built: Awaited<ReturnType<typeof buildScreens>>;

beforeAll(async () => {
  [browser, built] = await Promise.all([launchBrowser(), buildScreens()]);
});
afterAll(async () => {
  await browser.close();
  built.remove();
});

const patience = { timeout: 10_000, interval: 20 };
const tile = (page: Page, name: string) =>
  page.locator('dl > div').filter({ has: page.locator('dt').getByText(name, { exact: true }) });

describe('the manager’s screen', () => {
  test('counts a sale the moment it is recorded, and says that it knows this till only', async () => {
    const { page, floor, close, complaints } = await openLiveCounter(browser, built.folder);
    let sockets = 0;
    page.on('websocket', () => (sockets += 1));
    await page.keyboard.press('Alt+M');
    await page.getByText('No sale yet today.').waitFor();
    await page.getByText('This till only.').waitFor();
    const at = cashierAt(floor);
    at.coffee(2);
    at.cake();
    at.sold();
    await expect.poll(() => tile(page, 'Sales').textContent(), patience).toContain('1');
    expect(await tile(page, 'Turnover').textContent()).toContain('€8.60');
    expect(await tile(page, 'Discounts').textContent()).toContain('€0.40');
    expect(await tile(page, 'Waiting to be sent').textContent()).toContain('1 record');
    await page.keyboard.press('Alt+M');
    await page.getByTestId('last').waitFor();
    expect(sockets).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  test('shows the hours as bars that can be heard, and as many days as asked', async () => {
    const { page, close } = await openCounter(browser, built.folder, makeStillTill(views.doneView));
    await page.keyboard.press('Alt+M');
    await page.getByText('08:00–09:00: 22').waitFor({ state: 'attached' });
    await expect.poll(() => page.locator('tbody tr').count(), patience).toBe(7);
    await page.getByRole('button', { name: '35 days' }).click();
    expect(await page.locator('tbody tr').count()).toBe(35);
    await close();
  });
});

describe('headquarters', () => {
  async function open(hq: ReturnType<typeof makeStillHq>, path = '') {
    const screens = await openHqScreens(hq.routes, built.folder);
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'en' });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    await page.goto(screens.url + path);
    const close = async (): Promise<void> => {
      await context.close();
      await screens.close();
    };
    return { page, screens, close };
  }

  async function enter(page: Page, password: string): Promise<void> {
    await page.getByLabel('Name').fill('Rosa');
    await page.getByLabel('Password').fill(password);
    await page.keyboard.press('Enter');
  }

  test('the set-up link makes the first person; without it the screen says where the link is', async () => {
    const hq = makeStillHq();
    hq.setUpDue = true;
    const bare = await open(hq);
    await bare.page.getByText('Open the set-up link').waitFor();
    await bare.close();

    const token = 's'.repeat(43);
    const { page, close } = await open(hq, `#setup=${token}`);
    await enter(page, 'correct horse battery');
    await page.getByRole('heading', { name: 'The chain today' }).waitFor();
    expect(hq.posted).toEqual([{ token, name: 'Rosa', password: 'correct horse battery' }]);
    expect(page.url()).not.toContain(token);
    await close();
  });

  test('a wrong password is a sentence; then the chain, its stores and what is behind', async () => {
    const hq = makeStillHq();
    const { page, close } = await open(hq);
    await enter(page, 'wrong');
    await page.getByRole('alert').getByText('Name or password is wrong.').waitFor();
    await enter(page, 'correct horse battery');
    await page.getByRole('heading', { name: 'The chain today' }).waitFor();
    const stores = page.getByRole('region', { name: 'Stores' });
    await stores.getByText('0 of 2 online').waitFor();
    await stores.getByText('37 records waiting').waitFor();
    await page.getByRole('region', { name: 'Tills' }).getByText('shut out').waitFor();
    expect(await tile(page, 'Points held').textContent()).toContain('€3,684.40');
    expect(await tile(page, 'Spent beyond the balance').textContent()).toContain('150 points');
    hq.overview = { ...overview, stores: overview.stores.slice(0, 1), members: 9_999 };
    await expect.poll(() => tile(page, 'Members').textContent(), patience).toContain('9,999');
    await close();
  });

  test('figures of 35 days, and a code for a new till', async () => {
    const hq = makeStillHq();
    const { page, screens, close } = await open(hq);
    await enter(page, 'correct horse battery');
    await page.getByRole('link', { name: 'Figures' }).click();
    await expect.poll(() => page.locator('tbody tr').count(), patience).toBe(35);
    expect(await page.locator('figure li').count()).toBe(35);
    await page.getByRole('link', { name: 'Add a till' }).click();
    await page.getByLabel('Name of the till').fill('Till 3');
    await page.keyboard.press('Enter');
    expect(await page.getByTestId('enrol-code').textContent()).toBe('4711-0815');
    await page.getByText(`npm run till -- --enrol ${new URL(screens.url).origin} 4711-0815`).waitFor();
    expect(hq.posted.at(-1)).toEqual({ store: 'berlin', lane: 'Till 3' });
    await close();
  });

  test('a silent server: the figures stay, with their time', async () => {
    const { page, screens, close } = await open(makeStillHq());
    await enter(page, 'correct horse battery');
    await page.getByRole('heading', { name: 'The chain today' }).waitFor();
    await screens.close();
    await page.getByRole('alert').getByText('The server does not answer. These figures are from').waitFor();
    expect(await tile(page, 'Members').textContent()).toContain('1,284');
    await close().catch(() => {});
  });

  test('a session that has ended leads back to the sign-in', async () => {
    const hq = makeStillHq();
    const routes = { ...hq.routes };
    const { page, close } = await open({ ...hq, routes });
    await enter(page, 'correct horse battery');
    await page.getByRole('heading', { name: 'The chain today' }).waitFor();
    routes['GET /hq/v1/overview'] = () => problem('Unauthorised');
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await close();
  });
});
