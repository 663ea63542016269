// A child process of the demo: server, till or history, each on this very Node. Keeps its last words for the sentence that is
// said when it ends unasked, hands its lines on, and ends it in order: first asked, then, if it does not hear, made to.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './demo-layout.ts';

export interface RunningProcess {
  readonly name: string;
  readonly pid: number;
  alive(): boolean;
  /** Settles with the exit code once it has ended. */
  readonly ended: Promise<number>;
  /** What it said last: a problem is one sentence on stderr. */
  lastWords(): string;
  end(): Promise<void>;
  /** Without asking, as a power cut. */
  kill(): Promise<void>;
}

/** A till closes its journal in well under a second; longer than this it hangs. */
const endWaitMs = 5_000;

export function runProcess(
  name: string,
  script: string,
  args: readonly string[],
  onLine: (line: string) => void = () => undefined,
): RunningProcess {
  // The same sources are started eight times: compiled once, they start in half the time.
  const env = { ...process.env, NODE_COMPILE_CACHE: join(root, 'out', 'compile-cache') };
  const child = spawn(process.execPath, [script, ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const words: string[] = [];
  createInterface({ input: child.stdout }).on('line', onLine);
  createInterface({ input: child.stderr }).on('line', (line) => {
    words.push(line);
    if (words.length > 5) words.shift();
  });
  let code: number | null = null;
  const ended = new Promise<number>((resolve) => {
    child.on('error', (error) => words.push(error.message));
    child.on('close', (exit) => {
      code = exit ?? 1;
      resolve(code);
    });
  });
  const signal = async (first: NodeJS.Signals): Promise<void> => {
    if (code !== null) return;
    child.kill(first);
    const late = setTimeout(() => child.kill('SIGKILL'), endWaitMs);
    await ended;
    clearTimeout(late);
  };
  return {
    name,
    pid: child.pid ?? 0,
    alive: () => code === null,
    ended,
    lastWords: () => words.join('\n'),
    end: () => signal('SIGTERM'),
    kill: () => signal('SIGKILL'),
  };
}

/** For short verbs: what it printed, or a throw with its own sentence. */
export async function runToEnd(name: string, script: string, args: readonly string[]): Promise<string> {
  const lines: string[] = [];
  const running = runProcess(name, script, args, (line) => lines.push(line));
  const code = await running.ended;
  if (code !== 0) throw new Error(`${name} ended with ${code}: ${running.lastWords() || lines.join('\n')}`);
  return lines.join('\n');
}
