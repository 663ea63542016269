import { describe, expect, it } from 'vitest';
import { createAgentKeeper, keeperTimes } from '../../../agent/electron/agent-keeper.ts';
import type { KeeperPorts, StartedAgent } from '../../../agent/electron/agent-keeper.ts';
import type { ShellTime } from '../../../agent/electron/system.ts';

// Time that runs only while somebody waits, so that hours of back-off pass at once.
function virtualTime(): ShellTime & { readonly pauses: number[] } {
  let nowMs = 0;
  const pauses: number[] = [];
  return {
    pauses,
    nowMs: () => nowMs,
    after: () => () => undefined,
    patience: () => new AbortController().signal,
    async pause(ms) {
      pauses.push(ms);
      nowMs += ms;
      await Promise.resolve();
    },
  };
}

interface World {
  running: { pid: number; keys: number } | null;
  started: number;
  screens: string[];
  waiting: string[];
}

function keeperIn(world: World, more: Partial<KeeperPorts>, onPause: (pauses: number) => void = () => undefined) {
  const time = virtualTime();
  const keeper = createAgentKeeper({
    time: {
      ...time,
      async pause(ms) {
        await time.pause(ms);
        onPause(time.pauses.length);
        if (time.pauses.length > 5_000) keeper.stop();
      },
    },
    address: () =>
      Promise.resolve(
        world.running && { url: 'http://127.0.0.1:4711', launchToken: 'x'.repeat(20), pid: world.running.pid },
      ),
    screenUrl({ pid }) {
      if (world.running) world.running.keys += 1;
      return Promise.resolve(`http://127.0.0.1:4711/#k=${pid}`);
    },
    alive: (pid) => world.running?.pid === pid,
    start: null,
    onScreen: (url) => void world.screens.push(url),
    onWaiting: (why) => void world.waiting.push(why),
    ...more,
  });
  return { keeper, time };
}

const emptyWorld = (): World => ({ running: null, started: 0, screens: [], waiting: [] });

describe('the keeper of the agent', () => {
  it('attaches to an agent that runs, starts none, and leaves it running', async () => {
    const world = { ...emptyWorld(), running: { pid: 7, keys: 0 } };
    const start = (): StartedAgent => {
      world.started += 1;
      return { stop: () => undefined, onExit: () => undefined };
    };
    const { keeper } = keeperIn(world, { start }, (pauses) => pauses === 5 && keeper.stop());
    await keeper.run();
    expect(world.screens).toEqual(['http://127.0.0.1:4711/#k=7']);
    expect(world.started).toBe(0);
    expect(world.running).toEqual({ pid: 7, keys: 1 });
  });

  it('starts an agent where none runs, and ends it with the shell', async () => {
    const world = emptyWorld();
    const log: string[] = [];
    const start = (): StartedAgent => {
      log.push('start');
      return { stop: () => void log.push('stop'), onExit: () => undefined };
    };
    const { keeper } = keeperIn(world, { start }, (pauses) => {
      if (pauses === 3) world.running = { pid: 8, keys: 0 };
      if (pauses === 6) keeper.stop();
    });
    await keeper.run();
    expect(world.screens).toEqual(['http://127.0.0.1:4711/#k=8']);
    expect(log).toEqual(['start', 'stop']);
  });

  it('opens a new screen with a new key when the agent came back as another process', async () => {
    const world = { ...emptyWorld(), running: { pid: 7, keys: 0 } as World['running'] };
    const { keeper } = keeperIn(world, {}, (pauses) => {
      if (pauses === 2) world.running = null;
      if (pauses === 4) world.running = { pid: 9, keys: 0 };
      if (pauses === 8) keeper.stop();
    });
    await keeper.run();
    expect(world.screens).toEqual(['http://127.0.0.1:4711/#k=7', 'http://127.0.0.1:4711/#k=9']);
    expect(world.waiting.length).toBeGreaterThan(0);
  });

  it('waits longer after each failed start, says what the agent said last, and never stops trying', async () => {
    const world = emptyWorld();
    const start = (): StartedAgent => {
      world.started += 1;
      return {
        stop: () => undefined,
        onExit: (act) => act('Port 4711 is in use by another program.'),
      };
    };
    const { keeper, time } = keeperIn(world, { start }, (pauses) => pauses === 9 && keeper.stop());
    await keeper.run();
    expect(time.pauses).toEqual([500, 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000]);
    expect(keeperTimes.backOffMaxMs).toBe(30_000);
    expect(world.started).toBe(9);
    expect(new Set(world.waiting)).toEqual(new Set(['Port 4711 is in use by another program.']));
  });

  it('does not start a second agent while the first is still getting ready', async () => {
    const world = emptyWorld();
    const start = (): StartedAgent => {
      world.started += 1;
      return { stop: () => undefined, onExit: () => undefined };
    };
    const { keeper } = keeperIn(world, { start }, (pauses) => pauses === 1_000 && keeper.stop());
    await keeper.run();
    expect(world.started).toBe(1);
  });
});
