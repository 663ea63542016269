// A file that takes up room while there is plenty, and is given up when the disk is full, so that the sale in hand can
// still be recorded (sync.md 2.9). Written in full, never sparse; written again once there is room, beside the work.
import { existsSync, rmSync, statfsSync, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import type { Random } from '../till/ports.ts';

export interface Ballast {
  /** Gives the room back; says whether there was any to give. Never throws. */
  free(): boolean;
  /** Takes the room again if it is missing and can be spared. Settles when done; never rejects. */
  restore(): Promise<void>;
  readonly held: boolean;
  /** Ends a restore under way. */
  close(): void;
}

const blockBytes = 1024 * 1024;
/** The disk must have this many times the ballast before we take it: else we would fill it ourselves. */
const sparesMin = 4;

export function openBallast(path: string, bytes: number, random: Random): Ballast {
  const part = `${path}.part`;
  let held = sizeOf(path) === bytes;
  let closed = false;
  let running: Promise<void> | null = null;
  // Grows when the ballast is given up: a writing that began before must not claim to hold it.
  let turn = 0;

  const write = async (wanted: () => boolean): Promise<void> => {
    // Random bytes: a disk that compresses must not make them small.
    const block = random.bytes(Math.min(bytes, blockBytes));
    const file = await open(part, 'w');
    try {
      for (let at = 0; at < bytes && wanted();) {
        const { bytesWritten } = await file.write(block, 0, Math.min(block.length, bytes - at));
        at += bytesWritten;
      }
      await file.sync();
    } finally {
      await file.close();
    }
    if (!wanted()) return;
    await rename(part, path);
    held = wanted();
  };

  const attempt = async (mine: number): Promise<void> => {
    try {
      await rm(path, { force: true });
      await write(() => !closed && turn === mine);
    } catch {
      // No room after all, or the folder is gone: the next sale that fits tries again.
    } finally {
      if (!held && !closed) await rm(part, { force: true }).catch(() => undefined);
      running = null;
    }
  };

  return {
    get held() {
      return held;
    },
    free() {
      const had = existsSync(path);
      held = false;
      turn += 1;
      try {
        rmSync(part, { force: true });
        rmSync(path, { force: true });
        return had;
      } catch {
        return false;
      }
    },
    restore() {
      if (held || closed || bytes === 0 || !hasRoom(path, bytes)) return Promise.resolve();
      running ??= attempt(turn);
      return running;
    },
    close() {
      closed = true;
    },
  };
}

function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0;
}

function hasRoom(path: string, bytes: number): boolean {
  try {
    const { bavail, bsize } = statfsSync(path.replace(/[^/\\]*$/, ''));
    return bavail * bsize >= bytes * sparesMin;
  } catch {
    return false;
  }
}
