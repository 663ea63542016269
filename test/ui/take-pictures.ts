// Takes a picture of each screen in each state, to be looked at by people: `node test/ui/take-pictures.ts FOLDER [NAME]`. Also
// says what the browser complained about, which must be nothing.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { buildScreens, openHqScreens, openTillScreens } from './open-screens.ts';
import { makeStillHq } from './still-hq.ts';
import { makeStillTill } from './still-till.ts';
import * as views from './still-views.ts';
import type { TillView } from '../../core/protocol/till.ts';

interface Shot {
  readonly name: string;
  readonly view: TillView;
  readonly language?: 'en' | 'de';
  readonly dark?: boolean;
  readonly size?: readonly [number, number];
  readonly route?: string;
  readonly act?: (page: Page) => Promise<void>;
}

const small = [1024, 600] as const;
const large = [1920, 1080] as const;
const rtl = (page: Page) => page.evaluate(() => void (document.documentElement.dir = 'rtl'));
const press = (key: string) => (page: Page) => page.keyboard.press(key);

const shots: readonly Shot[] = [
  { name: 'cashier-empty', view: views.emptyView },
  { name: 'cashier-busy', view: views.busyView },
  { name: 'cashier-busy-de-dark', view: views.busyView, language: 'de', dark: true },
  { name: 'cashier-busy-large', view: views.busyView, size: large },
  { name: 'cashier-reward-used', view: views.rewardView, language: 'de' },
  { name: 'cashier-offline-de', view: views.offlineView, language: 'de' },
  { name: 'cashier-unknown', view: views.unknownView },
  { name: 'cashier-troubled-de', view: views.troubledView, language: 'de' },
  { name: 'cashier-long', view: views.longView },
  { name: 'cashier-long-large-dark', view: views.longView, size: large, dark: true },
  { name: 'cashier-done', view: views.doneView },
  { name: 'cashier-done-de-dark-large', view: views.doneView, language: 'de', dark: true, size: large },
  { name: 'cashier-rtl', view: views.busyView, act: rtl },
  { name: 'cashier-phone', view: views.busyView, act: press('F2') },
  { name: 'cashier-enrol-de', view: views.busyView, language: 'de', act: press('F3') },
  { name: 'cashier-enrol-large', view: views.busyView, size: large, act: press('F3') },
  { name: 'cashier-price', view: views.unknownView, act: press('F4') },
  { name: 'cashier-why', view: views.busyView, act: press('F1') },
  { name: 'cashier-near', view: views.nearView },
  { name: 'cashier-near-de-dark', view: views.nearView, language: 'de', dark: true },
  { name: 'cashier-near-why', view: views.nearView, act: press('F1') },
  { name: 'cashier-near-why-de-dark', view: views.nearView, language: 'de', dark: true, act: press('F1') },
  { name: 'cashier-near-agreed', view: views.agreedView },
  { name: 'cashier-near-agreed-de-dark', view: views.agreedView, language: 'de', dark: true },
  { name: 'cashier-cancel', view: views.busyView, act: press('Shift+Delete') },
  { name: 'cashier-undo-de', view: views.doneView, language: 'de', act: press('F7') },
  { name: 'cashier-held-de', view: { ...views.busyView, held: views.doneView.held }, language: 'de' },
  { name: 'manager', view: views.doneView, route: '/manager', size: [1366, 1700] },
  {
    name: 'manager-de-dark-large',
    view: views.offlineView,
    route: '/manager',
    language: 'de',
    dark: true,
    size: large,
  },
  { name: 'manager-rtl', view: views.troubledView, route: '/manager', act: rtl },
];

async function main(folder: string, only: string | undefined): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const built = await buildScreens();
  const browser = await launchBrowser();
  try {
    for (const shot of shots) if (shot.name.includes(only ?? '')) await takeTill(browser, built.folder, folder, shot);
    if (!only || only.startsWith('hq')) await takeHq(browser, built.folder, folder);
  } finally {
    await browser.close();
    built.remove();
  }
}

async function takeTill(browser: Browser, built: string, folder: string, shot: Shot): Promise<void> {
  const { language = 'en', size = small } = shot;
  const till = makeStillTill({ ...shot.view, store: { ...shot.view.store, language } });
  const screens = await openTillScreens(till, built);
  const page = await openPage(browser, shot.name, size, shot.dark ?? false);
  await page.goto(screens.url);
  await page.locator('header').first().waitFor();
  if (shot.route) {
    await page.evaluate((route) => void (location.hash = route), shot.route);
    await page.locator('dl').first().waitFor();
  }
  await shot.act?.(page);
  await page.waitForTimeout(350);
  await page.screenshot({ path: join(folder, `${shot.name}.png`) });
  await page.context().close();
  await screens.close();
}

async function takeHq(browser: Browser, built: string, folder: string): Promise<void> {
  for (const [language, dark] of [
    ['en', false],
    ['de', true],
  ] as const) {
    const hq = makeStillHq();
    hq.setUpDue = true;
    const screens = await openHqScreens(hq.routes, built);
    const page = await openPage(browser, `hq-${language}`, [1366, 768], dark, language);
    const take = async (name: string): Promise<void> => {
      await page.waitForTimeout(350);
      await page.screenshot({ path: join(folder, `hq-${name}-${language}.png`), fullPage: true });
    };
    await page.goto(`${screens.url}#setup=${'s'.repeat(24)}`);
    await page.locator('input').first().fill('Rosa');
    await page.locator('input').last().fill('correct horse battery');
    await take('setup');
    await page.keyboard.press('Enter');
    await page.locator('table').first().waitFor();
    await take('overview');
    await page.setViewportSize({ width: 1366, height: 1400 });
    await take('overview-tall');
    await page.evaluate(() => void (location.hash = '/figures'));
    await page.locator('figure').waitFor();
    await take('figures');
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.evaluate(() => void (location.hash = '/tills'));
    await page.locator('form input').fill('Till 3');
    await page.keyboard.press('Enter');
    await page.getByTestId('enrol-code').waitFor();
    await take('enrol');
    await screens.close();
    await page.evaluate(() => void (location.hash = '/'));
    await page.getByRole('alert').waitFor({ timeout: 8_000 });
    await take('silent');
    await page.context().close();
  }
}

async function openPage(
  browser: Browser,
  name: string,
  [width, height]: readonly [number, number],
  dark: boolean,
  locale = 'en',
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    locale,
    hasTouch: true,
  });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) console.log(`${name}: ${message.text()}`);
  });
  page.on('pageerror', (error) => {
    console.log(`${name}: ${error.message}`);
  });
  return page;
}

const [folder, only] = process.argv.slice(2);
if (folder === undefined) throw new Error('where to? node test/ui/take-pictures.ts FOLDER [NAME]');
await main(folder, only);
