// Builds the screens if their sources changed since; the same verb as `npm run build`, which knows by a hash of contents.
import { runProcess } from './run-process.ts';

/** Throws a sentence when they do not build. */
export async function buildScreens(say: (line: string) => void): Promise<void> {
  const build = runProcess('the build of the screens', 'test/build.ts', [], say);
  if ((await build.ended) !== 0) throw new Error(`The screens do not build:\n${build.lastWords()}`);
}
