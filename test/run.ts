// `npm test`: builds the screens if they are stale, runs every test, and ends with the line `N passed, N failed`.
// Words after `--` narrow it to files whose path contains them: `npm test -- core/ledger`. It exits 0 only if all passed.
import { join } from 'node:path';
import { startVitest } from 'vitest/node';
import { CountingReporter } from './house/counting-reporter.ts';
import { describeStep, repositoryRoot, runStep } from './house/step.ts';

async function main(): Promise<number> {
  const startedMs = performance.now();
  process.chdir(repositoryRoot);
  const build = await runStep('build', 'test/build.ts', []);
  console.log(describeStep(build));
  if (!build.ok) console.log('The screens did not build; tests that need them will fail.');

  const counts = new CountingReporter();
  const config = join(repositoryRoot, 'test', 'vitest.config.ts');
  const vitest = await startVitest(process.argv.slice(2), {
    config,
    run: true,
    watch: false,
    reporters: ['default', counts],
  });
  await vitest.close();

  if (!build.ok) counts.failed += 1;
  console.log(`\nTook ${((performance.now() - startedMs) / 1000).toFixed(1)} s.`);
  for (const note of counts.notes) console.log(`failed: ${note}`);
  console.log(counts.lastLine);
  return counts.ok ? 0 : 1;
}

process.exit(await main());
