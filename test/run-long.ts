// `npm run test:long`: tries every property at least 10,000 times, all from one seed, which it prints first. Words after `--`
// narrow it; REGULARS_SEED brings a run back, REGULARS_RUNS_MIN makes it longer. It ends with `N passed, N failed`.
import { join } from 'node:path';
import { startVitest } from 'vitest/node';
import { CountingReporter } from './house/counting-reporter.ts';
import { RunsReporter } from './house/runs-reporter.ts';
import { repositoryRoot } from './house/step.ts';

const RUNS_MIN = 10_000;

async function main(): Promise<number> {
  const startedMs = performance.now();
  process.chdir(repositoryRoot);
  process.env['REGULARS_RUNS_MIN'] ??= String(RUNS_MIN);
  process.env['REGULARS_SEED'] ??= String(Math.floor(Math.random() * 2 ** 31));
  const seedLine = `REGULARS_SEED=${process.env['REGULARS_SEED']}`;
  console.log(seedLine);

  const counts = new CountingReporter();
  const runs = new RunsReporter(Number(process.env['REGULARS_RUNS_MIN']));
  const vitest = await startVitest(process.argv.slice(2), {
    config: join(repositoryRoot, 'test', 'vitest-long.config.ts'),
    run: true,
    watch: false,
    reporters: [runs, counts],
  });
  await vitest.close();

  console.log(`\nTook ${((performance.now() - startedMs) / 1000).toFixed(1)} s; ${seedLine} brings this run back.`);
  counts.passed -= runs.short.length;
  counts.failed += runs.short.length;
  for (const note of [...counts.notes, ...runs.short]) console.log(`failed: ${note}`);
  console.log(counts.lastLine);
  return counts.ok ? 0 : 1;
}

process.exit(await main());
