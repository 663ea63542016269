// Starts everything the demo is made of, in order, and ends it in order: server, cable, enrolment, the past, tills, the
// simulator page. What can go wrong is one sentence, and nothing is left running.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { MakeSerialPort } from '../agent/devices/serial-port.ts';
import { layCable } from './cable.ts';
import type { Cable } from './cable.ts';
import { portsOf, writeServerConfig, writeTillConfig } from './demo-layout.ts';
import type { DemoLayout, DemoTill } from './demo-layout.ts';
import type { DemoOptions } from './demo-options.ts';
import { readDemoState, writeDemoState } from './demo-state.ts';
import { enrolTills } from './enrol-tills.ts';
import { sentenceOfTakenPort } from './sentence-of-taken-port.ts';
import { startInProcessTill } from './in-process-till.ts';
import { RunningHistory } from './run-history.ts';
import { runProcess } from './run-process.ts';
import type { RunningProcess } from './run-process.ts';

export interface Demo {
  readonly layout: DemoLayout;
  readonly cable: Cable;
  readonly history: RunningHistory;
  readonly token: string;
  /** Where headquarters is set up once; null when it was. */
  readonly setupLink: string | null;
  serverRuns(): boolean;
  /** As a power cut at headquarters, and its end. */
  killServer(): Promise<void>;
  startServer(): Promise<void>;
  /** Settles with a sentence when something ended that should not have. */
  readonly failed: Promise<string>;
  stop(): Promise<void>;
}

export interface DemoParts extends Pick<DemoOptions, 'fresh' | 'history' | 'scanner' | 'printer'> {
  /** Another serial binding for the first till, which then runs in this process. */
  readonly makePort?: MakeSerialPort | null;
}

/** Throws a sentence. `say` gets what is worth a line on the console. */
export async function runDemo(layout: DemoLayout, parts: DemoParts, say: (line: string) => void): Promise<Demo> {
  const taken = await sentenceOfTakenPort(portsOf(layout));
  if (taken) throw new Error(taken);
  if (parts.fresh) rmSync(layout.folder, { recursive: true, force: true });
  mkdirSync(layout.folder, { recursive: true, mode: 0o700 });
  const state = readDemoState(layout.folder);
  writeDemoState(layout.folder, state);
  writeServerConfig(layout);
  for (const [at, till] of [...layout.tills, ...layout.offices].entries()) {
    writeTillConfig(till, state.token, at === 0 ? parts : { scanner: null, printer: null });
  }
  const running = new RunningDemo(layout, new RunningHistory(layout, state), state.token);
  try {
    await running.start(parts, say);
    return running;
  } catch (error) {
    await running.stop();
    throw error;
  }
}

class RunningDemo implements Demo {
  readonly layout: DemoLayout;
  readonly history: RunningHistory;
  readonly token: string;
  readonly failed: Promise<string>;
  setupLink: string | null = null;
  #cable: Cable | null = null;
  #server: RunningProcess | null = null;
  #tills: RunningProcess[] = [];
  #fail: (sentence: string) => void = () => undefined;

  constructor(layout: DemoLayout, history: RunningHistory, token: string) {
    this.layout = layout;
    this.history = history;
    this.token = token;
    this.failed = new Promise((resolve) => (this.#fail = resolve));
  }

  get cable(): Cable {
    if (!this.#cable) throw new Error('The cable is not laid yet.');
    return this.#cable;
  }

  async start({ history, makePort }: DemoParts, say: (line: string) => void): Promise<void> {
    const { layout } = this;
    await this.startServer();
    this.#cable = await layCable(layout.cablePort, layout.serverPort);
    const enrolled = enrolTills(layout, layout.tills, `http://127.0.0.1:${layout.cablePort}`);
    if (history && this.history.isDue) {
      say('Writing the last 35 days of both stores …');
      await Promise.all([enrolled, this.history.writeMembers()]);
      await this.history.writeRecent();
    }
    await enrolled;
    this.#tills = await Promise.all(layout.tills.map((till, at) => this.#startTill(till, at === 0 ? makePort : null)));
  }

  serverRuns(): boolean {
    return this.#server?.alive() ?? false;
  }

  async startServer(): Promise<void> {
    if (this.serverRuns()) return;
    const isReady = (line: string): boolean => line.startsWith('Headquarters listens');
    const server = await startUntil(
      'headquarters',
      'sync-server/main.ts',
      ['--config', this.layout.serverConfig],
      isReady,
    );
    this.#server = server;
    this.setupLink = setupLinkIn(this.layout.serverFolder);
    this.#watch(server);
  }

  async killServer(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    await server?.kill();
  }

  async stop(): Promise<void> {
    const tills = this.#tills.splice(0);
    const server = this.#server;
    this.#server = null;
    await this.history.stop();
    await Promise.all(tills.map((till) => till.end()));
    await this.#cable?.close();
    await server?.end();
  }

  async #startTill(till: DemoTill, makePort: MakeSerialPort | null | undefined): Promise<RunningProcess> {
    if (makePort) return startInProcessTill(till, makePort);
    const name = `${till.lane} of ${till.store.name}`;
    const started = await startUntil(name, 'agent/entry.ts', ['--config', till.config], (line) => line.includes('#k='));
    this.#watch(started);
    return started;
  }

  /** What ends while it is still ours ended unasked. */
  #watch(process: RunningProcess): void {
    void process.ended.then((code) => {
      if (process !== this.#server && !this.#tills.includes(process)) return;
      this.#fail(`${process.name} ended by itself with ${code}. ${process.lastWords()}`);
    });
  }
}

/** Starts a process and waits for the line that says it is ready; throws its last words if it ends before. */
async function startUntil(
  name: string,
  script: string,
  args: readonly string[],
  isReady: (line: string) => boolean,
): Promise<RunningProcess> {
  let ready: (value: 'ready') => void = () => undefined;
  const readyLine = new Promise<'ready'>((resolve) => (ready = resolve));
  const process = runProcess(name, script, args, (line) => {
    if (isReady(line)) ready('ready');
  });
  const first = await Promise.race([readyLine, process.ended]);
  if (first !== 'ready') throw new Error(`${name} did not start: ${process.lastWords()}`);
  return process;
}

const portFileSchema = z.object({ setupLink: z.string().nullable() });

function setupLinkIn(serverFolder: string): string | null {
  return portFileSchema.parse(JSON.parse(readFileSync(join(serverFolder, 'server.json'), 'utf8'))).setupLink;
}
