// How often a property is tried: its usual number in `npm test`, at least 10,000 times in `npm run test:long`, a few times for
// each mutant. It promises the same cases for the same REGULARS_SEED, and refuses a variable that is not a whole number.

export interface Runs {
  readonly numRuns: number;
  readonly seed?: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * For `fc.assert(property, runs(300))`. REGULARS_RUNS_MIN and REGULARS_RUNS_MAX are set by the verbs and bound the usual number;
 * where no REGULARS_SEED is given, fast-check throws its own dice and prints the seed of a failure.
 */
export function runs(usual: number, environment: Environment = process.env): Runs {
  const least = readWhole(environment, 'REGULARS_RUNS_MIN') ?? usual;
  const most = readWhole(environment, 'REGULARS_RUNS_MAX') ?? Infinity;
  const numRuns = Math.max(1, Math.min(most, Math.max(least, usual)));
  const seed = readWhole(environment, 'REGULARS_SEED');
  return seed === undefined ? { numRuns } : { numRuns, seed };
}

function readWhole(environment: Environment, name: string): number | undefined {
  const written = environment[name];
  if (written === undefined || written === '') return undefined;
  if (!/^-?\d{1,10}$/.test(written)) throw new Error(`${name} is not a whole number: ${written}`);
  return Number(written);
}
