// What the programme brings to the cashier's screen beyond points: a proposed campaign with its yes, what is near, which offer
// outweighs which, and units that pay.
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { coffeeCode } from '../support/shop-floor.ts';
import { cafeProgramme } from '../support/shop.ts';
import { must } from '../stories/cashier.ts';
import { openCounter, openLiveCounter } from './open-counter.ts';
import type { Counter } from './open-counter.ts';
import { buildScreens } from './open-screens.ts';
import { makeStillTill } from './still-till.ts';
import * as views from './still-views.ts';

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

const treat = {
  id: 'treat',
  name: { en: 'A treat: 1.00 off' },
  audience: 'members',
  claim: 'proposed',
  effects: [{ kind: 'amountOff', amount: 100, selector: { everything: true } }],
};

test('a proposed campaign waits for its yes, is taken by its digit and given back by the same', async () => {
  const programme = { ...cafeProgramme, version: 4, campaigns: [...cafeProgramme.campaigns, treat] };
  const live = await openLiveCounter(browser, built.folder, {}, { programme });
  counter = live;
  const { page, floor, complaints } = live;
  must(floor.till.enrol({ firstName: 'Anna', phone: '0171 2345678' }, { key: 'k', hash: '0'.repeat(64) }));
  await page.keyboard.type(coffeeCode);
  await page.keyboard.press('Enter');
  const yes = page.getByRole('group', { name: 'Rewards' }).getByRole('button', { name: 'A treat: 1.00 off' });
  await yes.getByText('If the customer says yes').waitFor();
  await expect.poll(() => page.getByTestId('total').textContent(), patience).toBe('€2.50');
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByTestId('total').textContent(), patience).toBe('€1.50');
  expect(await yes.getAttribute('aria-pressed')).toBe('true');
  await yes.click();
  await expect.poll(() => page.getByTestId('total').textContent(), patience).toBe('€2.50');
  await yes.click();
  await expect.poll(() => yes.getAttribute('aria-pressed'), patience).toBe('true');
  await page.keyboard.press('F8');
  await page.getByTestId('last').getByText('Recorded').waitFor();
  expect(floor.till.view().last).toMatchObject({ charged: 150, discount: 100 });
  expect(complaints).toEqual([]);
});

test('money, goods and points that are near are said, nearest first, in both languages', async () => {
  const { sale } = views.nearView;
  if (!sale) throw new Error('the picture has a sale');
  const till = makeStillTill({ ...views.nearView, sale: { ...sale, proposals: [] } });
  counter = await openCounter(browser, built.folder, till);
  const { page } = counter;
  const near = page.getByTestId('nudge');
  await expect
    .poll(() => near.allTextContents(), patience)
    .toEqual([
      '€3.20 more: Double points from 22.00',
      '1 piece more: The third cappuccino is free',
      '70 points more: Breakfast for two',
    ]);
  await page.keyboard.press('Alt+l');
  await expect
    .poll(() => near.allTextContents(), patience)
    .toEqual([
      'Noch 3,20\u00a0€: Doppelte Punkte ab 22,00',
      'Noch 1 Stück: Der dritte Cappuccino gratis',
      'Noch 70 Punkte: Frühstück für zwei',
    ]);
});

test('why: which rule won and by how much, and what the others ask for', async () => {
  counter = await openCounter(browser, built.folder, makeStillTill(views.nearView));
  const { page } = counter;
  await page.keyboard.press('F1');
  const said = page.locator('[data-outcome] span');
  await expect
    .poll(() => said.allTextContents(), patience)
    .toEqual([
      'applied',
      'outweighed by 10 % off bakery, worth €1.50 more',
      '3.20 more is missing to 22.00 of all goods',
      '1 piece is missing',
      'waits for the customer’s yes',
    ]);
});

test('units that pay a part leave less to pay, on the total and on the buttons', async () => {
  counter = await openCounter(browser, built.folder, makeStillTill(views.agreedView));
  const { page } = counter;
  await expect.poll(() => page.getByTestId('total').textContent(), patience).toBe('€16.96');
  await page.getByText('200 points pay €2.00').waitFor();
  await page.getByRole('button', { name: 'Cash €16.96' }).waitFor();
  await page.getByTestId('message').getByText('Hand over the new card.').waitFor();
  await page.getByRole('button', { name: '2.50 off a hot drink' }).getByText('Used · up to 500 points').waitFor();
});
