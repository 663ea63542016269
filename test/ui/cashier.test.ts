import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { problem } from '../../core/base/problem.ts';
import { cakeCode, coffeeCode } from '../support/shop-floor.ts';
import { launchBrowser } from '../support/browser.ts';
import { cashierAt, must } from '../stories/cashier.ts';
import { openCounter, openLiveCounter } from './open-counter.ts';
import type { Counter, LiveCounter } from './open-counter.ts';
import { buildScreens, openTillScreens } from './open-screens.ts';
import { makeStillTill } from './still-till.ts';
import * as views from './still-views.ts';

// A browser on a crowded machine takes its time; what hangs is still found.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let browser: Browser;
let built: Awaited<ReturnType<typeof buildScreens>>;
let counter: Counter;

beforeAll(async () => {
  [browser, built] = await Promise.all([launchBrowser(), buildScreens()]);
});
afterAll(async () => {
  await browser.close();
  built.remove();
});
afterEach(async () => {
  await counter.close();
});

const patience = { timeout: 10_000, interval: 20 };
async function boxOf(element: Locator) {
  const box = await element.boundingBox();
  if (!box) throw new Error('it is not on the screen');
  return box;
}

const annas = '0171 2345678';
const total = (page: Page) => page.getByTestId('total');
const lines = (page: Page) => page.getByTestId('line');

async function live(options = {}): Promise<LiveCounter> {
  const opened = await openLiveCounter(browser, built.folder, options);
  counter = opened;
  return opened;
}

async function type(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

async function still(view: typeof views.emptyView, options = {}) {
  const till = makeStillTill(view);
  counter = await openCounter(browser, built.folder, till, options);
  return { till, page: counter.page };
}

describe('by keyboard alone', () => {
  test('a customer is enrolled, earns, spends a reward, and the sale is recorded', async () => {
    const { page, floor, complaints } = await live();
    await type(page, coffeeCode);
    await expect.poll(() => total(page).textContent(), patience).toBe('€2.50');
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    await expect.poll(() => total(page).textContent(), patience).toBe('€7.50');
    // The other 45 pieces come by another hand: what counts here is the way, not the patience.
    const open = must(floor.till.open());
    must(floor.till.setQuantity(open.saleId, 'L1', 48_000));
    await expect.poll(() => total(page).textContent(), patience).toBe('€120.00');

    await page.keyboard.press('F3');
    await page.keyboard.type('Anna');
    await page.keyboard.press('Tab');
    await type(page, annas);
    await page.getByTestId('customer').getByText('Anna').waitFor();
    await page.getByTestId('earned').getByText('+120 points').waitFor();
    await page.keyboard.press('F8');
    await page.getByTestId('last').getByText('Recorded').waitFor();
    await page.getByTestId('last').getByText('120 points earned').waitFor();

    // The next one: named by her phone, a reward by its digit, paid by card.
    await type(page, coffeeCode);
    await type(page, cakeCode);
    await page.keyboard.press('F2');
    await type(page, annas);
    await type(page, '1');
    await page.getByRole('button', { name: '2.50 off a drink', pressed: true }).waitFor();
    await expect.poll(() => total(page).textContent(), patience).toBe('€3.60');
    await page.keyboard.press('F9');
    await page.getByTestId('last').getByText('100 points spent').waitFor();

    expect(floor.till.view().last).toMatchObject({ charged: 360, discount: 290, voided: false });
    expect(floor.till.view().backlog.sales).toBe(2);
    expect(complaints).toEqual([]);
  });

  test('lines are chosen, counted and removed, the sale is held and recalled, and the last one voided', async () => {
    const { page, floor } = await live();
    await type(page, coffeeCode);
    await type(page, cakeCode);
    await expect.poll(() => lines(page).count(), patience).toBe(2);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('+');
    await expect.poll(() => lines(page).first().textContent(), patience).toContain('2 ×');
    await page.keyboard.press('-');
    await expect.poll(() => lines(page).first().textContent(), patience).toContain('1 ×');
    await page.keyboard.press('Delete');
    await expect.poll(() => lines(page).count(), patience).toBe(1);

    await page.keyboard.press('F6');
    await page.getByText('1 sale held').waitFor();
    await page.keyboard.press('F6');
    await expect.poll(() => lines(page).count(), patience).toBe(1);

    await page.keyboard.press('F9');
    await page.getByTestId('last').getByText('Recorded').waitFor();
    await page.keyboard.press('F7');
    await page.getByRole('dialog').getByText('Wrong item or price').waitFor();
    await page.keyboard.press('Enter');
    await page.getByTestId('last').getByText('Voided').waitFor();
    expect(floor.till.view().last).toMatchObject({ voided: true });
  });

  test('goods without a known code are sold by price, under their code', async () => {
    const { page } = await live();
    await type(page, '4099123999991');
    await page.getByTestId('problem').getByText('No product has the code 4099123999991.').waitFor();
    await page.keyboard.press('F4');
    await type(page, '250');
    await expect.poll(() => total(page).textContent(), patience).toBe('€2.50');
    await expect.poll(() => lines(page).textContent(), patience).toContain('4099123999991');
  });

  test('what is typed anywhere goes to the code field, and Esc clears it', async () => {
    const { page } = await live();
    await page.locator('h1').first().click();
    await page.keyboard.type('40063');
    const field = page.getByRole('textbox', { name: 'Number or code' });
    expect(await field.inputValue()).toBe('40063');
    await page.keyboard.press('Escape');
    expect(await field.inputValue()).toBe('');
  });

  test('a panel opened while a scan is under way stays open, and what is typed next is not lost', async () => {
    const { page } = await live();
    await page.route('**/v1/scans', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await route.continue();
    });
    await type(page, coffeeCode);
    await page.keyboard.press('F4');
    await page.keyboard.type('1');
    await expect.poll(() => total(page).textContent(), patience).toBe('€2.50');
    await type(page, '00');
    await expect.poll(() => total(page).textContent(), patience).toBe('€3.50');
  });

  test('every sale of two presses is recorded once', async () => {
    const { page, floor } = await live();
    await type(page, coffeeCode);
    await expect.poll(() => total(page).textContent(), patience).toBe('€2.50');
    await page.keyboard.press('F8');
    await page.keyboard.press('F8');
    await page.keyboard.press('F9');
    await page.getByTestId('last').waitFor();
    expect(floor.till.view().backlog.sales).toBe(1);
  });
});

describe('by touch alone', () => {
  const touch = { hasTouch: true };

  test('a sale is typed, a customer enrolled, and it is paid', async () => {
    const { page, floor } = await live(touch);
    await page.getByRole('button', { name: 'Type a number or code' }).tap();
    const pad = page.getByRole('dialog');
    for (const digit of coffeeCode) await pad.getByRole('button', { name: digit, exact: true }).tap();
    await pad.getByRole('button', { name: 'Enter' }).tap();
    await expect.poll(() => total(page).textContent(), patience).toBe('€2.50');
    await page.getByRole('button', { name: 'One more' }).tap();
    await expect.poll(() => total(page).textContent(), patience).toBe('€5.00');

    await page.getByRole('button', { name: 'New member' }).tap();
    for (const letter of 'Anna') await pad.getByRole('button', { name: letter.toLowerCase(), exact: true }).tap();
    await pad.getByLabel('Phone number').tap();
    for (const digit of annas.replace(' ', '')) await pad.getByRole('button', { name: digit, exact: true }).tap();
    await pad.getByRole('button', { name: 'Enrol' }).tap();
    await page.getByTestId('customer').getByText('Anna').waitFor();
    await page.getByRole('button', { name: /^Cash/ }).tap();
    await page.getByTestId('last').getByText('Recorded').waitFor();
    expect(floor.till.view().last).toMatchObject({ charged: 500 });
  });

  test.each([
    ['a busy sale', views.busyView, null],
    ['the sale just recorded', views.doneView, null],
    ['the enrolment', views.busyView, 'F3'],
    ['a typed price', views.unknownView, 'F4'],
  ])('all that can be pressed is at least 48 pixels high and in the window: %s', async (_, view, key) => {
    const { page } = await still(view, touch);
    if (key) await page.keyboard.press(key);
    const wrong = await page.locator('button:visible').evaluateAll((buttons) =>
      buttons
        .map((button) => ({ box: button.getBoundingClientRect(), name: button.textContent }))
        .filter(({ box }) => box.height < 47.5 || box.left < 0 || box.right > innerWidth || box.bottom > innerHeight)
        .map(({ box, name }) => `${name}: ${box.width} × ${box.height} at ${box.left}, ${box.bottom}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe('what the screen says', () => {
  test('a scan that failed is a sentence, and the next good scan takes its place', async () => {
    const { page, floor } = await live();
    floor.till.scan({ text: '4006381333932', source: 'serial', device: 'scanner' });
    await page.getByTestId('problem').getByText('The check digit of').waitFor();
    cashierAt(floor).coffee();
    await page.getByTestId('scanned').getByText('Scanned: Coffee').waitFor();
    expect(await page.getByTestId('problem').count()).toBe(0);
  });

  test('a member who is not known leads to the enrolment with the number typed', async () => {
    const { page } = await live();
    await page.keyboard.press('F2');
    await type(page, annas);
    await page.getByRole('dialog').getByRole('alert').getByText('No member is known by this').waitFor();
    await page.keyboard.press('F3');
    expect(await page.getByRole('dialog').getByLabel('Phone number').inputValue()).toBe(annas);
  });

  test('offline says since when and how many sales wait, and what a member may spend now', async () => {
    const { page } = await still(views.offlineView);
    const bar = page.getByTestId('link');
    await expect.poll(() => bar.textContent(), patience).toContain('37 sales waiting');
    expect(await bar.textContent()).toContain('Offline since');
    await page.getByText('120 of 312 usable now, the rest when online').waitFor();
  });

  test('devices and the disk say what is wrong and what to do', async () => {
    const { page, till } = await still(views.troubledView);
    await page.getByText('Only 120 MB are free').waitFor();
    await page.getByText('The scanner at /dev/ttyUSB0 is unplugged.').waitFor();
    expect(await page.getByTestId('device-printer').textContent()).toContain('not working');
    till.show({ ...views.emptyView, warnings: [problem('ProgrammeMissing')] });
    await page.getByText('No programme has arrived yet.').waitFor();
    expect(await page.getByText('Only 120 MB are free').count()).toBe(0);
  });

  test('languages and light are switched at once and remembered', async () => {
    const { page } = await still(views.busyView);
    await page.keyboard.press('Alt+L');
    await page.getByText('Sammelt in diesem Verkauf').waitFor();
    expect(await total(page).textContent()).toBe('18,96\u00a0€');
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('de');
    await page.keyboard.press('Alt+T');
    const scheme = () => page.evaluate(() => document.documentElement.dataset['mantineColorScheme']);
    await expect.poll(scheme, patience).toBe('dark');
    await page.reload();
    await page.getByText('Sammelt in diesem Verkauf').waitFor();
    await expect.poll(scheme, patience).toBe('dark');
  });

  test('forty long lines stay inside the window, the newest in sight', async () => {
    const { page } = await still(views.longView);
    await expect.poll(() => lines(page).count(), patience).toBe(40);
    const overflow = await page.evaluate(() => {
      const root = document.documentElement;
      return [root.scrollWidth - innerWidth, root.scrollHeight - innerHeight];
    });
    expect(overflow).toEqual([0, 0]);
    const last = await boxOf(lines(page).last());
    const pay = await boxOf(page.getByRole('button', { name: /^Cash/ }));
    expect(last.y + last.height).toBeLessThan(pay.y);
  });

  test('written from right to left, sale and customer change sides', async () => {
    const { page } = await still(views.busyView);
    const isLeft = async () => (await boxOf(total(page))).x < (await boxOf(page.getByTestId('customer'))).x;
    await total(page).waitFor();
    expect(await isLeft()).toBe(true);
    await page.evaluate(() => void (document.documentElement.dir = 'rtl'));
    expect(await isLeft()).toBe(false);
  });
});

describe('when the till program is away', () => {
  test('the screen says so, keeps the sale, and comes back by itself', async () => {
    const till = makeStillTill(views.busyView);
    let screens = await openTillScreens(till, built.folder);
    const port = Number(new URL(screens.origin).port);
    const page = await browser.newPage();
    counter = { page, origin: '', complaints: [], close: () => page.close() };
    await page.goto(screens.url);
    await total(page).waitFor();
    await screens.close();
    await page.getByRole('alert').getByText('The screen has lost the till program.').waitFor();
    expect(await total(page).textContent()).toBe('€18.96');
    screens = await openTillScreens(till, built.folder, port);
    await expect.poll(() => page.getByRole('alert').count(), patience).toBe(0);
    till.show(views.doneView);
    await page.getByText('Ready for the next customer.').waitFor();
    await screens.close();
  });

  test('a payment pressed meanwhile is recorded once it is back, and only once', async () => {
    const { page, floor } = await live();
    await type(page, coffeeCode);
    await expect.poll(() => total(page).textContent(), patience).toBe('€2.50');
    // The answer is lost, twice: once before the till heard of it, once after it had recorded the sale.
    const keys: (string | undefined)[] = [];
    // On a busy machine a request made at once may still pass by: first one that only this route can answer.
    await page.route('**/is-caught', (route) => route.fulfill({ status: 204 }));
    const caught = (): Promise<number> => page.evaluate(() => fetch('/is-caught').then(({ status }) => status));
    await expect.poll(caught, patience).toBe(204);
    await page.route('**/commit', async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      if (keys.length === 2) await route.fetch();
      if (keys.length <= 2) return route.abort();
      return route.continue();
    });
    await page.keyboard.press('F8');
    await page.getByTestId('last').getByText('Recorded').waitFor();
    await expect.poll(() => keys.length, patience).toBe(3);
    expect(new Set(keys)).toEqual(new Set([expect.stringMatching(/^[0-9a-f]{32}$/)]));
    expect(floor.till.view().backlog.sales).toBe(1);
    expect(await page.getByTestId('problem').count()).toBe(0);
    expect(must(floor.till.open()).lines).toEqual([]);
  });

  test('a screen without a key, or with a used one, says how to open it', async () => {
    const { origin } = await live();
    const stranger = await browser.newContext({ locale: 'en' });
    const other = await stranger.newPage();
    await other.goto(`${origin}/#k=${'x'.repeat(43)}`);
    await other.getByText('This screen is not signed in to the till.').waitFor();
    expect(other.url()).not.toContain('xxx');
    await stranger.close();
  });
});
