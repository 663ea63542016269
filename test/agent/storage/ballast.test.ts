import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openBallast } from '../../../agent/storage/ballast.ts';
import { seededRandom } from '../../support/journal-records.ts';

const bytes = 3 * 1024 * 1024 + 5;
let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'regulars-ballast-'));
  path = join(folder, 'ballast');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('takes its room for real, gives it back, and takes it again', async () => {
  const ballast = openBallast(path, bytes, seededRandom(1));
  expect(ballast.held).toBe(false);
  await ballast.restore();
  expect(ballast.held).toBe(true);
  const { size, blocks } = statSync(path);
  expect(size).toBe(bytes);
  // st_blocks counts 512 bytes each, whatever the file system's own block is: a sparse file would have few.
  expect(blocks * 512).toBeGreaterThanOrEqual(bytes);
  expect(ballast.free()).toBe(true);
  expect(ballast.held).toBe(false);
  expect(ballast.free()).toBe(false);
  await ballast.restore();
  expect(statSync(path).size).toBe(bytes);
});

it('is known again by the next start, unless it is not whole', async () => {
  await openBallast(path, bytes, seededRandom(1)).restore();
  expect(openBallast(path, bytes, seededRandom(1)).held).toBe(true);
  writeFileSync(path, 'cut short');
  const ballast = openBallast(path, bytes, seededRandom(1));
  expect(ballast.held).toBe(false);
  await ballast.restore();
  expect(statSync(path).size).toBe(bytes);
});

it('does not take room that the disk cannot spare', async () => {
  const ballast = openBallast(path, 2 ** 52, seededRandom(1));
  await ballast.restore();
  expect(ballast.held).toBe(false);
});

it('writes nothing more once it is closed', async () => {
  const ballast = openBallast(path, bytes, seededRandom(1));
  ballast.close();
  await ballast.restore();
  expect(ballast.held).toBe(false);
});

it('given up while it is being written, it is neither held nor there', async () => {
  const ballast = openBallast(path, bytes, seededRandom(1));
  const restoring = ballast.restore();
  // At once, in the middle, and in the moment between the file's last name and our hearing of it.
  ballast.free();
  await restoring;
  expect([ballast.held, existsSync(path)]).toEqual([false, false]);
  const again = ballast.restore();
  while (!existsSync(path)) await new Promise((resolve) => setImmediate(resolve));
  ballast.free();
  await again;
  expect([ballast.held, existsSync(path)]).toEqual([false, false]);
});
