// The demo's tills join the chain as any till does: the server prints a one-time code, the till shows it once. A till that
// is enrolled already is left as it is.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoLayout, DemoTill } from './demo-layout.ts';
import { runToEnd } from './run-process.ts';

/** `url`: how these tills reach the server, from then on. */
export async function enrolTills(layout: DemoLayout, tills: readonly DemoTill[], url: string): Promise<void> {
  const missing = tills.filter((till) => !existsSync(join(till.folder, 'enrolment.json')));
  await Promise.all(missing.map((till) => enrol(layout, till, url)));
}

async function enrol(layout: DemoLayout, till: DemoTill, url: string): Promise<void> {
  const name = `enrolling ${till.lane} of ${till.store.name}`;
  const code = await runToEnd(name, 'sync-server/main.ts', [
    'enrol-code',
    till.store.id,
    '--lane',
    till.lane,
    '--config',
    layout.serverConfig,
  ]);
  await runToEnd(name, 'agent/entry.ts', ['--config', till.config, '--enrol', url, code.trim()]);
}
