// What the launcher remembers between two starts, in one small file of the demo's folder: how far the past is written, and
// the token by which it presses the simulated devices. A file of another shape counts as none.
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const demoStateSchema = z.strictObject({
  token: z.string().min(32),
  /** Which part of the past is there whole. */
  history: z.enum(['none', 'members', 'recent', 'older']),
});
export type DemoState = z.infer<typeof demoStateSchema>;

export function readDemoState(folder: string): DemoState {
  try {
    return demoStateSchema.parse(JSON.parse(readFileSync(join(folder, 'demo.json'), 'utf8')));
  } catch {
    return { token: randomBytes(32).toString('hex'), history: 'none' };
  }
}

export function writeDemoState(folder: string, state: DemoState): void {
  writeFileSync(join(folder, 'demo.json'), `${JSON.stringify(state)}\n`, { mode: 0o600 });
}
