// The browser of the tests: a real Chromium that comes by npm, unpacked once a machine, or the one that CHROME_BIN names.
// Its pages see no network but what a test serves.
import { mkdirSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'playwright-core';

const flags = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  return chromium.launch({ executablePath: await executable(), args: flags, headless: true });
}

async function executable(): Promise<string> {
  const named = process.env['CHROME_BIN'];
  if (named) return named;
  // Read when the package loads: with it, the browser brings its own NSS and needs nothing of the machine.
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs24.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  return oneAtATime(() => chromium.executablePath());
}

// The package unpacks into the temporary folder and takes any file it finds there as whole, also one being written by another
// process. A folder can be made once only: it is the lock. One left behind by a killed test is broken after a minute.
async function oneAtATime<T>(act: () => Promise<T>): Promise<T> {
  const lock = join(tmpdir(), 'regulars-unpacking-chromium');
  for (let turn = 0; turn < 600; turn += 1) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      await pause(100);
    }
  }
  try {
    return await act();
  } finally {
    rmdirSync(lock);
  }
}
