// `npm start`: the whole of Regulars on one machine, without any set-up. See demo/README.md for what to try. Ctrl-C ends all.
import { join } from 'node:path';
import { buildScreens } from './build-screens.ts';
import { checkDemo } from './check/check-demo.ts';
import { demoLayout, root } from './demo-layout.ts';
import { readDemoOptions } from './demo-options.ts';
import type { DemoOptions } from './demo-options.ts';
import { runDemo } from './run-demo.ts';
import type { Demo } from './run-demo.ts';
import { screenLink } from './screen-link.ts';
import { openSimulatorPage } from './simulator-page.ts';

const say = (line: string): void => console.log(line);

async function main(): Promise<number> {
  const options = readDemoOptions(process.argv.slice(2));
  if (typeof options === 'string') {
    console.error(options);
    return 2;
  }
  try {
    if (options.check) return await checkDemo(options, say);
    return await show(options);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

async function show(options: DemoOptions): Promise<number> {
  const interrupted = new Promise<null>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve(null));
  });
  await buildScreens(say);
  const startedMs = performance.now();
  const layout = demoLayout(options.folder ?? join(root, '.demo'), options.portBase);
  const demo = await runDemo(layout, options, say);
  const page = await openSimulatorPage(demo);
  await printAddresses(demo, page.url, performance.now() - startedMs);
  const past = options.history ? demo.history.behind(progressLine()) : Promise.resolve();
  let closing = false;
  void past.then(
    () => options.history && !closing && say('The whole year is there.'),
    (error: unknown) => console.error(error instanceof Error ? error.message : String(error)),
  );
  const sentence = await Promise.race([interrupted, demo.failed]);
  closing = true;
  say(sentence ?? '\nClosing …');
  await page.close();
  await demo.stop();
  return sentence === null ? 0 : 1;
}

async function printAddresses(demo: Demo, pageUrl: string, tookMs: number): Promise<void> {
  const { layout, setupLink } = demo;
  say(`\nRegulars is ready (${(tookMs / 1000).toFixed(1)} s). Open these; each link with a key works once.\n`);
  say(`  Simulator     ${pageUrl}    press products, tear paper, pull the cable`);
  say(`  Headquarters  ${setupLink ?? `http://127.0.0.1:${layout.serverPort}/`}`);
  for (const till of layout.tills) {
    say(`\n  ${till.store.name}`);
    say(`    cashier     ${await screenLink(till.folder, '/')}`);
    say(`    manager     ${await screenLink(till.folder, '/manager')}`);
  }
  say('\nMore links: the simulator page. Ctrl-C ends all; the data stay (npm start -- --fresh begins anew).\n');
}

/** Says how far the year is: on a terminal in one line, elsewhere at each quarter. */
function progressLine(): (progress: { done: number; of: number }) => void {
  let quarter = 0;
  return ({ done, of }) => {
    if (process.stdout.isTTY)
      process.stdout.write(`\rThe year before: ${done} of ${of} days …${done === of ? '\n' : ''}`);
    else if (of > 0 && Math.floor((4 * done) / of) > quarter) {
      quarter = Math.floor((4 * done) / of);
      say(`The year before: ${done} of ${of} days.`);
    }
  };
}

process.exitCode = await main();
