// One till that is killed again and again under load, and started again each time. The next process loads its code while the
// present one lives. A life that ends by anything but the kill is a failure of ours.
import { setTimeout as pause } from 'node:timers/promises';
import type { ChainTill, ShopChain } from '../support/shop-chain.ts';
import type { Exit, TestProcess } from '../support/processes.ts';
import { openTillClient, tillClient } from '../support/till-client.ts';
import type { TillClient } from '../support/till-client.ts';
import type { DeathOrder } from './death-points.ts';
import type { Pos } from './pos.ts';

/** Killed from outside so many milliseconds after it began to start, was up, or was sent a commit. */
export interface KillFromOutside {
  readonly from: 'start' | 'up' | 'commit';
  readonly afterMs: number;
}

export interface TillUnderFire {
  client(): Promise<TillClient>;
  /** The POS is about to send a commit. */
  committing(): void;
  /** Until it dies at the ordered point. */
  dieAt(order: NonNullable<DeathOrder>): Promise<void>;
  /** Says whether it had come up before. */
  dieOutside(kill: KillFromOutside): Promise<boolean>;
  close(): Promise<void>;
}

/** A point that load does not reach in this time is not reached by it at all. */
const lifeMsMax = 20_000;

export function openTillUnderFire(chain: ShopChain, till: ChainTill, pos: () => readonly Pos[]): TillUnderFire {
  const load = (): TestProcess =>
    chain.processes.start(till.lane, 'test/chaos/agent-that-dies.ts', ['--config', till.config]);
  let next = load();
  let token = '';
  let committed = (): void => undefined;
  const client = (): Promise<TillClient> => Promise.resolve(tillClient(till.url, token));

  const begin = async (order: DeathOrder): Promise<TestProcess> => {
    const agent = next;
    await agent.line(/^loaded$/);
    agent.tell(JSON.stringify(order));
    return agent;
  };
  const isUp = async (agent: TestProcess): Promise<boolean> => {
    const up = agent.line(/^up (\S+)$/, lifeMsMax).catch(() => null);
    const address = (await Promise.race([up, agent.ended.then(() => null)]))?.[1];
    next = load();
    // Tokens outlive the process, so the POS signs in once.
    if (address !== undefined && token === '') ({ token } = await openTillClient(till.url, address));
    return address !== undefined;
  };
  const work = async (agent: TestProcess): Promise<void> => {
    await Promise.all(pos().map(async (each) => sell(agent, each)));
  };
  const sell = async (agent: TestProcess, at: Pos): Promise<void> => {
    const untilMs = performance.now() + lifeMsMax;
    while (agent.exit() === null) {
      if (performance.now() > untilMs) throw new Error(`it lived on:\n${agent.words()}`);
      try {
        await at.step();
      } catch (error) {
        if (!isSilence(error)) throw error;
        await Promise.race([agent.ended, pause(1_000)]);
      }
    }
  };
  return {
    client,
    committing: () => committed(),
    dieAt: async (order) => {
      const agent = await begin(order);
      if (await isUp(agent)) await work(agent);
      expectKill(await agent.ended, agent);
      await agent.line(new RegExp(`^dying at ${order.at}$`), 0);
    },
    dieOutside: async ({ from, afterMs }) => {
      const agent = await begin(null);
      const firstCommit = new Promise<void>((resolve) => {
        committed = resolve;
      });
      const shoot = async (): Promise<void> => {
        if (from === 'commit') await Promise.race([firstCommit, agent.ended]);
        await pause(afterMs);
        await agent.kill();
      };
      const early = from === 'start' ? shoot() : null;
      const up = await isUp(agent);
      const shot = early ?? shoot();
      if (up) await work(agent);
      await shot;
      expectKill(await agent.ended, agent);
      return up;
    },
    close: async () => void (await next.kill()),
  };
}

/** No answer: the till is gone, or going. */
function isSilence(error: unknown): boolean {
  return error instanceof TypeError && /fetch failed|terminated/.test(error.message);
}

function expectKill({ code, signal }: Exit, agent: TestProcess): void {
  if (signal !== 'SIGKILL') throw new Error(`it ended by itself with ${code}:\n${agent.words()}`);
}
