// Keeps a window supplied with a living agent: attaches to one that runs (a service, another start), else starts one, and
// begins again when it is gone, waiting longer each time it fails. It never ends an agent that it did not start.
import type { AgentAddress } from './agent-address.ts';
import type { ShellTime } from './system.ts';

/** An agent process that we started. */
export interface StartedAgent {
  stop(): void;
  /** Acts once, when the process has ended; with the last line it wrote to stderr, which is its sentence. */
  onExit(act: (lastWords: string) => void): void;
}

/** What the keeper asks of the world; main joins the real ones, tests bring theirs. */
export interface KeeperPorts {
  readonly time: ShellTime;
  address(): Promise<AgentAddress | null>;
  screenUrl(address: AgentAddress): Promise<string | null>;
  alive(pid: number): boolean;
  /** Null where this shell may only attach. */
  start: (() => StartedAgent) | null;
  /** A screen can be opened here now. */
  onScreen(url: string): void;
  /** No agent at the moment, and why, as far as we know. */
  onWaiting(why: string): void;
}

export interface AgentKeeper {
  run(): Promise<void>;
  /** Ends the agent if we started it; `run` then returns. */
  stop(): void;
}

export const keeperTimes = {
  pollMs: 100,
  /** A till with a million members is ready in a second; thirty are for a disk that is dying. */
  startMaxMs: 30_000,
  watchMs: 1_000,
  backOffFirstMs: 500,
  backOffMaxMs: 30_000,
} as const;

export function createAgentKeeper(ports: KeeperPorts): AgentKeeper {
  const state: { stopped: boolean; own: StartedAgent | null; lastWords: string } = {
    stopped: false,
    own: null,
    lastWords: '',
  };

  function startOwn(): void {
    if (state.own || !ports.start) return;
    state.own = ports.start();
    state.own.onExit((words) => {
      state.own = null;
      state.lastWords = words;
    });
  }

  async function attach(): Promise<AgentAddress | null> {
    const address = await ports.address();
    const url = address && (await ports.screenUrl(address));
    if (!address || !url || state.stopped) return null;
    ports.onScreen(url);
    return address;
  }

  async function startAndAttach(): Promise<AgentAddress | null> {
    startOwn();
    const until = ports.time.nowMs() + keeperTimes.startMaxMs;
    while (!state.stopped && state.own && ports.time.nowMs() < until) {
      const address = await attach();
      if (address) return address;
      await ports.time.pause(keeperTimes.pollMs);
    }
    return null;
  }

  async function watch(address: AgentAddress): Promise<void> {
    while (!state.stopped && ports.alive(address.pid)) await ports.time.pause(keeperTimes.watchMs);
  }

  return {
    async run() {
      let waitMs: number = keeperTimes.backOffFirstMs;
      while (!state.stopped) {
        const address = (await attach()) ?? (await startAndAttach());
        if (address) {
          waitMs = keeperTimes.backOffFirstMs;
          await watch(address);
          if (!state.stopped) ports.onWaiting('');
          continue;
        }
        if (state.stopped) return;
        ports.onWaiting(state.lastWords);
        await ports.time.pause(waitMs);
        waitMs = Math.min(waitMs * 2, keeperTimes.backOffMaxMs);
      }
    },
    stop() {
      state.stopped = true;
      state.own?.stop();
    },
  };
}
