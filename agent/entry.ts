// The agent as a process: `npm run till -- --config FILE [--enrol URL CODE]`. Reads its arguments, starts, ends cleanly on a
// signal. A problem is a sentence and exit code 2; a fault of ours ends the process, and whoever runs it starts it again.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sentenceOf } from '../core/base/problem.ts';
import type { Problem } from '../core/base/problem.ts';
import { parseTillConfig, readTillConfig } from './config.ts';
import type { TillConfig } from './config.ts';
import { createLog } from './log.ts';
import { startAgent } from './start-agent.ts';
import { enrolTill } from './sync/enrol-till.ts';
import { system } from './system.ts';

const usage = `Usage: npm run till -- [--config FILE] [--enrol URL CODE]

  --config FILE       the till's configuration (default: till.json, or a folder "till" here without one)
  --enrol URL CODE    joins a chain: CODE comes from "npm run server -- enrol-code STORE"
`;

await main(process.argv.slice(2));

async function main(args: string[]): Promise<void> {
  const read = readArguments(args);
  if (!read) return say(usage, 2);
  const config = configOf(read.config);
  if (!config.ok) return say(sentenceOf(config.problem), 2);
  if (read.joins) return enrol(config.value, read.joins.url, read.joins.code);
  return run(config.value);
}

function readArguments(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { config: { type: 'string' }, enrol: { type: 'string' } },
      allowPositionals: true,
    });
    const [code, ...rest] = positionals;
    if (rest.length > 0 || (values.enrol === undefined) !== (code === undefined)) return null;
    const joins = values.enrol === undefined || code === undefined ? null : { url: values.enrol, code };
    return { config: values.config, joins };
  } catch {
    return null;
  }
}

function configOf(file: string | undefined) {
  if (file !== undefined) return readTillConfig(file);
  if (existsSync('till.json')) return readTillConfig('till.json');
  return parseTillConfig({ folder: 'till' }, join(process.cwd(), 'till.json'));
}

async function enrol(config: TillConfig, url: string, code: string): Promise<void> {
  const enrolled = await enrolTill(config.folder, url, code, { system, app: 'regulars/0.1.0' });
  if (!enrolled.ok) return say(sentenceOf(enrolled.problem), 2);
  const { lane, store, chain } = enrolled.value;
  return say(`Enrolled as ${lane} of ${store.name} (${chain.name}). Start it with: npm run till`, 0);
}

async function run(config: TillConfig): Promise<void> {
  const log = createLog(config.log);
  const fault = (error: unknown): void => {
    log.error('fault', { what: placeOf(error) });
    process.exit(70);
  };
  process.on('uncaughtException', fault);
  process.on('unhandledRejection', fault);
  const screens = join(import.meta.dirname, '..', 'out', 'ui');
  const agent = await startAgent({
    config,
    system,
    log,
    screens: existsSync(screens) ? screens : null,
    onFault: fault,
  });
  if (!agent.ok) return refuse(agent.problem);
  const { store, lane } = agent.value.enrolment;
  const end = (): void => {
    process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM');
    void agent.value.close().then(() => process.exit(0), fault);
  };
  // Before it says that it is there: who reads that line may end it at once.
  process.on('SIGINT', end).on('SIGTERM', end);
  process.stdout.write(`${lane} of ${store.name}: ${agent.value.url}/#k=${agent.value.mintKey()}\n`);
  log.info('agent started', { url: agent.value.url, store: store.id, lane });
}

/** Kind and place of a fault. Its message may hold what somebody typed, and stays out of the log. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return [error.name, ...frames.slice(0, 8).map((frame) => frame.trim())].join(' ');
}

function refuse(problem: Problem): void {
  say(sentenceOf(problem), 2);
  process.exit(2);
}

function say(text: string, code: number): void {
  (code === 0 ? process.stdout : process.stderr).write(`${text.trimEnd()}\n`);
  process.exitCode = code;
}
