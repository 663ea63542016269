// `npm run check`: what can be judged without running the product. Every step runs even when one before it failed, each is
// one line with its time, and the exit code is 0 only when all are well. `npm run check -- --fix` mends what a tool can mend.
import { describeStep, runStep, type StepResult } from './house/step.ts';

const OXLINT = 'node_modules/oxlint/bin/oxlint';
const PRETTIER = 'node_modules/prettier/bin/prettier.cjs';
const VITEST = ['run', '--config', 'test/vitest.config.ts', '--project', 'unit'];

async function main(): Promise<void> {
  const fix = process.argv.includes('--fix');
  const results: StepResult[] = [];
  for (const [name, script, args] of steps(fix)) {
    const result = await runStep(name, script, args);
    console.log(describeStep(result));
    results.push(result);
  }
  const failed = results.filter((result) => !result.ok).map((result) => result.name);
  if (failed.includes('format')) console.log('`npm run check -- --fix` writes the format.');
  console.log(failed.length === 0 ? 'check: all is well' : `check: ${failed.join(', ')} failed`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

function steps(fix: boolean): readonly (readonly [string, string, readonly string[]])[] {
  return [
    ['types', 'node_modules/typescript/bin/tsc', ['-b', '--pretty', 'false']],
    [
      'lint',
      OXLINT,
      ['--type-aware', '--deny-warnings', '--report-unused-disable-directives', ...(fix ? ['--fix'] : [])],
    ],
    ['tidy', 'node_modules/vitest/vitest.mjs', [...VITEST, 'test/tidy']],
    ['format', PRETTIER, [fix ? '--write' : '--check', '--log-level', 'warn', '.']],
    ['lock', 'test/house/check-lock.ts', []],
  ];
}

await main();
