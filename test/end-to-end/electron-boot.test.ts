// The shell for real: a genuine Electron attaches to an agent that runs on Node, shows the cashier's screen, and a sale is
// rung up by scanner, paid by key and found durable in the agent.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cashierAt } from '../../demo/check/cashier.ts';
import type { Cashier } from '../../demo/check/cashier.ts';
import { demoLayout } from '../../demo/demo-layout.ts';
import { buildScreens } from '../../demo/build-screens.ts';
import { pressDevices } from '../../demo/press-devices.ts';
import { runDemo } from '../../demo/run-demo.ts';
import type { Demo } from '../../demo/run-demo.ts';
import { screenLink } from '../../demo/screen-link.ts';
import { runOnFakeElectron } from '../agent/electron/run-on-fake-electron.ts';
import { startShell, whyNoElectron } from '../agent/electron/start-shell.ts';
import type { Shell } from '../agent/electron/start-shell.ts';

const croissant = '4099123010436';
const coffee = '4099123010856';

describe('the till in the shell', () => {
  const layout = demoLayout(mkdtempSync(join(tmpdir(), 'regulars-boot-')), 26_700);
  const [till] = layout.tills;
  let demo: Demo;
  let cashier: Cashier;

  beforeAll(async () => {
    await buildScreens(() => undefined);
    demo = await runDemo(layout, { fresh: true, history: false, scanner: null, printer: null }, () => undefined);
    cashier = await cashierAt(await screenLink(till.folder, '/'));
    await cashier.waitFor('The programme did not reach the till.', ({ programme }) => programme !== null);
  });
  afterAll(async () => {
    await demo?.stop();
  });

  describe.each(whyNoElectron === null ? [] : [whyNoElectron])('in no window (%s), on a fake Electron', () => {
    it('attaches the bundle to the running agent and loads its screen with a one-time key', () => {
      const seen = runOnFakeElectron(till.folder);
      expect(seen.loaded.at(-1)).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${till.port}/#k=.{16,}$`));
    });
  });

  describe.each(whyNoElectron === null ? ['in a real window'] : [])('%s', () => {
    let shell: Shell;
    let page: Page;

    const press = async (code: string): Promise<void> => {
      expect(await pressDevices(till.controlPort, demo.token, { press: code })).toMatchObject({ pressed: true });
    };

    beforeAll(async () => {
      shell = await startShell(['--folder', till.folder]);
      page = await shell.app.firstWindow();
    });
    afterAll(async () => {
      await shell?.close();
    });

    it('shows the cashier what the scanner reads', async () => {
      await press(croissant);
      await page.getByText('Buttercroissant').first().waitFor();
      await press(coffee);
      await page.getByText('Kaffee', { exact: true }).first().waitFor();
      expect(new URL(page.url()).origin).toBe(`http://127.0.0.1:${till.port}`);
      // The one-time key is gone from the address as soon as it was used.
      expect(page.url()).not.toContain('k=');
    });

    it('commits the sale at a key, prints the slip, and says so', async () => {
      await page.keyboard.press('F8');
      const view = await cashier.waitFor('The sale was not committed.', ({ last }) => last?.print === 'printed');
      expect(view.last).toMatchObject({ charged: 165 + 250, voided: false });
      const devices = await pressDevices(till.controlPort, demo.token, null);
      expect(devices?.printer?.slips.at(-1)?.text).toContain('4,15');
      const picture = await page.screenshot();
      expect(picture.length).toBeGreaterThan(10_000);
    });

    it('reaches headquarters, as any sale does', async () => {
      const { backlog } = await cashier.waitFor('The sale was not sent.', (seen) => seen.backlog.records === 0);
      expect(backlog.sales).toBe(0);
    });
  });
});
