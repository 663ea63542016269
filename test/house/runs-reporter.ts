// What `npm run test:long` prints: one line for each test with a property, how often it was tried and how long that took. A property
// that was tried less often than promised is a failure: it forgot to ask `runs(…)`.
import type { Reporter, TestCase } from 'vitest/node';

export class RunsReporter implements Reporter {
  readonly short: string[] = [];
  readonly #runsMin: number;

  constructor(runsMin: number) {
    this.#runsMin = runsMin;
  }

  onTestCaseResult(test: TestCase): void {
    const all = (test.meta() as { readonly runs?: readonly number[] }).runs ?? [];
    const passed = test.result().state === 'passed';
    const name = `${test.module.relativeModuleId}: ${test.fullName}`;
    if (passed && all.some((runs) => runs < this.#runsMin)) this.short.push(`${name} ran ${all.join(' + ')} times`);
    if (passed && all.length === 0) return;
    const times = `${all.map((runs) => runs.toLocaleString('en')).join(' + ')} runs`;
    const seconds = ((test.diagnostic()?.duration ?? 0) / 1000).toFixed(1);
    console.log(`${passed ? 'ok  ' : 'FAIL'} ${times.padStart(14)} ${seconds.padStart(7)} s  ${name}`);
    for (const error of test.result().errors ?? []) console.log(error.message);
  }
}
