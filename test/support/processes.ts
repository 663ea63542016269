// Processes of tests: each on this very Node, with what it said kept for the message of a failure. None outlives its test:
// closing kills what is left, and so does the end of this process, whatever the reason.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '../house/step.ts';

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface TestProcess {
  readonly name: string;
  readonly pid: number;
  /** Null while it runs. */
  exit(): Exit | null;
  readonly ended: Promise<Exit>;
  /** All it said, both streams, its newest 400 lines. */
  words(): string;
  /** The first line, said already or still to come, that fits. Rejects with its words when it ends or the time is over. */
  line(fits: RegExp, timeoutMs?: number): Promise<RegExpExecArray>;
  /** Into its standard input. */
  tell(line: string): void;
  /** SIGKILL: without asking, as a power cut. */
  kill(): Promise<Exit>;
  /** SIGTERM; SIGKILL after ten seconds. */
  end(): Promise<Exit>;
}

export interface Processes {
  /** `script`: a path inside the repository. */
  start(name: string, script: string, args: readonly string[]): TestProcess;
  /** For short verbs: what it printed; rejects with its words unless it exits with 0. */
  run(name: string, script: string, args: readonly string[]): Promise<string>;
  /** The last words of all, for the message of a failure. */
  words(): string;
  close(): Promise<void>;
}

const wordsKept = 400;
const processesKept = 20;
const endWaitMs = 10_000;

const alive = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

export function openProcesses(): Processes {
  const started: TestProcess[] = [];
  const start: Processes['start'] = (name, script, args) => {
    const child = startProcess(name, script, args);
    started.push(child);
    // Of hundreds of lives only the newest are interesting, and those that still run.
    const oldest = started.findIndex((each) => each.exit() !== null);
    if (started.length > processesKept && oldest >= 0) started.splice(oldest, 1);
    return child;
  };
  return {
    start,
    run: async (name, script, args) => {
      const child = start(name, script, args);
      const { code } = await child.ended;
      if (code !== 0) throw new Error(`${name} ended with ${code}:\n${child.words()}`);
      return child.words();
    },
    words: () => started.map((each) => `---- ${each.name} (${each.pid})\n${each.words()}`).join('\n'),
    close: async () => {
      await Promise.all(started.map(async (each) => each.kill()));
    },
  };
}

function startProcess(name: string, script: string, args: readonly string[]): TestProcess {
  // The same sources are started hundreds of times: compiled once, a start costs half.
  const env = { ...process.env, NO_COLOR: '1', NODE_COMPILE_CACHE: join(tmpdir(), 'regulars-compile-cache') };
  const child = spawn(process.execPath, [join(repositoryRoot, script), ...args], {
    cwd: repositoryRoot,
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  alive.add(child);
  const heard = listen(child);
  let exit: Exit | null = null;
  const ended = new Promise<Exit>((resolve) => {
    child.on('error', (error) => heard.add(error.message));
    child.on('close', (code, signal) => {
      alive.delete(child);
      exit = { code, signal };
      heard.close();
      resolve(exit);
    });
  });
  child.stdin.on('error', () => {});
  const send = async (signal: NodeJS.Signals): Promise<Exit> => {
    if (exit === null) child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), endWaitMs);
    const how = await ended;
    clearTimeout(late);
    return how;
  };
  return {
    name,
    pid: child.pid ?? 0,
    exit: () => exit,
    ended,
    words: () => heard.lines.join('\n'),
    line: (fits, timeoutMs = 30_000) => heard.line(fits, timeoutMs),
    tell: (line) => void child.stdin.write(`${line}\n`),
    kill: async () => send('SIGKILL'),
    end: async () => send('SIGTERM'),
  };
}

interface Waiting {
  hear(line: string): void;
  give(up: Error): void;
}

function listen(child: ChildProcess) {
  const lines: string[] = [];
  const waiting = new Set<Waiting>();
  let closed = false;
  const add = (line: string): void => {
    lines.push(line);
    if (lines.length > wordsKept) lines.shift();
    for (const each of waiting) each.hear(line);
  };
  for (const stream of [child.stdout, child.stderr]) splitLines(stream, add);
  const line = (fits: RegExp, timeoutMs: number): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      for (const said of lines) {
        const found = fits.exec(said);
        if (found) return resolve(found);
      }
      if (closed) return reject(new Error(`it ended and never said ${fits}:\n${lines.join('\n')}`));
      const settle = (act: () => void): void => {
        clearTimeout(timer);
        waiting.delete(each);
        act();
      };
      const each: Waiting = {
        hear: (said) => {
          const found = fits.exec(said);
          if (found) settle(() => resolve(found));
        },
        give: (up) => settle(() => reject(up)),
      };
      const timer = setTimeout(
        () => each.give(new Error(`it did not say ${fits} within ${timeoutMs} ms:\n${lines.join('\n')}`)),
        timeoutMs,
      );
      waiting.add(each);
    });
  const close = (): void => {
    closed = true;
    for (const each of waiting) each.give(new Error(`it ended first:\n${lines.join('\n')}`));
  };
  return { lines, add, line, close };
}

function splitLines(stream: NodeJS.ReadableStream | null, add: (line: string) => void): void {
  let rest = '';
  stream?.setEncoding('utf8');
  stream?.on('data', (chunk: string) => {
    const parts = `${rest}${chunk}`.split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) add(part);
  });
  stream?.on('end', () => {
    if (rest !== '') add(rest);
    rest = '';
  });
}
