// A till of the demo inside the launcher's own process: only for the check on machines where no serial line can be laid,
// because serialport's mock binding reaches no further than its process.
import { join } from 'node:path';
import { readTillConfig } from '../agent/config.ts';
import type { MakeSerialPort } from '../agent/devices/serial-port.ts';
import { createLog } from '../agent/log.ts';
import { startAgent } from '../agent/start-agent.ts';
import { system } from '../agent/system.ts';
import { sentenceOf } from '../core/base/problem.ts';
import { root } from './demo-layout.ts';
import type { DemoTill } from './demo-layout.ts';
import type { RunningProcess } from './run-process.ts';

export async function startInProcessTill(till: DemoTill, makePort: MakeSerialPort): Promise<RunningProcess> {
  const config = readTillConfig(till.config);
  if (!config.ok) throw new Error(sentenceOf(config.problem));
  const agent = await startAgent({
    config: config.value,
    system,
    log: createLog(config.value.log),
    screens: join(root, 'out', 'ui'),
    onFault: (error) => {
      throw error;
    },
    wrap: { makePort },
  });
  if (!agent.ok) throw new Error(sentenceOf(agent.problem));
  let alive = true;
  let settle: (code: number) => void = () => undefined;
  const ended = new Promise<number>((resolve) => (settle = resolve));
  const end = async (): Promise<void> => {
    if (!alive) return;
    alive = false;
    await agent.value.close();
    settle(0);
  };
  return { name: till.lane, pid: process.pid, alive: () => alive, ended, lastWords: () => '', end, kill: end };
}
