// Two ends of a serial line that the kernel really keeps: socat holds a pair of ptys. Says null where socat is not installed;
// a test then takes serialport's own mock binding and says so in its name.
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface PtyPair {
  /** What the agent opens. */
  readonly path: string;
  /** From the other end, as the scanner would. */
  send(bytes: Uint8Array): Promise<void>;
  unplug(): Promise<void>;
  plug(): Promise<void>;
  /** Ends socat and removes the folder. */
  remove(): Promise<void>;
}

export function canOpenPtyPair(): boolean {
  return spawnSync('socat', ['-V']).status === 0;
}

export async function openPtyPair(): Promise<PtyPair> {
  const folder = mkdtempSync(join(tmpdir(), 'regulars-pty-'));
  const path = join(folder, 'till');
  const far = join(folder, 'scanner');
  let child: ChildProcess | null = null;

  async function plug(): Promise<void> {
    if (child !== null) return;
    child = spawn('socat', [`pty,raw,echo=0,link=${path}`, `pty,raw,echo=0,link=${far}`], { stdio: 'ignore' });
    for (let tries = 0; tries < 200 && !(existsSync(path) && existsSync(far)); tries += 1) await sleep(10);
  }

  async function unplug(): Promise<void> {
    const gone = child;
    child = null;
    if (gone === null) return;
    await new Promise((done) => {
      gone.once('exit', done);
      gone.kill();
    });
  }

  await plug();
  return {
    path,
    plug,
    unplug,
    send: async (bytes) => {
      const line = await open(far, 'w');
      await line.writeFile(bytes);
      await line.close();
    },
    remove: async () => {
      await unplug();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
