// How much room the till's disk has, asked now and then: below a bound the screens warn, long before the ballast is needed.
import { statfsSync } from 'node:fs';
import { limits } from '../core/base/limits.ts';
import { problem } from '../core/base/problem.ts';
import type { Problem } from '../core/base/problem.ts';
import type { Timer } from './till/ports.ts';

export interface DiskWatch {
  freeMb(): number;
  warnings(): Problem[];
  stop(): void;
}

export function watchDisk(folder: string, timer: Timer, changed: () => void): DiskWatch {
  let free = freeMbOf(folder);
  let cancel = (): void => {};
  const isLow = (): boolean => free < limits.diskLowMb;
  const look = (): void => {
    const before = isLow();
    free = freeMbOf(folder);
    if (before !== isLow()) changed();
    cancel = timer.after(limits.diskLookMs, look);
  };
  cancel = timer.after(limits.diskLookMs, look);
  return {
    freeMb: () => free,
    warnings: () => (isLow() ? [problem('DiskLow', { mb: free })] : []),
    stop: () => cancel(),
  };
}

/** A file system that cannot say is taken as one with room: the journal itself finds out when it is not so. */
function freeMbOf(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return Math.floor((bavail * bsize) / (1024 * 1024));
  } catch {
    return Number.MAX_SAFE_INTEGER;
  }
}
