// Bytes that one evaluation allocates. Run as a program of its own with a young generation so large that nothing is collected
// while it counts: then what the heap has grown by is what was allocated, kept or not. Prints one number for each round.
import { spawnSync } from 'node:child_process';
import { compile } from '../../core/programme/compile.ts';
import { evaluate } from '../../core/rules/evaluate.ts';
import { makeBaskets, makeRules, programmeOf } from './rules-workload.ts';

const roundsOfBytes = 7;
const calls = 2_000;

/** Median over rounds, sparse; measured in a process of its own. */
export function bytesPerEvaluation(campaigns: number, lines: number): number {
  const flags = ['--expose-gc', '--min-semi-space-size=256', '--max-semi-space-size=256'];
  const args = [...flags, import.meta.filename, String(campaigns), String(lines)];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const bytes = stdout.trim().split(' ').map(Number);
  return bytes.toSorted((a, b) => a - b)[Math.floor(bytes.length / 2)] ?? Number.NaN;
}

if (import.meta.main) process.stdout.write(`${count(Number(process.argv[2]), Number(process.argv[3])).join(' ')}\n`);

function count(campaigns: number, lines: number): number[] {
  const compiled = compile(programmeOf(makeRules('sparse', campaigns)));
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problem));
  const inputs = makeBaskets(lines, 50);
  const run = (): void => {
    for (let at = 0; at < calls; at += 1) {
      const input = inputs[at % inputs.length];
      if (input) evaluate(compiled.value, input);
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
