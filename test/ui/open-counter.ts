// A checkout as a cashier finds it: the real till of the stories behind the real local API, and the built screen in a real
// browser. Time runs as on the wall; all that the browser complains about is kept.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { TillActions } from '../../agent/till/till-actions.ts';
import { openShopFloor } from '../support/shop-floor.ts';
import type { FloorOptions, ShopFloor } from '../support/shop-floor.ts';
import { openTillScreens } from './open-screens.ts';

export interface Counter {
  readonly page: Page;
  readonly origin: string;
  /** What the browser said that it should not have had to say. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

export interface LiveCounter extends Counter {
  readonly floor: ShopFloor;
}

const passMs = 20;

export async function openLiveCounter(
  browser: Browser,
  folder: string,
  options: BrowserContextOptions = {},
  shop: FloorOptions = {},
): Promise<LiveCounter> {
  const floor = await openShopFloor(shop);
  const running = setInterval(() => void floor.pass(passMs), passMs);
  const counter = await openCounter(browser, folder, floor.till, options);
  const close = async (): Promise<void> => {
    await counter.close();
    clearInterval(running);
    await floor.close();
  };
  return { ...counter, floor, close };
}

export async function openCounter(
  browser: Browser,
  folder: string,
  till: TillActions,
  options: BrowserContextOptions = {},
): Promise<Counter> {
  const screens = await openTillScreens(till, folder);
  const context = await browser.newContext({ viewport: { width: 1024, height: 600 }, locale: 'en', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(screens.origin)) complaints.push(`asked elsewhere: ${request.url()}`);
  });
  await page.goto(screens.url);
  await page.locator('header').first().waitFor();
  const close = async (): Promise<void> => {
    await context.close();
    await screens.close();
  };
  return { page, origin: screens.origin, complaints, close };
}
