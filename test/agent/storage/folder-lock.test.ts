import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockFolder } from '../../../agent/storage/folder-lock.ts';
import { must } from '../../support/journal-folder.ts';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'regulars-lock-')), 'till');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

it('lets one agent in, and tells the second who it is', () => {
  const lock = must(lockFolder(folder, 4321));
  expect(lockFolder(folder, 99)).toEqual({
    ok: false,
    problem: { code: 'AgentRunning', params: { pid: 4321, folder } },
  });
  lock.release();
  lock.release();
  expect(existsSync(join(folder, 'agent.pid.json'))).toBe(false);
  must(lockFolder(folder, 99)).release();
});

it('is let go by the system when the process that holds it is killed', async () => {
  const module = new URL('../../../agent/storage/folder-lock.ts', import.meta.url).href;
  const script = `import(${JSON.stringify(module)}).then(({ lockFolder }) => {
    const lock = lockFolder(${JSON.stringify(folder)}, process.pid);
    process.stdout.write(String(lock.ok));
    setInterval(() => lock, 1000);
  })`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  expect(said.toString()).toBe('true');
  expect(lockFolder(folder, 1)).toMatchObject({ ok: false, problem: { params: { pid: child.pid } } });
  child.kill('SIGKILL');
  await once(child, 'exit');
  must(lockFolder(folder, 1)).release();
});
