// Counts what vitest ran, for the last line of `npm test`. A test that was skipped, a file that could not be loaded and an
// error outside any test all count as failed: nothing may vanish from the count, and there is nothing to be proud of in a skip.
import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node';

export class CountingReporter implements Reporter {
  passed = 0;
  failed = 0;
  readonly notes: string[] = [];

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    for (const module of modules) this.#countModule(module);
    for (const error of unhandledErrors) this.#fail(`error outside any test: ${error.message}`);
  }

  get ok(): boolean {
    return this.failed === 0 && this.passed > 0;
  }

  /** The line by which CI counts; it stands alone and last. */
  get lastLine(): string {
    return `${this.passed} passed, ${this.failed} failed`;
  }

  #countModule(module: TestModule): void {
    const inFile = [...module.children.allTests()];
    for (const test of inFile) this.#countTest(test, module.relativeModuleId);
    if (module.state() === 'failed' && inFile.every((test) => test.result().state === 'passed')) {
      this.#fail(`${module.relativeModuleId}: the file itself failed`);
    }
  }

  #countTest(test: TestCase, file: string): void {
    const state = test.result().state;
    if (state === 'passed') this.passed += 1;
    else if (state === 'failed') this.#fail(`${file}: ${test.fullName}`);
    else this.#fail(`${file}: ${test.fullName} did not run (${state}); skip, only and todo are not allowed here`);
  }

  #fail(note: string): void {
    this.failed += 1;
    this.notes.push(note);
  }
}
