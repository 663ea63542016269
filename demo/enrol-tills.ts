// The demo's tills join the chain as any till does: the server prints a one-time code, the till shows it once. A till that
// is enrolled already is left as it is.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoLayout, DemoTill } from './demo-layout.ts';
import { runToEnd } from './run-process.ts';

/** `url`: how these tills reach the server, from then on. */
export async function enrolTills(layout: DemoLayout, tills: readonly DemoTill[], url: string): Promise<void> {
  await Promise.all(
    tills.map(async (till) => {
      const code = await codeFor(layout, till);
      const name = `enrolling ${till.lane} of ${till.store.name}`;
      if (code !== '') await runToEnd(name, 'agent/entry.ts', ['--config', till.config, '--enrol', url, code]);
    }),
  );
}

/** Empty for a till that is enrolled already. */
export async function codeFor(layout: DemoLayout, till: DemoTill): Promise<string> {
  if (existsSync(join(till.folder, 'enrolment.json'))) return '';
  const args = ['enrol-code', till.store.id, '--lane', till.lane, '--config', layout.serverConfig];
  return (await runToEnd(`a code for ${till.store.name}`, 'sync-server/main.ts', args)).trim();
}
