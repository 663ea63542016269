// `npm start -- --check`: the main job from end to end, on a fresh folder and free ports. A customer joins, buys, earns, buys
// again and spends, over the real serial and printer paths; then journal, slips, ledger and headquarters' figures are held
// against each other. Ends with 0, or with a sentence and 1.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPrinterEmulator } from '../../agent/devices/twins/printer-emulator.ts';
import { system } from '../../agent/system.ts';
import { buildScreens } from '../build-screens.ts';
import { demoLayout, portsOf } from '../demo-layout.ts';
import type { DemoLayout } from '../demo-layout.ts';
import type { DemoOptions } from '../demo-options.ts';
import { sentenceOfTakenPort } from '../sentence-of-taken-port.ts';
import { runDemo } from '../run-demo.ts';
import { screenLink } from '../screen-link.ts';
import { cashierAt } from './cashier.ts';
import { createReport } from './report.ts';
import { laySerialLine } from './serial-line.ts';
import { runScript } from './run-script.ts';
import { setUpHeadquarters } from './headquarters.ts';
import { verifyFigures } from './verify-figures.ts';

export async function checkDemo(options: Pick<DemoOptions, 'broken'>, say: (line: string) => void): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'regulars-check-'));
  const report = createReport(say);
  const line = await laySerialLine(folder);
  const printer = await startPrinterEmulator({ width: 42 }, { timer: system.timer });
  if (options.broken === 'printer') await printer.become('refuses');
  try {
    await buildScreens(say);
    const layout = await freeLayout(join(folder, 'demo'));
    say('\nStarting headquarters, two stores and their tills');
    const parts = { fresh: true, history: false, scanner: line.path, printer, makePort: line.makePort };
    const demo = await runDemo(layout, parts, say);
    try {
      report.note(`the scanner of the first till is ${line.how}`);
      report.note(`its printer is ${printer.host}:${printer.port}, TCP, an ESC/POS emulator`);
      if (demo.setupLink === null) throw new Error('A fresh server printed no set-up link.');
      const headquarters = await setUpHeadquarters(demo.setupLink);
      const cashier = await cashierAt(await screenLink(layout.tills[0].folder, '/'));
      const script = await runScript({ cashier, line, printer, report, say });
      await cashier.waitFor(
        'The till did not send everything to headquarters.',
        ({ backlog }) => backlog.records === 0,
      );
      const overview = await headquarters.overviewWhen(({ today }) => today.sales === script.sales.length);
      await demo.stop();
      await verifyFigures({ layout, script, overview, broken: options.broken, report, say });
    } finally {
      await demo.stop();
    }
    say(`\nAll ${report.count} facts hold.`);
    return 0;
  } catch (error) {
    say(`\n${error instanceof Error ? error.message : String(error)}`);
    return 1;
  } finally {
    await printer.stop();
    await line.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The demo itself may run beside the check, so the check takes other ports, and others again while those are taken. */
async function freeLayout(folder: string): Promise<DemoLayout> {
  for (let base = 14_700; base < 24_700; base += 100) {
    const layout = demoLayout(folder, base);
    if ((await sentenceOfTakenPort(portsOf(layout))) === null) return layout;
  }
  throw new Error('No free ports were found between 14700 and 24700.');
}
