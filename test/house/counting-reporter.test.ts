import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { repositoryRoot } from './step.ts';

const vitest = "import { expect, it } from 'vitest';\n";
const reporter = pathToFileURL(join(repositoryRoot, 'test', 'house', 'counting-reporter.ts')).href;
const folder = mkdtempSync(join(tmpdir(), 'regulars-count-'));
symlinkSync(join(repositoryRoot, 'node_modules'), join(folder, 'node_modules'), 'junction');
writeFileSync(
  join(folder, 'run.ts'),
  `import { startVitest } from 'vitest/node';
   import { CountingReporter } from '${reporter}';
   const counts = new CountingReporter();
   const run = await startVitest(['sample'], { root: import.meta.dirname, run: true, watch: false, reporters: [counts] });
   await run.close();
   console.log(JSON.stringify({ ok: counts.ok, line: counts.lastLine, notes: counts.notes }));
   process.exit(0);`,
);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function countOf(text: string): unknown {
  writeFileSync(join(folder, 'sample.test.ts'), vitest + text);
  // The vitest inside must not take itself for a worker of the one outside.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => key !== 'CI' && !key.startsWith('VITEST')),
  );
  const run = spawnSync(process.execPath, [join(folder, 'run.ts')], { encoding: 'utf8', env });
  return JSON.parse(run.stdout.trim().split('\n').at(-1) ?? '');
}

describe('the count of the last line', () => {
  it('is well when all passed', () => {
    expect(countOf("it('a', () => {}); it('b', () => { expect(1).toBe(1); });")).toEqual({
      ok: true,
      line: '2 passed, 0 failed',
      notes: [],
    });
  });

  it.each([
    ['a failed test', "it('a', () => {}); it('b', () => { expect(1).toBe(2); });", '1 passed, 1 failed'],
    ['a skipped test', "it('a', () => {}); it.skip('b', () => {});", '1 passed, 1 failed'],
    ['one singled out, so that another sleeps', "it.only('a', () => {}); it('b', () => {});", '1 passed, 1 failed'],
    ['a test only planned', "it('a', () => {}); it.todo('b');", '1 passed, 1 failed'],
    ['a file that does not load', "import './nowhere.ts';", '0 passed, 1 failed'],
    ['a file without a test', 'expect(1).toBe(1);', '0 passed, 1 failed'],
    [
      'an error outside any test',
      "it('a', () => { setTimeout(() => { throw new Error('late'); }, 1); }); it('b', () => new Promise((done) => setTimeout(done, 100)));",
      '2 passed, 1 failed',
    ],
  ])('counts as failed: %s', (_, text, line) => {
    expect(countOf(text)).toMatchObject({ ok: false, line, notes: [expect.any(String)] });
  });
});
