// For `npm run test:long`: every property of a test writes down how often it was tried, and the verb prints it. A property that
// names no number gets the least of a long run; a failure throws what fast-check would have thrown, with its seed and path.
import fc, { type RunDetails } from 'fast-check';
import { beforeEach, type TaskMeta } from 'vitest';
import { runs } from './runs.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** Of each property of the test, how often it was tried. */
    runs?: number[];
  }
}

let current: TaskMeta = {};
beforeEach(({ task }) => {
  current = task.meta;
});

fc.configureGlobal({ ...runs(1), reporter: reportRuns });

function reportRuns(details: RunDetails<unknown>): void {
  current.runs = [...(current.runs ?? []), details.numRuns];
  const message = fc.defaultReportMessage(details);
  if (details.failed) throw new Error(message ?? 'failed', { cause: details.errorInstance });
}
