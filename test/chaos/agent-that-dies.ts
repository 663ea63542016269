// The agent as `npm run till` starts it, on ports that may kill it (death-points.ts). It loads its code, says so, and waits
// for its order on standard input: so the next life is ready when the one before it is killed, and 280 lives take minutes.
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { readTillConfig } from '../../agent/config.ts';
import { createLog } from '../../agent/log.ts';
import { startAgent } from '../../agent/start-agent.ts';
import { system } from '../../agent/system.ts';
import { deadlyPorts, deathOrderSchema } from './death-points.ts';

await live();

async function live(): Promise<void> {
  const { values } = parseArgs({ options: { config: { type: 'string', default: '' } } });
  const config = readTillConfig(values.config);
  if (!config.ok) throw new Error(JSON.stringify(config.problem));
  const log = createLog(config.value.log);
  const fault = (error: unknown): void => {
    log.error('fault', { what: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    process.exit(70);
  };
  process.on('uncaughtException', fault);
  process.on('unhandledRejection', fault);

  process.stdout.write('loaded\n');
  const said: unknown[] = await once(createInterface({ input: process.stdin }), 'line');
  const order = deathOrderSchema.parse(JSON.parse(String(said[0])));
  const wrap = deadlyPorts(order);
  const agent = await startAgent({ config: config.value, system, log, screens: null, onFault: fault, wrap });
  if (!agent.ok) {
    process.stdout.write(`refused ${JSON.stringify(agent.problem)}\n`);
    process.exit(2);
  }
  process.stdout.write(`up ${agent.value.url}/#k=${agent.value.mintKey()}\n`);
}
