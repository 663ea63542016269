// The engine answers with the same bytes in Node and in Chromium: till, server and preview run one function.
import { join } from 'node:path';
import fc from 'fast-check';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cases } from '../core/rules/input-arbitraries.ts';
import { readShops } from '../fixtures/read-shops.ts';
import { launchBrowser } from '../support/browser.ts';
import { evaluateAll } from './evaluate-all.ts';

let browser: Browser;
let bundle: string;

beforeAll(async () => {
  [browser, bundle] = await Promise.all([launchBrowser(), bundleEngine()]);
});
afterAll(async () => {
  await browser?.close();
});

test('the shops of the fixtures', async () => {
  const all = readShops().flatMap(({ programme, cases: sales }) =>
    sales.map(({ input }) => ({ document: programme, sent: input })),
  );
  expect(all.length).toBeGreaterThan(50);
  await compare(all);
});

test('200 random programmes and sales', async () => {
  await compare(fc.sample(cases, { numRuns: 200, seed: 20_261_122 }));
});

test('what is refused is refused alike', async () => {
  const [{ document, sent } = { document: {}, sent: {} }] = fc.sample(cases, { numRuns: 1, seed: 1 });
  const answers = await compare([
    { document: { ...document, lang: 99 }, sent },
    { document: { ...document, campaigns: [{ id: 'broken', effects: [{ kind: 'magic' }] }] }, sent },
    { document, sent: { ...sent, moment: { biz: 'today' } } },
    { document, sent: null },
  ]);
  expect(answers).toMatch(/ProgrammeInvalid.*"quarantined":\[\{.*InputInvalid.*InputInvalid/);
});

/** The answers, once both gave the same. */
async function compare(all: readonly object[]): Promise<string> {
  const asked = JSON.stringify(all);
  const page = await browser.newPage();
  await page.addScriptTag({ content: bundle });
  const there = await page.evaluate<unknown>(`engine.evaluateAll(${JSON.stringify(asked)})`);
  await page.close();
  const here = evaluateAll(asked);
  const [ours, theirs] = [here, String(there)].map((text) => JSON.parse(text) as unknown[]);
  // Case by case first: a difference then shows where it is.
  for (const [at, answer] of (ours ?? []).entries()) expect(theirs?.[at]).toEqual(answer);
  expect(there).toBe(here);
  return here;
}

/** As the screens are bundled, but for one function. */
async function bundleEngine(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2023',
      lib: { entry: join(import.meta.dirname, 'evaluate-all.ts'), name: 'engine', formats: ['iife'] },
    },
  });
  const [first] = Array.isArray(built) ? built : [built];
  const chunk = first && 'output' in first ? first.output[0] : undefined;
  if (!chunk) throw new Error('the engine was not bundled');
  return chunk.code;
}
