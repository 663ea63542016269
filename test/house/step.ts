// Runs one program of the tool chain to its end and keeps what it said, so that a check can print one line when all is well
// and the whole output when it is not. It always runs with this process's own Node, never with whatever is first on PATH.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface StepResult {
  readonly name: string;
  readonly ok: boolean;
  readonly durationMs: number;
  readonly output: string;
}

export const repositoryRoot: string = join(import.meta.dirname, '..', '..');

/** `script` is a path inside the repository, run by this process's Node; the output of both streams is kept in order. */
export async function runStep(name: string, script: string, args: readonly string[]): Promise<StepResult> {
  const startedMs = performance.now();
  const { promise, resolve } = Promise.withResolvers<StepResult>();
  const chunks: string[] = [];
  const child = spawn(process.execPath, [join(repositoryRoot, script), ...args], {
    cwd: repositoryRoot,
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const finish = (ok: boolean): void => {
    resolve({ name, ok, durationMs: performance.now() - startedMs, output: chunks.join('') });
  };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
  child.on('error', (error) => {
    chunks.push(`${error.message}\n`);
    finish(false);
  });
  child.on('close', (code) => {
    finish(code === 0);
  });
  return promise;
}

/** One line: the sign, the name, the time; and everything the step said when it failed. */
export function describeStep(result: StepResult): string {
  const seconds = (result.durationMs / 1000).toFixed(1);
  const line = `${result.ok ? 'ok  ' : 'FAIL'} ${result.name.padEnd(8)} ${seconds.padStart(6)} s`;
  return result.ok ? line : `${line}\n${result.output.trimEnd()}`;
}
