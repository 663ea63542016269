// Bytes that one evaluation allocates. Run as a program of its own with a young generation so large that nothing is collected
// while it counts: then what the heap has grown by is what was allocated, kept or not. Prints one number for each round.
import { spawnSync } from 'node:child_process';
import { compile } from '../../core/programme/compile.ts';
import { evaluate } from '../../core/rules/evaluate.ts';
import type { EvaluationInput } from '../../core/rules/evaluation.ts';
import { makeWorkbench, ours } from './rules-engines.ts';
import { makeBaskets, makeRules, programmeOf } from './rules-workload.ts';

const roundsOfBytes = 7;
const calls = 2_000;

export type Counted = 'evaluate' | 'match';

/** Median over rounds, sparse; measured in a process of its own. `match`: only which campaigns match (rules-engines.ts). */
export function bytesPerEvaluation(counted: Counted, campaigns: number, lines: number): number {
  const flags = ['--expose-gc', '--min-semi-space-size=256', '--max-semi-space-size=256'];
  const args = [...flags, import.meta.filename, counted, String(campaigns), String(lines)];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const bytes = stdout.trim().split(' ').map(Number);
  return bytes.toSorted((a, b) => a - b)[Math.floor(bytes.length / 2)] ?? Number.NaN;
}

if (import.meta.main) {
  const [, , counted, campaigns, lines] = process.argv;
  process.stdout.write(`${count(counted as Counted, Number(campaigns), Number(lines)).join(' ')}\n`);
}

function count(counted: Counted, campaigns: number, lines: number): number[] {
  const rules = makeRules('sparse', campaigns);
  const compiled = compile(programmeOf(rules));
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problem));
  const match = ours(makeWorkbench(rules, compiled.value));
  const act = counted === 'match' ? match : (input: EvaluationInput) => evaluate(compiled.value, input);
  const inputs = makeBaskets(lines, 50);
  const run = (): void => {
    for (let at = 0; at < calls; at += 1) {
      const input = inputs[at % inputs.length];
      if (input) void act(input);
    }
  };
  run();
  return Array.from({ length: roundsOfBytes }, () => {
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    run();
    return Math.round((process.memoryUsage().heapUsed - before) / calls);
  });
}
