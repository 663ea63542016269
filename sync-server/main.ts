// `npm run server`: starts headquarters' server, or makes an enrolment code with `enrol-code STORE`. Problems are one
// sentence on standard error and an exit code; a wrong configuration is 2.
import { parseArgs } from 'node:util';
import { sentenceOf } from '../core/base/problem.ts';
import type { Problem } from '../core/base/problem.ts';
import { readConfig } from './config.ts';
import type { ServerConfig } from './config.ts';
import { openLog } from './log.ts';
import { makeCode } from './main/make-code.ts';
import { startServer } from './main/start-server.ts';
import { system } from './system.ts';

const usage = `Usage:
  npm run server -- [--config FILE]
  npm run server -- enrol-code STORE [--lane NAME] [--config FILE]
FILE is server.config.json by default.`;

async function main(given: string[]): Promise<void> {
  const args = readArgs(given);
  if (!args) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  const config = readConfig(args.config);
  if (!config.ok) stop(config.problem);
  else if (args.store === null) await serve(config.value);
  else await printCode(config.value, args.store, args.lane);
}

async function serve(config: ServerConfig): Promise<void> {
  const log = openLog(config.log);
  const onFault = (): void => process.exit(1);
  const server = await startServer(config, system, { log, onFault });
  if (!server.ok) {
    stop(server.problem);
    return;
  }
  const { url, setupLink } = server.value;
  console.log(`Headquarters listens at ${url}`);
  if (setupLink !== null) console.log(`Set it up once at ${setupLink}`);
  let closing = false;
  const end = (): void => {
    if (closing) return;
    closing = true;
    server.value.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

async function printCode(config: ServerConfig, store: string, lane: string): Promise<void> {
  const code = await makeCode(config, { store, lane }, system, openLog(config.log));
  if (!code.ok) stop(code.problem);
  else console.log(code.value.code);
}

interface Args {
  readonly config: string;
  /** The store of `enrol-code`; null starts the server. */
  readonly store: string | null;
  readonly lane: string;
}

function readArgs(given: string[]): Args | null {
  try {
    const { values, positionals } = parseArgs({
      args: given,
      allowPositionals: true,
      options: { config: { type: 'string' }, lane: { type: 'string' } },
    });
    const [verb, store, ...more] = positionals;
    const config = values.config ?? 'server.config.json';
    const lane = values.lane ?? 'lane-1';
    if (verb === undefined) return { config, store: null, lane };
    return verb === 'enrol-code' && store !== undefined && more.length === 0 ? { config, store, lane } : null;
  } catch {
    return null;
  }
}

function stop(found: Problem): void {
  console.error(sentenceOf(found));
  process.exitCode = found.code === 'ConfigInvalid' ? 2 : 1;
}

// Files of headquarters hold names and phones: they are for their owner, whatever the folder allows.
process.umask(0o077);
await main(process.argv.slice(2));
